using System.Diagnostics;
using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Processes;

/// <summary>A build that is stopped while the gate waits for Stripe: nothing goes on asking, and nothing is published.</summary>
public sealed class StopTests : IClassFixture<StripeAndShop>
{
    // The gate's own deadline is far away: what ends it is the signal.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly StripeServer _stripe;
    private readonly Shop _shop;

    public StopTests(StripeAndShop fixture)
    {
        (_stripe, _shop) = (fixture.Stripe, fixture.Shop);
        _shop.Reset();
    }

    [LinuxTheory]
    [InlineData(Signals.Interrupt)]
    [InlineData(Signals.Terminate)]
    [InlineData(Signals.Kill)]
    public async Task A_stopped_build_leaves_no_gate_behind(int signal)
    {
        _stripe.Faults.Add(Fault.Hang());
        var before = _stripe.Log.Count;
        using var publish = _shop.StartDotnet(
            ["publish", "--no-restore", "-o", _shop.PublishFolder, "-p:PaymentSafetyDeadline=600", .. Shop.Asking(_stripe.Address)], Shop.LiveKey, Signals.AsAtATerminal);
        try
        {
            await AskedAsync(publish, before + 1);
            Assert.Single(ToolProcesses.With(_shop.Folder));

            Assert.Equal(0, Signals.Send(publish.Id, signal));

            Assert.True(await ToolProcesses.AreGoneAsync(_shop.Folder, Patience), "The gate goes on without its build. " + string.Join(Environment.NewLine, publish.Lines));
            await publish.WaitAsync(new CancellationTokenSource(Patience).Token);
            Assert.Empty(_shop.Published);
        }
        finally
        {
            publish.Kill();
        }
    }

    private async Task AskedAsync(RunningDotnet publish, int count)
    {
        var clock = Stopwatch.StartNew();
        while (_stripe.Log.Count < count)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), "The gate did not ask. " + string.Join(Environment.NewLine, publish.Lines));
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }
}
