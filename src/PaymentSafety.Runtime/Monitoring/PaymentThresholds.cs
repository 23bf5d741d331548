using PaymentSafety.Runtime.Resilience;

namespace PaymentSafety.Runtime.Monitoring;

/// <summary>What is worse than it may be.</summary>
internal static class PaymentThresholds
{
    private const int FewestEvents = 5;

    /// <summary>The measures that are over their thresholds, with the levels that they have outside of a watch.</summary>
    public static IEnumerable<(PaymentMeasure Measure, PaymentAlertLevel Level, double Value, double Threshold, int Samples)> Exceeded(
        IReadOnlyList<PaymentSamples.Sample> samples, StripeBreakerState breaker, PaymentMonitorOptions options)
    {
        if (breaker == StripeBreakerState.Open) yield return (PaymentMeasure.CircuitBreaker, PaymentAlertLevel.Page, 1, 0, 1);

        // What an issuer declines says nothing about the shop, and is in neither number.
        var payments = samples.Where(sample => sample.Instrument == "stripe.payments" && (sample.Outcome is "succeeded" or "failed")).ToList();
        var success = Part(payments, sample => sample.Outcome == "succeeded");
        if (payments.Count >= options.MinSamples && success < options.MinSuccessRate) yield return (PaymentMeasure.SuccessRate, PaymentAlertLevel.Page, success, options.MinSuccessRate, payments.Count);

        var requests = samples.Where(sample => sample.Instrument == "stripe.request.duration").ToList();
        var errors = Part(requests, sample => sample.Outcome is "failed" or "lost");
        if (requests.Count >= options.MinSamples && errors > options.MaxApiErrorRate) yield return (PaymentMeasure.ApiErrors, PaymentAlertLevel.Ticket, errors, options.MaxApiErrorRate, requests.Count);

        var delays = samples.Where(sample => sample.Instrument == "stripe.webhook.delay").Select(sample => sample.Value).ToList();
        if (delays.Count >= Math.Min(options.MinSamples, FewestEvents) && Quantile(delays, 0.95) is var delay && delay > options.MaxWebhookDelay.TotalSeconds)
            yield return (PaymentMeasure.WebhookDelay, PaymentAlertLevel.Ticket, delay, options.MaxWebhookDelay.TotalSeconds, delays.Count);

        // Of what was answered: what was not is counted above, and its time is the timeout's.
        var answered = requests.Where(sample => sample.Outcome is "ok" or "declined" or "refused").Select(sample => sample.Value).ToList();
        if (answered.Count >= options.MinSamples && Quantile(answered, 0.99) is var latency && latency > options.MaxLatency.TotalSeconds)
            yield return (PaymentMeasure.Latency, PaymentAlertLevel.Log, latency, options.MaxLatency.TotalSeconds, answered.Count);
    }

    private static double Part<T>(IReadOnlyCollection<T> all, Func<T, bool> counts) => all.Count == 0 ? 0 : (double)all.Count(counts) / all.Count;

    /// <summary>The smallest value that so large a part of the values does not exceed.</summary>
    private static double Quantile(List<double> values, double part)
    {
        values.Sort();
        return values[(int)Math.Ceiling(part * values.Count) - 1];
    }
}
