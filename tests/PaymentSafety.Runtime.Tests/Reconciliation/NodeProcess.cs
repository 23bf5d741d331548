using System.Diagnostics;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary>tests/ShopNode as a process. It ends by itself when this process does.</summary>
/// <param name="kind">What it does: an argument of the program.</param>
/// <param name="name">By which its credits are known.</param>
/// <param name="settings">As environment variables.</param>
internal sealed class NodeProcess(string kind, string name, IEnumerable<KeyValuePair<string, string>> settings) : IAsyncDisposable
{
    /// <summary>What the shell says of a process that SIGKILL ended.</summary>
    public const int Killed = 128 + 9;

    private readonly LoggedProcess _process = new(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ShopNode.dll"), kind])
        {
            // It reads it to see that we live.
            RedirectStandardInput = true,
        },
        [.. settings, new("Shop__Node", name)]);

    public string Name => name;

    /// <summary>All that it has said.</summary>
    public string Log => _process.Log;

    public bool IsAlive => _process.IsAlive;

    /// <summary>Ends it between two of its instructions.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
    /// <returns>How it ended: <see cref="Killed"/>, and anything else when it ended by itself.</returns>
    public Task<int> ExitCodeAsync() => _process.ExitCodeAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
