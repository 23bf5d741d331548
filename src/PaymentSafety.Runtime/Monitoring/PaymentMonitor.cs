using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaymentSafety.Runtime.Metrics;
using PaymentSafety.Runtime.Resilience;

namespace PaymentSafety.Runtime.Monitoring;

/// <summary>
/// Looks once a minute whether something is worse than it may be, and tells: in the log, and through the app's <see cref="IPaymentAlertHandler"/>s. For 48 hours after a
/// deployment every alert is one level higher.
/// </summary>
internal sealed partial class PaymentMonitor : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly StripeResilience _resilience;
    private readonly IReadOnlyList<IPaymentAlertHandler> _handlers;
    private readonly PaymentMonitorOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly PaymentSamples _samples;
    private readonly DateTimeOffset _deployed;
    private readonly Dictionary<PaymentMeasure, PaymentAlert> _open = [];
    private int _inWatch;
    private bool _watchTold;

    public PaymentMonitor(
        PaymentMetrics metrics, StripeResilience resilience, IEnumerable<IPaymentAlertHandler> handlers, IOptions<PaymentSafetyOptions> options, TimeProvider time, ILogger<PaymentMonitor> logger)
    {
        _resilience = resilience;
        _handlers = [.. handlers];
        _options = options.Value.Monitoring;
        _time = time;
        _logger = logger;
        _deployed = _options.DeployedAt ?? time.GetUtcNow();
        _samples = new PaymentSamples(metrics.Meter, _options.Window, time);
        metrics.DeploymentAge = () => time.GetUtcNow() - _deployed;
    }

    public override void Dispose()
    {
        _samples.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested) await LookAsync(stoppingToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks once.</summary>
    /// <returns>What was told.</returns>
    internal async Task<IReadOnlyList<PaymentAlert>> LookAsync(CancellationToken cancellationToken)
    {
        var watching = _time.GetUtcNow() - _deployed < _options.WatchFor;
        var told = new List<PaymentAlert>();
        var exceeded = PaymentThresholds.Exceeded(_samples.Within(), _resilience.Breaker, _options).ToList();
        foreach (var (measure, level, value, threshold, samples) in exceeded)
        {
            var alert = new PaymentAlert(measure, watching && level < PaymentAlertLevel.Page ? level + 1 : level, value, threshold, samples, IsOver: false, watching);
            // Told when it begins, and not each minute.
            if (!_open.ContainsKey(measure)) told.Add(alert);
            _open[measure] = alert;
        }

        foreach (var alert in _open.Values.Where(alert => exceeded.All(found => found.Measure != alert.Measure)).ToList())
        {
            _open.Remove(alert.Measure);
            told.Add(alert with { IsOver = true });
        }

        foreach (var alert in told) await TellAsync(alert, cancellationToken).ConfigureAwait(false);
        EndWatch(watching, told.Count(alert => !alert.IsOver));
        return told;
    }

    private async Task TellAsync(PaymentAlert alert, CancellationToken cancellationToken)
    {
        if (alert.IsOver) LogOver(alert.Measure);
        else LogAlert(Severity(alert.Level), alert.Level, alert.Measure, alert.Value, alert.Threshold, alert.Samples);
        foreach (var handler in _handlers)
        {
            try
            {
                await handler.AlertAsync(alert, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // The pager is away: the log has the alert, and the others are told all the same.
                LogHandler(exception, alert.Measure);
            }
        }
    }

    private void EndWatch(bool watching, int begun)
    {
        if (watching) _inWatch += begun;
        else if (!_watchTold)
        {
            _watchTold = true;
            LogWatchEnded(_options.WatchFor, _inWatch);
        }
    }

    private static LogLevel Severity(PaymentAlertLevel level) => level switch
    {
        PaymentAlertLevel.Page => LogLevel.Critical,
        PaymentAlertLevel.Ticket => LogLevel.Error,
        _ => LogLevel.Warning,
    };

    [LoggerMessage(EventId = 2040, Message = "{Level}: {Measure} is {Value}, and may be {Threshold} ({Samples} samples).")]
    private partial void LogAlert(LogLevel severity, PaymentAlertLevel level, PaymentMeasure measure, double value, double threshold, int samples);

    [LoggerMessage(EventId = 2041, Level = LogLevel.Information, Message = "{Measure} is well again.")]
    private partial void LogOver(PaymentMeasure measure);

    [LoggerMessage(EventId = 2042, Level = LogLevel.Error, Message = "Nobody could be told that {Measure} changed.")]
    private partial void LogHandler(Exception exception, PaymentMeasure measure);

    [LoggerMessage(EventId = 2043, Level = LogLevel.Information, Message = "The {Time} after the deployment are over; there were {Alerts} alerts.")]
    private partial void LogWatchEnded(TimeSpan time, int alerts);
}
