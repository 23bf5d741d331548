using PaymentSafety.StripeApi;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.StripeApi;

public class HostTests
{
    [Theory]
    [InlineData("https://api.stripe.com", false, null)]
    [InlineData("https://API.STRIPE.COM/", false, null)]
    [InlineData("https://api.stripe.com:443/", false, null)]
    [InlineData("http://127.0.0.1:5000", true, null)]
    [InlineData("https://localhost:5001", true, null)]
    [InlineData("http://[::1]:5000", true, null)]
    [InlineData("http://127.0.0.1:5000", false, "is this computer's own")]
    [InlineData("http://api.stripe.com", true, "is not https")]
    [InlineData("https://api.stripe.com:8443", true, "has another port than 443")]
    [InlineData("https://api.stripe.com.evil.example", true, "is not Stripe's")]
    [InlineData("https://api.stripe.com./", true, "is not Stripe's")]
    [InlineData("https://files.stripe.com", true, "is not Stripe's")]
    [InlineData("https://10.0.0.1", true, "is not Stripe's")]
    [InlineData("http://localhost.evil.example", true, "is not Stripe's")]
    [InlineData("file:///etc/hosts", true, "has a path; only the host belongs here")]
    [InlineData("http://127.0.0.1.evil.example", true, "is not Stripe's")]
    [InlineData("https://user@api.stripe.com", true, "holds a user name")]
    [InlineData("https://api.stripe.com/v1", true, "has a path; only the host belongs here")]
    [InlineData("https://api.stripe.com/?x=1", true, "has a path; only the host belongs here")]
    [InlineData("ftp://127.0.0.1", true, "is neither http nor https")]
    public void A_key_goes_to_stripe_or_where_it_was_allowed_and_nowhere_else(string address, bool allowLoopback, string? refusal)
    {
        Assert.Equal(refusal is null, StripeHost.IsAllowed(new Uri(address), allowLoopback, out var reason));
        Assert.Equal(refusal, reason);
    }

    [Fact]
    public void A_client_for_another_host_cannot_be_made()
    {
        var key = new StripeApiKey("STRIPE_SECRET_KEY", ShopScenario.LiveSecretKey);

        var exception = Assert.Throws<ArgumentException>(() => new StripeApiClient(key, new StripeApiOptions { BaseAddress = new Uri("https://api.stripe.com.evil.example") }));

        Assert.StartsWith("A key is not sent to 'https://api.stripe.com.evil.example/': it is not Stripe's.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\nX-Injected: 1")]
    [InlineData(" ")]
    [InlineData("ä")]
    public void A_key_that_no_header_can_carry_is_refused_without_its_value(string suffix)
    {
        var value = suffix.Length == 0 ? "" : ShopScenario.LiveSecretKey + suffix;

        var exception = Assert.Throws<ArgumentException>(() => new StripeApiKey("STRIPE_SECRET_KEY", value));

        Assert.Contains("STRIPE_SECRET_KEY", exception.Message, StringComparison.Ordinal);
        if (value.Length > 0) Assert.DoesNotContain(ShopScenario.LiveSecretKey[8..], exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_shows_its_prefix_and_last_four_characters_only()
    {
        var value = ShopScenario.LiveRestrictedKey;

        var key = new StripeApiKey("STRIPE_SECRET_KEY", value);

        Assert.Equal("rk_" + "live_…" + value[^4..], key.ToString());
        Assert.Equal("…", new StripeApiKey("X", "short").ToString());
    }
}
