using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaymentSafety.Runtime.Metrics;

namespace PaymentSafety.Runtime.Webhooks;

/// <summary>
/// Takes a request to the webhook: checks it, keeps the event in the inbox, and says what to answer. The work is done afterwards, by
/// <see cref="StripeWebhookProcessor"/>: Stripe waits ten seconds or so for its answer, and sends again what was not answered.
/// </summary>
public sealed partial class StripeWebhookReceiver
{
    private readonly StripeWebhookGuard _guard;
    private readonly IStripeWebhookInbox _inbox;
    private readonly WebhookSignal _signal;
    private readonly PaymentMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly HashSet<string> _oncePerObject;
    private readonly ILogger _logger;

    internal StripeWebhookReceiver(
        StripeWebhookGuard guard,
        IStripeWebhookInbox inbox,
        WebhookSignal signal,
        IOptions<PaymentSafetyOptions> options,
        PaymentMetrics metrics,
        TimeProvider time,
        ILogger<StripeWebhookReceiver> logger)
    {
        _guard = guard;
        _inbox = inbox;
        _signal = signal;
        _metrics = metrics;
        _time = time;
        _oncePerObject = new HashSet<string>(options.Value.Webhooks.OncePerObject, StringComparer.Ordinal);
        _logger = logger;
    }

    /// <summary>The largest body that is looked at, in bytes.</summary>
    public int MaxBodyBytes => _guard.MaxBodyBytes;

    /// <summary>Takes a request.</summary>
    /// <param name="body">The raw bytes of the body, as they came.</param>
    /// <param name="signature">The header Stripe-Signature; null when there is none.</param>
    /// <param name="cancellationToken">Ends the wait for the inbox; the event is then not taken, and must not be answered with 2xx.</param>
    /// <returns>What was found, with the status to answer.</returns>
    public async Task<WebhookVerdict> ReceiveAsync(ReadOnlyMemory<byte> body, string? signature, CancellationToken cancellationToken)
    {
        var verdict = _guard.Check(body.Span, signature);
        if (verdict.Refusal is { } refusal)
        {
            _metrics.WebhookRefused(refusal.ToString());
            LogRefused(refusal, verdict.Event?.Id ?? "", verdict.Status);
            return verdict;
        }

        var webhookEvent = verdict.Event!;
        if (!await _inbox.AddAsync(webhookEvent, _oncePerObject.Contains(webhookEvent.Type), cancellationToken).ConfigureAwait(false))
        {
            LogDuplicate(webhookEvent.Type, webhookEvent.Id);
            return verdict;
        }

        // A duplicate may come days later, and says nothing about how long events take.
        _metrics.WebhookReceived(webhookEvent.Type, _time.GetUtcNow() - webhookEvent.Created);
        if (PaymentOutcome.Of(webhookEvent) is { } outcome) _metrics.PaymentEnded(outcome);
        _signal.Set();
        return verdict;
    }

    [LoggerMessage(EventId = 2010, Level = LogLevel.Warning, Message = "A request to the webhook was refused: {Reason} {EventId} (answered {Status}).")]
    private partial void LogRefused(WebhookRefusal reason, string eventId, int status);

    [LoggerMessage(EventId = 2011, Level = LogLevel.Debug, Message = "{Type} {EventId} came again and is left alone.")]
    private partial void LogDuplicate(string type, string eventId);
}
