using PaymentSafety.Core;
using PaymentSafety.Runtime.Health;
using PaymentSafety.Runtime.Monitoring;
using PaymentSafety.Runtime.Reconciliation;
using PaymentSafety.Runtime.Resilience;
using PaymentSafety.Runtime.Webhooks;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Runtime;

/// <summary>
/// How an app takes money with Stripe. Keys are read under the names that the gate reads (<c>Stripe:SecretKey</c>, <c>STRIPE_SECRET_KEY</c>, …),
/// everything else from the section <c>PaymentSafety</c>; what code sets afterwards wins.
/// </summary>
public sealed class PaymentSafetyOptions
{
    /// <summary>The section of the configuration: <c>PaymentSafety</c>.</summary>
    public const string SectionName = "PaymentSafety";

    /// <summary>
    /// Live or test. Default: <c>PAYMENTSAFETY_MODE</c>, else by the host's environment, which is live for <see cref="LiveEnvironments"/>.
    /// </summary>
    public StripeMode? Mode { get; set; }

    /// <summary>The environments in which real money moves. Default: Production, Prod, Live; letter case does not count.</summary>
    public IList<string> LiveEnvironments { get; } = [.. Core.LiveEnvironments.Default];

    /// <summary>Under which names the keys are looked for; the first that has a value wins.</summary>
    public SettingNames Names { get; set; } = new();

    /// <summary>The app's secret or restricted key. A value that code sets replaces the configured one.</summary>
    public string? SecretKey { get; set; }

    /// <summary>The key for browsers.</summary>
    public string? PublishableKey { get; set; }

    /// <summary>The signing secret of the webhook, or several with semicolons between them while one is rolled.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Where Stripe's API is. Default: https://api.stripe.com/. Another host is refused, a loopback address too unless <see cref="AllowLoopback"/> is set.</summary>
    public Uri StripeApi { get; set; } = StripeHost.Default;

    /// <summary>Accepts a loopback address as <see cref="StripeApi"/>: for tests.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Retries, the circuit breaker and the limit of calls at once.</summary>
    public StripeResilienceOptions Resilience { get; } = new();

    /// <summary>How webhooks are checked and handled.</summary>
    public StripeWebhookOptions Webhooks { get; } = new();

    /// <summary>How payments are compared with what the app granted.</summary>
    public ReconciliationOptions Reconciliation { get; } = new();

    /// <summary>What the health checks look at.</summary>
    public PaymentHealthOptions Health { get; } = new();

    /// <summary>From when on somebody is told.</summary>
    public PaymentMonitorOptions Monitoring { get; } = new();

    /// <summary>Whether the app takes webhooks: without a signing secret it would refuse them all.</summary>
    internal bool TakesWebhooks { get; set; }

    /// <summary>Whether the app reconciles payments, which it must not do from the beginning of time.</summary>
    internal bool Reconciles { get; set; }

    /// <summary>What the configuration holds and nobody can read.</summary>
    internal IReadOnlyList<SettingProblem> UnreadableSettings { get; set; } = [];
}
