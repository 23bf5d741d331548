using System.Diagnostics.Metrics;

namespace PaymentSafety.Runtime.Metrics;

/// <summary>What the parts of this library measure about themselves, under the meter <c>PaymentSafety</c>. Tags never hold an id, a key or personal data.</summary>
public sealed class PaymentMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "PaymentSafety";

    private readonly Meter _meter;
    private readonly Histogram<double> _requests;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _breakerChanges;
    private readonly Histogram<double> _webhookDelay;
    private readonly Counter<long> _webhooksRefused;
    private readonly Counter<long> _webhooksHandled;
    private readonly Counter<long> _payments;
    private readonly Counter<long> _reconciliationGranted;
    private readonly Counter<long> _reconciliationFailed;
    private readonly Counter<long> _reconciliationRuns;
    private volatile int _breaker;

    /// <param name="meters">The host's meters; null where there is no host.</param>
    public PaymentMetrics(IMeterFactory? meters = null)
    {
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _requests = _meter.CreateHistogram<double>("stripe.request.duration", "s", "Time of one try of a request to Stripe, its body included.");
        _retries = _meter.CreateCounter<long>("stripe.request.retries", "{retry}", "Requests to Stripe that were sent again.");
        _breakerChanges = _meter.CreateCounter<long>("stripe.breaker.changes", "{change}", "Changes of the circuit breaker's state.");
        _webhookDelay = _meter.CreateHistogram<double>("stripe.webhook.delay", "s", "Time from an event to its arrival, by both clocks.");
        _webhooksRefused = _meter.CreateCounter<long>("stripe.webhook.refused", "{request}", "Requests to the webhook that were refused.");
        _webhooksHandled = _meter.CreateCounter<long>("stripe.webhook.handled", "{event}", "Events whose handler ended.");
        _payments = _meter.CreateCounter<long>("stripe.payments", "{payment}", "Payments that ended, issuers' declines apart.");
        _reconciliationGranted = _meter.CreateCounter<long>("stripe.reconciliation.granted", "{payment}", "Payments that had succeeded and that nobody had granted.");
        _reconciliationFailed = _meter.CreateCounter<long>("stripe.reconciliation.failed", "{payment}", "Payments that succeeded and could not be granted.");
        _reconciliationRuns = _meter.CreateCounter<long>("stripe.reconciliation.runs", "{run}", "Runs of the reconciliation.");
        _meter.CreateObservableGauge("stripe.breaker.state", () => _breaker, "{state}", "The circuit breaker: 0 closed, 1 half-open, 2 open.");
        _meter.CreateObservableGauge("stripe.deployment.age", () => DeploymentAge is { } age ? [new Measurement<double>(age().TotalSeconds)] : Array.Empty<Measurement<double>>(), "s", "Time since the app was deployed.");
    }

    /// <summary>How long ago the app was deployed; null where nobody watches.</summary>
    internal Func<TimeSpan>? DeploymentAge { get; set; }

    /// <summary>For the monitor of this very host: other hosts of the process have meters of the same name.</summary>
    internal Meter Meter => _meter;

    /// <summary>One try of a request to Stripe ended.</summary>
    /// <param name="outcome"><c>ok</c>, <c>declined</c>, <c>refused</c> (another 4xx), <c>failed</c> (409, 429, 5xx) or <c>lost</c> (no answer).</param>
    /// <param name="duration">From the first byte sent to the last received.</param>
    public void RequestEnded(string outcome, TimeSpan duration) => _requests.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>A request is sent again.</summary>
    public void Retried(string outcome) => _retries.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>The circuit breaker is now <c>open</c>, <c>half-open</c> or <c>closed</c>.</summary>
    public void BreakerChanged(string state)
    {
        _breaker = state switch { "open" => 2, "half-open" => 1, _ => 0 };
        _breakerChanges.Add(1, new KeyValuePair<string, object?>("state", state));
    }

    /// <summary>An event came and was kept.</summary>
    public void WebhookReceived(string type, TimeSpan delay) => _webhookDelay.Record(Math.Max(0, delay.TotalSeconds), new KeyValuePair<string, object?>("type", type));

    /// <summary>A request to the webhook was refused.</summary>
    /// <param name="reason">The name of the reason, not its text.</param>
    public void WebhookRefused(string reason) => _webhooksRefused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>An event's handler ended: <c>ok</c>, <c>failed</c> or <c>set-aside</c>.</summary>
    public void WebhookHandled(string outcome) => _webhooksHandled.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>A payment ended. The webhook tells of those whose events it takes; an app without a webhook calls this itself.</summary>
    /// <param name="outcome"><c>succeeded</c>, <c>declined</c> (by the card's issuer) or <c>failed</c> (by anything else).</param>
    public void PaymentEnded(string outcome) => _payments.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>A payment was granted that nobody had granted.</summary>
    /// <param name="source"><c>payments</c>, <c>events</c> or <c>self-check</c>.</param>
    public void ReconciliationGranted(string source) => _reconciliationGranted.Add(1, new KeyValuePair<string, object?>("source", source));

    /// <summary>A payment that nobody had granted could not be.</summary>
    /// <param name="source"><c>payments</c>, <c>events</c> or <c>self-check</c>.</param>
    public void ReconciliationFailed(string source) => _reconciliationFailed.Add(1, new KeyValuePair<string, object?>("source", source));

    /// <summary>A run of the reconciliation ended: <c>complete</c>, <c>incomplete</c>, <c>other-node</c> or <c>failed</c>.</summary>
    public void ReconciliationEnded(string outcome) => _reconciliationRuns.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
