namespace PaymentSafety.Runtime.Monitoring;

/// <summary>From when on somebody is told. Section <c>PaymentSafety:Monitoring</c>.</summary>
public sealed class PaymentMonitorOptions
{
    /// <summary>The least part of the payments that succeeds; issuers' declines are not counted. Default 0.95.</summary>
    public double MinSuccessRate { get; set; } = 0.95;

    /// <summary>The largest part of the requests to Stripe that fails (409, 429, 5xx, no answer). Default 0.01.</summary>
    public double MaxApiErrorRate { get; set; } = 0.01;

    /// <summary>How long an event may take to arrive: 95 of 100 are faster. Default 30 s.</summary>
    public TimeSpan MaxWebhookDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a request to Stripe may take: 99 of 100 are faster. Default 1.2 s.</summary>
    public TimeSpan MaxLatency { get; set; } = TimeSpan.FromSeconds(1.2);

    /// <summary>The time over which is counted. Default 5 min.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Fewer payments, requests or events than these are too few to judge by. Default 20.</summary>
    public int MinSamples { get; set; } = 20;

    /// <summary>When the app was deployed; the time of the release, from the pipeline. Default null: when the process began, so that a restart begins the watch again.</summary>
    public DateTimeOffset? DeployedAt { get; set; }

    /// <summary>How long after a deployment every alert is one level higher. Default 48 h.</summary>
    public TimeSpan WatchFor { get; set; } = TimeSpan.FromHours(48);
}
