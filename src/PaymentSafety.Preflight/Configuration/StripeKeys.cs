using PaymentSafety.Core;

namespace PaymentSafety.Preflight.Configuration;

/// <summary>The Stripe keys that the configuration holds.</summary>
/// <param name="App">The app's secret or restricted key.</param>
/// <param name="Own">The gate's own read-only key for the mode that is checked.</param>
/// <param name="Publishable">The app's publishable key.</param>
internal sealed record StripeKeys(ConfigurationValue? App, ConfigurationValue? Own, ConfigurationValue? Publishable)
{
    /// <summary>The signing secret of the app's webhook, or several with semicolons between them.</summary>
    public ConfigurationValue? WebhookSecret { get; init; }

    /// <summary>The gate's own read-only key of the other mode, to compare test and live with; null when there is none.</summary>
    public ConfigurationValue? OtherMode { get; init; }

    /// <summary>The key that Stripe is asked with: a read-only key of the gate's own before the app's.</summary>
    public ConfigurationValue? Asking => Own ?? App;

    /// <summary>The keys that act on an account.</summary>
    public IEnumerable<ConfigurationValue> Secret => new[] { Own, App }.OfType<ConfigurationValue>();

    public static StripeKeys Find(AppConfiguration configuration, SettingNames names, StripeMode mode) => new(
        configuration.Find(names.SecretKey),
        configuration.Find([SettingNames.PreflightKey(mode)]),
        configuration.Find(names.PublishableKey))
    {
        OtherMode = configuration.Find([SettingNames.PreflightKey(mode.Other())]) is { } other && StripeKeyShape.Unusable(other.Value, StripeKeyKind.Secret) is null && StripeKeyShape.Of(other.Value).Mode == mode.Other() ? other : null,
        WebhookSecret = configuration.Find(names.WebhookSecret),
    };
}
