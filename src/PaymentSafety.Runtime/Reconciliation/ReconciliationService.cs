using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaymentSafety.Runtime.Metrics;

namespace PaymentSafety.Runtime.Reconciliation;

/// <summary>Runs the reconciler for as long as the app runs.</summary>
internal sealed partial class ReconciliationService(
    PaymentReconciler reconciler, IOptions<PaymentSafetyOptions> options, PaymentMetrics metrics, TimeProvider time, ILogger<ReconciliationService> logger) : BackgroundService
{
    private readonly ILogger _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await reconciler.RunAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The app's database is away, say: that must not end the service for good.
                metrics.ReconciliationEnded("failed");
                LogFailed(exception);
            }

            await Task.Delay(options.Value.Reconciliation.Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(EventId = 2024, Level = LogLevel.Error, Message = "Payments could not be reconciled; the next run tries again.")]
    private partial void LogFailed(Exception exception);
}
