using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace PaymentSafety.Runtime.Settings;

/// <summary>
/// Fills the options from the configuration, by hand: no reflection, so that nothing is lost in trimming, and a value that means nothing is a
/// problem with a name instead of an exception of a parser.
/// </summary>
internal sealed class ConfigurePaymentSafetyOptions(IConfiguration configuration, StripeSettingsReader reader) : IConfigureOptions<PaymentSafetyOptions>
{
    public void Configure(PaymentSafetyOptions options)
    {
        var section = new OptionsSection(configuration, PaymentSafetyOptions.SectionName);
        options.Mode = section.Mode("Mode") ?? section.Root().Mode("PAYMENTSAFETY_MODE");
        section.List("LiveEnvironments", options.LiveEnvironments);
        section.Address("StripeApi", value => options.StripeApi = value);
        section.Flag("AllowLoopback", value => options.AllowLoopback = value);
        if (section.Names("Required") is { } required) options.Names = options.Names with { Required = required };

        options.SecretKey = reader.Find(options.Names.SecretKey)?.Value;
        options.PublishableKey = reader.Find(options.Names.PublishableKey)?.Value;
        options.WebhookSecret = reader.Find(options.Names.WebhookSecret)?.Value;

        var resilience = section.Section("Resilience");
        resilience.Number("MaxRetries", value => options.Resilience.MaxRetries = value);
        resilience.Time("BaseDelay", value => options.Resilience.BaseDelay = value);
        resilience.Time("MaxDelay", value => options.Resilience.MaxDelay = value);
        resilience.Time("AttemptTimeout", value => options.Resilience.AttemptTimeout = value);
        resilience.Number("MaxConcurrency", value => options.Resilience.MaxConcurrency = value);
        resilience.Number("BreakerConsecutiveFailures", value => options.Resilience.BreakerConsecutiveFailures = value);
        resilience.Ratio("BreakerFailureRatio", value => options.Resilience.BreakerFailureRatio = value);
        resilience.Number("BreakerMinimumThroughput", value => options.Resilience.BreakerMinimumThroughput = value);
        resilience.Time("BreakerWindow", value => options.Resilience.BreakerWindow = value);
        resilience.Time("BreakerOpenFor", value => options.Resilience.BreakerOpenFor = value);

        var webhooks = section.Section("Webhooks");
        webhooks.Time("Tolerance", value => options.Webhooks.Tolerance = value);
        webhooks.Number("MaxBodyBytes", value => options.Webhooks.MaxBodyBytes = value);
        webhooks.Text("ApiVersion", value => options.Webhooks.ApiVersion = value);
        webhooks.List("OncePerObject", options.Webhooks.OncePerObject);
        webhooks.Number("MaxAttempts", value => options.Webhooks.MaxAttempts = value);
        webhooks.Time("RetryDelay", value => options.Webhooks.RetryDelay = value);
        webhooks.Time("MaxRetryDelay", value => options.Webhooks.MaxRetryDelay = value);
        webhooks.Time("Lease", value => options.Webhooks.Lease = value);
        webhooks.Time("PollInterval", value => options.Webhooks.PollInterval = value);
        webhooks.Time("Retention", value => options.Webhooks.Retention = value);

        var reconciliation = section.Section("Reconciliation");
        reconciliation.Instant("Since", value => options.Reconciliation.Since = value);
        reconciliation.Time("Interval", value => options.Reconciliation.Interval = value);
        reconciliation.Time("Overlap", value => options.Reconciliation.Overlap = value);
        reconciliation.Time("Grace", value => options.Reconciliation.Grace = value);
        reconciliation.Time("Window", value => options.Reconciliation.Window = value);
        reconciliation.Time("Lease", value => options.Reconciliation.Lease = value);
        reconciliation.Number("MaxRequests", value => options.Reconciliation.MaxRequests = value);
        reconciliation.Number("RequestsPerSecond", value => options.Reconciliation.RequestsPerSecond = value);
        reconciliation.Flag("Events", value => options.Reconciliation.Events = value);
        reconciliation.Flag("DryRun", value => options.Reconciliation.DryRun = value);
        reconciliation.Time("SelfCheckLookback", value => options.Reconciliation.SelfCheckLookback = value);
        reconciliation.Time("SelfCheckEvery", value => options.Reconciliation.SelfCheckEvery = value);

        var health = section.Section("Health");
        health.List("PriceIds", options.Health.PriceIds);
        health.Text("WebhookUrl", value => options.Health.WebhookUrl = value);
        health.List("WebhookEvents", options.Health.WebhookEvents);
        health.Time("WebhookSilence", value => options.Health.WebhookSilence = value);
        health.Time("CacheFor", value => options.Health.CacheFor = value);
        health.Time("CacheSettingsFor", value => options.Health.CacheSettingsFor = value);
        health.Time("CacheLocalFor", value => options.Health.CacheLocalFor = value);
        health.Time("Timeout", value => options.Health.Timeout = value);

        var monitoring = section.Section("Monitoring");
        monitoring.Ratio("MinSuccessRate", value => options.Monitoring.MinSuccessRate = value);
        monitoring.Ratio("MaxApiErrorRate", value => options.Monitoring.MaxApiErrorRate = value);
        monitoring.Time("MaxWebhookDelay", value => options.Monitoring.MaxWebhookDelay = value);
        monitoring.Time("MaxLatency", value => options.Monitoring.MaxLatency = value);
        monitoring.Time("Window", value => options.Monitoring.Window = value);
        monitoring.Number("MinSamples", value => options.Monitoring.MinSamples = value);
        monitoring.Instant("DeployedAt", value => options.Monitoring.DeployedAt = value);
        monitoring.Time("WatchFor", value => options.Monitoring.WatchFor = value);

        options.UnreadableSettings = section.Problems;
    }
}
