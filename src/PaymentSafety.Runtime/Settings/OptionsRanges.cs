using PaymentSafety.Core;
using PaymentSafety.Runtime.Health;
using PaymentSafety.Runtime.Monitoring;
using PaymentSafety.Runtime.Reconciliation;
using PaymentSafety.Runtime.Resilience;
using PaymentSafety.Runtime.Webhooks;

namespace PaymentSafety.Runtime.Settings;

/// <summary>Values that can be read and still mean nothing: no retries below zero, no breaker without a ratio.</summary>
internal static class OptionsRanges
{
    // Task.Delay and Polly take no more.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static IEnumerable<SettingProblem> Check(PaymentSafetyOptions options) => Resilience(options.Resilience).Concat(Webhooks(options.Webhooks)).Concat(Reconciliation(options.Reconciliation))
        .Concat(Health(options.Health)).Concat(Monitoring(options.Monitoring));

    private static IEnumerable<SettingProblem> Resilience(StripeResilienceOptions options) => Of("Resilience",
        Between(nameof(options.MaxRetries), options.MaxRetries, 0, 10),
        Between(nameof(options.BaseDelay), options.BaseDelay, TimeSpan.Zero, options.MaxDelay),
        Between(nameof(options.MaxDelay), options.MaxDelay, TimeSpan.Zero, Longest),
        Between(nameof(options.AttemptTimeout), options.AttemptTimeout, TimeSpan.FromMilliseconds(10), Longest),
        Between(nameof(options.MaxConcurrency), options.MaxConcurrency, 1, 1000),
        Between(nameof(options.BreakerConsecutiveFailures), options.BreakerConsecutiveFailures, 1, 1_000_000),
        Between(nameof(options.BreakerFailureRatio), options.BreakerFailureRatio, double.Epsilon, 1, "above 0 and at most 1"),
        Between(nameof(options.BreakerMinimumThroughput), options.BreakerMinimumThroughput, 1, 1_000_000),
        Between(nameof(options.BreakerWindow), options.BreakerWindow, TimeSpan.FromSeconds(1), Longest),
        Between(nameof(options.BreakerOpenFor), options.BreakerOpenFor, TimeSpan.FromMilliseconds(10), Longest));

    private static IEnumerable<SettingProblem> Webhooks(StripeWebhookOptions options) => Of("Webhooks",
        // An hour is already twelve times what Stripe's libraries allow; a replayed event is a forged one.
        Between(nameof(options.Tolerance), options.Tolerance, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
        Between(nameof(options.MaxBodyBytes), options.MaxBodyBytes, 1024, 64 * 1024 * 1024),
        Between(nameof(options.MaxAttempts), options.MaxAttempts, 1, 1000),
        Between(nameof(options.RetryDelay), options.RetryDelay, TimeSpan.Zero, options.MaxRetryDelay),
        Between(nameof(options.MaxRetryDelay), options.MaxRetryDelay, TimeSpan.Zero, Longest),
        Between(nameof(options.Lease), options.Lease, TimeSpan.FromSeconds(1), Longest),
        Between(nameof(options.PollInterval), options.PollInterval, TimeSpan.FromMilliseconds(10), Longest),
        // Stripe sends an event again for three days.
        Between(nameof(options.Retention), options.Retention, TimeSpan.FromDays(3), TimeSpan.FromDays(3650)));

    private static IEnumerable<SettingProblem> Reconciliation(ReconciliationOptions options) => Of("Reconciliation",
        Between(nameof(options.Interval), options.Interval, TimeSpan.FromSeconds(1), Longest),
        Between(nameof(options.Overlap), options.Overlap, TimeSpan.Zero, TimeSpan.FromDays(365)),
        Between(nameof(options.Grace), options.Grace, TimeSpan.Zero, Longest),
        Between(nameof(options.Window), options.Window, TimeSpan.FromSeconds(1), TimeSpan.FromDays(365)),
        Between(nameof(options.Lease), options.Lease, TimeSpan.FromSeconds(1), Longest),
        Between(nameof(options.MaxRequests), options.MaxRequests, 2, 1_000_000),
        Between(nameof(options.RequestsPerSecond), options.RequestsPerSecond, 1, 1_000_000),
        Between(nameof(options.SelfCheckLookback), options.SelfCheckLookback, TimeSpan.FromSeconds(1), TimeSpan.FromDays(365)),
        Between(nameof(options.SelfCheckEvery), options.SelfCheckEvery, TimeSpan.Zero, Longest));

    // Fifteen minutes is the least for what is asked of Stripe: reads are allotted.
    private static IEnumerable<SettingProblem> Health(PaymentHealthOptions options) => Of("Health",
        Between(nameof(options.WebhookSilence), options.WebhookSilence, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365)),
        Between(nameof(options.CacheFor), options.CacheFor, TimeSpan.FromMinutes(15), Longest),
        Between(nameof(options.CacheSettingsFor), options.CacheSettingsFor, TimeSpan.FromMinutes(15), Longest),
        Between(nameof(options.CacheLocalFor), options.CacheLocalFor, TimeSpan.Zero, Longest),
        Between(nameof(options.Timeout), options.Timeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5)));

    private static IEnumerable<SettingProblem> Monitoring(PaymentMonitorOptions options) => Of("Monitoring",
        Between(nameof(options.MinSuccessRate), options.MinSuccessRate, 0, 1),
        Between(nameof(options.MaxApiErrorRate), options.MaxApiErrorRate, 0, 1),
        Between(nameof(options.MaxWebhookDelay), options.MaxWebhookDelay, TimeSpan.FromSeconds(1), Longest),
        Between(nameof(options.MaxLatency), options.MaxLatency, TimeSpan.FromMilliseconds(1), Longest),
        Between(nameof(options.Window), options.Window, TimeSpan.FromSeconds(10), Longest),
        Between(nameof(options.MinSamples), options.MinSamples, 1, 1_000_000),
        Between(nameof(options.WatchFor), options.WatchFor, TimeSpan.Zero, TimeSpan.FromDays(365)));

    private static IEnumerable<SettingProblem> Of(string section, params (string Name, string? Expected, string Actual)[] values) =>
        from value in values
        where value.Expected is not null
        select SettingRules.MeaninglessSetting.At(
            null, ("name", $"{PaymentSafetyOptions.SectionName}:{section}:{value.Name}"), ("expected", value.Expected), ("actual", value.Actual));

    private static (string Name, string? Expected, string Actual) Between<T>(string name, T value, T least, T most, string? words = null)
        where T : IComparable<T>, IFormattable
    {
        var actual = value.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
        // NaN is above and below nothing.
        var holds = value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0;
        return (name, holds ? null : words ?? FormattableString.Invariant($"{least} to {most}"), actual);
    }
}
