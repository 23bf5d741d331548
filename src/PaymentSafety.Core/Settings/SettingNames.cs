namespace PaymentSafety.Core;

/// <summary>Under which names the settings are looked for; the first that has a value wins. Each list can be replaced by a property.</summary>
public sealed record SettingNames
{
    public IReadOnlyList<string> SecretKey { get; init; } = ["Stripe:SecretKey", "Stripe:ApiKey", "STRIPE_SECRET_KEY", "STRIPE_API_KEY", "Stripe:RestrictedKey"];

    public IReadOnlyList<string> PublishableKey { get; init; } =
        ["Stripe:PublishableKey", "STRIPE_PUBLISHABLE_KEY", "NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY", "VITE_STRIPE_PUBLISHABLE_KEY"];

    public IReadOnlyList<string> WebhookSecret { get; init; } = ["Stripe:WebhookSecret", "Stripe:EndpointSecret", "STRIPE_WEBHOOK_SECRET", "STRIPE_ENDPOINT_SECRET"];

    /// <summary>What else must be set: <c>PaymentSafetyRequired</c>.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>The gate's own read-only key of a mode, preferred over the app's.</summary>
    public static string PreflightKey(StripeMode mode) => mode == StripeMode.Live ? "PAYMENTSAFETY_STRIPE_KEY_LIVE" : "PAYMENTSAFETY_STRIPE_KEY_TEST";
}
