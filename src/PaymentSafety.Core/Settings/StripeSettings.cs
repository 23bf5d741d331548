namespace PaymentSafety.Core;

/// <summary>The Stripe settings of one app, with what is needed to say whether they fit together. Made by the gate and by the running app, each in its own way.</summary>
public sealed class StripeSettings
{
    /// <param name="mode">The mode that is expected.</param>
    /// <param name="environment">What is in that mode, as the start of a sentence: <c>Production</c>.</param>
    public StripeSettings(StripeMode mode, string environment) => (Mode, Environment) = (mode, environment);

    /// <summary>The mode that is expected.</summary>
    public StripeMode Mode { get; }

    /// <summary>What is in that mode, as the start of a sentence: <c>Production</c>.</summary>
    public string Environment { get; }

    /// <summary>The keys that act on an account; the app's own is the last.</summary>
    public IReadOnlyList<StripeSetting> SecretKeys { get; set; } = [];

    /// <summary>The app's own secret or restricted key.</summary>
    public StripeSetting? AppKey { get; set; }

    /// <summary>The key for browsers.</summary>
    public StripeSetting? PublishableKey { get; set; }

    /// <summary>The signing secret of the webhook, or several with semicolons between them.</summary>
    public StripeSetting? WebhookSecret { get; set; }
}
