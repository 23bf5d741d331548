using Microsoft.Extensions.Hosting;
using PaymentSafety.Runtime.Reconciliation;

namespace PaymentSafety.Tests.Nodes;

/// <summary>Run after run. What a run throws ends the node: its database is there all the time.</summary>
internal sealed class ReconcilingLoop(PaymentReconciler reconciler) : BackgroundService
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var report = await reconciler.RunAsync(stoppingToken);
            if (report.IsOtherNodesTurn || report.IsComplete) await Task.Delay(Rest, stoppingToken);
        }
    }
}
