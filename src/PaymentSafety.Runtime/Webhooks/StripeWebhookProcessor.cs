using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaymentSafety.Runtime.Masking;
using PaymentSafety.Runtime.Metrics;

namespace PaymentSafety.Runtime.Webhooks;

/// <summary>
/// Handles the events of the inbox, one after the other, while the app runs. An event that fails is handled again later, with a growing wait, and after
/// <see cref="StripeWebhookOptions.MaxAttempts"/> set aside for a person. What was taken by a node that died is taken again when its lease ends.
/// </summary>
internal sealed partial class StripeWebhookProcessor(
    IStripeWebhookInbox inbox,
    WebhookSignal signal,
    IServiceScopeFactory scopes,
    IOptions<PaymentSafetyOptions> options,
    PaymentMetrics metrics,
    TimeProvider time,
    ILogger<StripeWebhookProcessor> logger) : BackgroundService
{
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);

    private readonly StripeWebhookOptions _options = options.Value.Webhooks;
    private readonly ILogger _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var forgotten = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await HandleNextAsync(stoppingToken).ConfigureAwait(false))
                {
                }

                if (time.GetUtcNow() - forgotten > ForgetEvery)
                {
                    forgotten = time.GetUtcNow();
                    await inbox.ForgetAsync(forgotten - _options.Retention, stoppingToken).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The inbox itself: a database that is away for a while must not end the processor for good.
                LogInbox(exception);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await signal.WaitAsync(_options.PollInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>False when nothing is due.</returns>
    internal async Task<bool> HandleNextAsync(CancellationToken cancellationToken)
    {
        if (await inbox.TakeAsync(_options.Lease, cancellationToken).ConfigureAwait(false) is not { } delivery) return false;
        try
        {
            // The lease is the end: another node takes the event then, and two must not work on it.
            using var lease = new CancellationTokenSource(_options.Lease, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(lease.Token, cancellationToken);
            await using var scope = scopes.CreateAsyncScope();
            var handlers = scope.ServiceProvider.GetServices<IStripeWebhookHandler>().ToList();
            if (handlers.Count == 0) throw new InvalidOperationException("No IStripeWebhookHandler is registered: builder.Services.AddScoped<IStripeWebhookHandler, …>().");
            foreach (var handler in handlers) await handler.HandleAsync(delivery.Event, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The app stops: the event is as it was, and comes again when its lease ends.
            if (cancellationToken.IsCancellationRequested) throw;
            await FailAsync(delivery, exception, cancellationToken).ConfigureAwait(false);
            return true;
        }

        // The work is done: that it is must be told even while the app stops.
        await inbox.CompleteAsync(delivery, CancellationToken.None).ConfigureAwait(false);
        metrics.WebhookHandled("ok");
        return true;
    }

    private async Task FailAsync(StripeWebhookDelivery delivery, Exception exception, CancellationToken cancellationToken)
    {
        var isLast = delivery.Attempt >= _options.MaxAttempts;
        var wait = isLast ? (TimeSpan?)null : Wait(delivery.Attempt);
        await inbox.FailAsync(delivery, PaymentRedactor.Redact(exception.Message), wait, cancellationToken).ConfigureAwait(false);
        metrics.WebhookHandled(isLast ? "set-aside" : "failed");
        if (isLast) LogSetAside(exception, delivery.Event.Type, delivery.Event.Id, delivery.Attempt);
        else LogFailed(exception, delivery.Event.Type, delivery.Event.Id, delivery.Attempt, wait!.Value);
    }

    private TimeSpan Wait(int attempt)
    {
        var wait = _options.RetryDelay * Math.Pow(2, Math.Min(attempt - 1, 30));
        return wait < _options.MaxRetryDelay ? wait : _options.MaxRetryDelay;
    }

    [LoggerMessage(EventId = 2012, Level = LogLevel.Warning, Message = "{Type} {EventId} could not be handled (attempt {Attempt}); again in {Wait}.")]
    private partial void LogFailed(Exception exception, string type, string eventId, int attempt, TimeSpan wait);

    [LoggerMessage(EventId = 2013, Level = LogLevel.Error, Message = "{Type} {EventId} could not be handled {Attempt} times and is set aside.")]
    private partial void LogSetAside(Exception exception, string type, string eventId, int attempt);

    [LoggerMessage(EventId = 2014, Level = LogLevel.Error, Message = "The inbox of webhooks could not be read or written.")]
    private partial void LogInbox(Exception exception);
}
