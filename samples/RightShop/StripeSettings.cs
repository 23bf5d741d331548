namespace Shop;

/// <summary>What the shop must be told. The values come from the host's secret store, as environment variables: Stripe__SecretKey.</summary>
internal sealed record StripeSettings(string SecretKey, string WebhookSecret, Uri PublicAddress)
{
    /// <exception cref="InvalidOperationException">A setting has no value: the shop must not start without it.</exception>
    public static StripeSettings From(IConfiguration configuration)
    {
        return new StripeSettings(Required("Stripe:SecretKey"), Required("Stripe:WebhookSecret"), new Uri(Required("Shop:PublicAddress")));

        string Required(string name) => configuration[name] is { Length: > 0 } value ? value : throw new InvalidOperationException($"'{name}' is not set.");
    }
}
