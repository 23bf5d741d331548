using System.Text;
using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.BadInput;

/// <summary>What may stand in a price map's place. Each has its code, its place and what to do, and nothing is published.</summary>
public sealed class PriceMapTests : IClassFixture<StripeAndShop>
{
    private readonly StripeServer _stripe;
    private readonly Shop _shop;

    public PriceMapTests(StripeAndShop fixture)
    {
        (_stripe, _shop) = (fixture.Stripe, fixture.Shop);
        _shop.Reset();
    }

    [Theory]
    [InlineData("", "PF1002", "stripe-prices.json(1,1)", "not valid JSON", "Correct line 1.")]
    [InlineData("{}", "PF1016", "stripe-prices.json(1,1)", "has no plans", "Add at least one.")]
    [InlineData("[]", "PF1002", "stripe-prices.json(1,1)", "the root must be an object of plans, but is an array", "Correct line 1.")]
    [InlineData("{\n  \"lite\": {\n", "PF1002", "stripe-prices.json(3,1)", "not valid JSON", "Correct line 3.")]
    [InlineData("{\n  \"lite\": { \"test\": null, \"live\": 9.5 }\n}", "PF1003", "stripe-prices.json(2,35)", "'live' must be a price id", "but is the number 9.5", "Write \"live\": \"price_...\".")]
    [InlineData("{\n  \"lite\": \"price_1LiteLStandIn001monthly0\"\n}", "PF1003", "stripe-prices.json(2,11)", "'lite' must be an object with test and live", "Write \"lite\": {")]
    [InlineData("{\n  \"lite\": { \"test\": null, \"live\": null }\n}", "PF1006", "stripe-prices.json(2,35)", "Plan 'lite' has no live price.", "write its id")]
    [InlineData("{\n  \"lite\": { \"test\": null, \"live\": \"price_1LiteLStandIn001monthly0 \" }\n}", "PF1012", "stripe-prices.json(2,35)", "contains a blank at position 31", "Delete it.")]
    public async Task A_map_that_says_nothing_clear_is_refused(string map, string code, string place, params string[] text)
    {
        _shop.Write(Shop.MapName, map);

        (await _shop.PublishAsync(_stripe)).MustBeRefused(code, place, text);

        Assert.Empty(_shop.Published);
    }

    [Fact]
    public async Task A_plan_that_is_written_twice_is_refused()
    {
        _shop.Write(Shop.MapName, $$"""
            {
              "lite": { "test": null, "live": "{{ShopScenario.LiteLivePrice}}" },
              "lite": { "test": null, "live": "{{ShopScenario.ProLivePrice}}" }
            }
            """);

        (await _shop.PublishAsync(_stripe)).MustBeRefused("PF1004", "stripe-prices.json(3,3)", "Plan 'lite' is written twice (lines 2 and 3)", "Remove or rename one.");

        Assert.Empty(_shop.Published);
    }

    [Fact]
    public async Task No_map_is_refused()
    {
        File.Delete(_shop.PathOf(Shop.MapName));

        (await _shop.PublishAsync(_stripe)).MustBeRefused("PF1001", "Shop.csproj(1,1)", "'stripe-prices.json' was not found", "-t:PaymentSafetyInit");

        Assert.Empty(_shop.Published);
    }

    [Fact]
    public async Task A_folder_in_the_maps_place_is_refused()
    {
        File.Delete(_shop.PathOf(Shop.MapName));
        Directory.CreateDirectory(_shop.PathOf(Shop.MapName));

        (await _shop.PublishAsync(_stripe)).MustBeRefused("PF1001", "Shop.csproj(1,1)", "a folder has that name", "Set PaymentSafetyPriceMap");

        Assert.Empty(_shop.Published);
    }

    [Fact]
    public async Task Ten_megabytes_of_garbage_are_refused()
    {
        var garbage = new byte[10 * 1024 * 1024];
        new Random(20260101).NextBytes(garbage);
        await File.WriteAllBytesAsync(_shop.PathOf(Shop.MapName), garbage);

        var run = await _shop.PublishAsync(_stripe);

        run.MustBeRefused("PF1002", "stripe-prices.json(1,1)", "not valid JSON", "Correct line 1.");
        Assert.True(run.Output.Length < 10_000, "The garbage was printed.");
        Assert.Empty(_shop.Published);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_comment_or_a_byte_order_mark_is_no_mistake(bool hasByteOrderMark)
    {
        await File.WriteAllTextAsync(_shop.PathOf(Shop.MapName), "// the shop's plans\n" + Shop.RightMap.Replace("  }", "  }, /* no more */", StringComparison.Ordinal), new UTF8Encoding(hasByteOrderMark));

        (await _shop.PublishAsync(_stripe)).MustSucceed();

        Assert.Contains("Shop.dll", _shop.Published);
    }

    [Theory]
    [InlineData("archived", "PF4004", "is archived; new purchases will fail.", "Activate it or map the current price.")]
    [InlineData("other mode", "PF4002", "is a test price, but the key is live", "Write the live id.")]
    [InlineData("unknown", "PF4001", "does not exist in live mode", "Correct the id.")]
    public async Task A_price_that_cannot_be_bought_is_refused(string price, string code, params string[] text)
    {
        _shop.Write(Shop.MapName, price switch { "archived" => Maps.ArchivedPrice, "other mode" => Maps.TestPriceInLiveSlot, _ => Maps.UnknownPrice });

        (await _shop.PublishAsync(_stripe)).MustBeRefused(code, "stripe-prices.json(4,13)", text);

        Assert.Empty(_shop.Published);
    }
}
