using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Building;

/// <summary>What the package makes of the map in a build: members of code, and the file for the Stripe CLI.</summary>
public sealed class PriceIdsTests
{
    [Fact]
    public async Task Code_names_plans_when_it_is_turned_on_and_a_wrong_map_is_an_error_at_its_place()
    {
        var shop = await Shop.CreateAsync();
        shop.Write("Prices.cs", """
            internal static class Prices
            {
                public const string Constant = Shop.StripePrices.Test.LiteMonthly;

                public static string Of(bool livemode) => Shop.StripePrices.For(livemode)[Shop.StripePrices.LiteMonthly];
            }
            """);

        Assert.Contains((await BuildAsync()).MustFail().Errors, error => error.Code == "CS0103");
        (await BuildAsync("-p:PaymentSafetyGeneratePriceIds=true")).MustSucceed();

        shop.Write(Shop.MapName, Shop.RightMap.Replace($"\"{ShopScenario.LiteLivePrice}\"", "9", StringComparison.Ordinal));
        var wrong = Assert.Single((await BuildAsync("-p:PaymentSafetyGeneratePriceIds=true")).MustFail().Errors, error => error.Code == "PF1003");
        Assert.Equal(("stripe-prices.json", 4, 13), (wrong.FileName, wrong.Line, wrong.Column));
        Assert.StartsWith("Plan 'lite-monthly': 'live' must be a price id", wrong.Text, StringComparison.Ordinal);

        Task<DotnetRun> BuildAsync(params string[] more) => shop.DotnetAsync(["build", "--no-restore", .. more]);
    }

    [Fact]
    public async Task The_fixtures_target_writes_what_the_map_has_no_ids_for()
    {
        var shop = await Shop.CreateAsync();
        shop.Write(Shop.MapName, """{ "lite-monthly": { "test": null, "live": null, "currency": "usd", "interval": "month", "unit_amount": 900, "credits": 360 } }""");

        (await shop.DotnetAsync(["build", "--no-restore", "-t:PaymentSafetyGenerateFixtures"])).MustSucceed();

        var fixtures = System.Text.Json.JsonDocument.Parse(shop.Read("stripe-fixtures.test.json")).RootElement.GetProperty("fixtures").EnumerateArray().ToList();
        Assert.Equal(["/v1/products", "/v1/prices"], fixtures.Select(fixture => fixture.GetProperty("path").GetString()));
        Assert.Equal("360", fixtures[1].GetProperty("params").GetProperty("metadata").GetProperty("credits").GetString());
    }
}
