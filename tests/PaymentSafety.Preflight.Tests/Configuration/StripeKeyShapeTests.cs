using PaymentSafety.Core;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Configuration;

public class StripeKeyShapeTests
{
    public static TheoryData<string, string, bool> Unusable => new()
    {
        { ShopScenario.LiveSecretKey + " ", "it has a blank at its end", true },
        { ShopScenario.LiveSecretKey + "\n", "it has a blank at its end", true },
        { " " + ShopScenario.LiveSecretKey, "it has a blank at its start", true },
        { $"\"{ShopScenario.LiveSecretKey}\"", "it is in quotes", true },
        { $"'{ShopScenario.LiveSecretKey}'", "it is in quotes", true },
        { "sk_" + "live_****7dcA", "it is a masked copy", true },
        { "sk_" + "live_…7dcA", "it is a masked copy", true },
        { "sk_" + "live_51", "it has only 10 characters", true },
        { "changeme", "it does not start with sk_ or rk_", true },
        { ShopScenario.LivePublishableKey, "it is a publishable key, which can read nothing", true },
        { ShopScenario.LiveSecretKey, "it is a secret key, which must never reach a browser", false },
        { "changeme", "it does not start with pk_live_ or pk_test_", false },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void A_key_that_can_never_work_says_why(string value, string reason, bool secret)
    {
        Assert.Equal(reason, StripeKeyShape.Unusable(value, secret ? StripeKeyKind.Secret : StripeKeyKind.Publishable));
    }

    [Fact]
    public void Keys_as_stripe_makes_them_are_usable()
    {
        string[] secret = [ShopScenario.LiveSecretKey, ShopScenario.TestSecretKey, ShopScenario.LiveRestrictedKey, "sk_org_" + "live_51PShopStandIn0018fJ2kLq9"];

        Assert.All(secret, key => Assert.Null(StripeKeyShape.Unusable(key, StripeKeyKind.Secret)));
        Assert.Null(StripeKeyShape.Unusable(ShopScenario.LivePublishableKey, StripeKeyKind.Publishable));
    }

    [Fact]
    public void The_mode_is_read_past_blanks_and_quotes()
    {
        Assert.Equal(StripeMode.Test, StripeKeyShape.Of($" \"{ShopScenario.TestSecretKey}\" ").Mode);
        Assert.Equal(StripeMode.Live, StripeKeyShape.Of(ShopScenario.LiveRestrictedKey).Mode);
        Assert.Null(StripeKeyShape.Of("sk_org_" + "51PShopStandIn0018fJ2kLq9aB").Mode);
    }
}
