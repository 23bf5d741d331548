using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Publishing;

/// <summary>The ways in which a console app is published.</summary>
public sealed class PublishTests : IClassFixture<StripeAndShop>
{
    private const string UnknownPrice = "price_1LiteLStandIn001monthly1";
    private static readonly string BadMap = Shop.RightMap.Replace(ShopScenario.LiteLivePrice, UnknownPrice, StringComparison.Ordinal);

    private readonly StripeServer _stripe;
    private readonly Shop _shop;

    public PublishTests(StripeAndShop fixture)
    {
        (_stripe, _shop) = (fixture.Stripe, fixture.Shop);
        _shop.Reset();
    }

    [Fact]
    public async Task Publish_asks_Stripe_once_and_publishes()
    {
        var before = _stripe.Log.Count;

        var run = (await _shop.PublishAsync(_stripe)).MustSucceed();

        Assert.Equal(1, run.GateRuns());
        Assert.Equal(2, _stripe.Log.Count - before);
        Assert.All(_stripe.Log.All.Skip(before), request => Assert.Equal("GET", request.Method));
        Assert.Contains("Shop.dll", _shop.Published);
        Assert.Contains("Stripe.net.dll", _shop.Published);
    }
}
