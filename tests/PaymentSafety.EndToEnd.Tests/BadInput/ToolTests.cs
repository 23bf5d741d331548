using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.BadInput;

/// <summary>A package that is not whole: a gate that cannot speak did not say yes.</summary>
public sealed class ToolTests : IClassFixture<StripeAndShop>
{
    private readonly StripeServer _stripe;
    private readonly Shop _shop;

    public ToolTests(StripeAndShop fixture)
    {
        (_stripe, _shop) = (fixture.Stripe, fixture.Shop);
        _shop.Reset();
    }

    [Fact]
    public async Task A_tool_that_is_missing_stops_the_publish()
    {
        var run = await _shop.PublishAsync(_stripe, $"-p:_PaymentSafetyTool={_shop.PathOf("missing.dll")}");

        run.MustBeRefused("PF0001", "Shop.csproj(1,1)", "The preflight tool was not found", "Restore the PaymentSafety package again.");
        Assert.Empty(_shop.Published);
    }

    [Fact]
    public async Task A_tool_that_is_damaged_stops_the_publish()
    {
        _shop.Write("damaged.dll", "This was an assembly.");

        var run = await _shop.PublishAsync(_stripe, $"-p:_PaymentSafetyTool={_shop.PathOf("damaged.dll")}");

        run.MustBeRefused("PF0003", "Shop.csproj(1,1)", "ended without a result", "restore it again");
        Assert.Empty(_shop.Published);
    }
}
