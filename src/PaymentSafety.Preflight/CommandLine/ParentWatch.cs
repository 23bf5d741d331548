using System.Diagnostics;

namespace PaymentSafety.Preflight.CommandLine;

/// <summary>
/// Ends the run when the program that started it is gone. MSBuild ends its children when it is interrupted, but not when it is killed; a gate
/// that nobody waits for must not go on asking Stripe.
/// </summary>
internal static class ParentWatch
{
    /// <summary>Most runs are over before it is worth looking again.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(1);

    /// <param name="parent">The process id; null when nobody is watched.</param>
    /// <param name="stop">Cancelled when the parent is gone.</param>
    public static void Start(int? parent, CancellationTokenSource stop)
    {
        if (parent is not { } id)
            return;
        try
        {
            _ = WaitAsync(Process.GetProcessById(id), stop);
        }
        catch (ArgumentException)
        {
            // Gone before we came.
            stop.Cancel();
        }
    }

    private static async Task WaitAsync(Process parent, CancellationTokenSource stop)
    {
        using (parent)
        {
            await Task.Delay(Before, stop.Token).ConfigureAwait(false);
            await parent.WaitForExitAsync(stop.Token).ConfigureAwait(false);
        }

        await stop.CancelAsync().ConfigureAwait(false);
    }
}
