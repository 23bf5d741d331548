using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Tool.Tests.Prices;

/// <summary>The same over programs that nobody here wrote: the mock of the npm registry as the account, and Stripe's own command line as the one that creates.</summary>
public sealed class ForeignAccountTests : PricesFixture
{
    private const string TestMap = """
        {
          "$defaults": { "currency": "usd", "interval": "month" },
          "team-monthly": { "test": null, "live": null, "name": "Team", "unit_amount": 4900, "credits": 2000 },
          "team-yearly": { "test": null, "live": null, "name": "Team", "unit_amount": 49000, "interval": "year", "credits": 24000 },
          "top-up": { "test": null, "live": null, "unit_amount": 500, "interval": "one_time", "credits": 100, "credits_in": "product" }
        }
        """;

    [StripeStatefulMockFact]
    public async Task The_mock_has_every_price_once_however_often_it_is_run()
    {
        await using var mock = await StripeStatefulMock.StartAsync();
        await PrepareAsync();

        var first = await RunAsync("", ["prices", "apply", "--yes"], mock.Address, "test");
        var map = await File.ReadAllTextAsync(MapPath);
        var second = await RunAsync("", ["prices", "apply", "--yes"], mock.Address, "test");
        // A run whose map was never written: the mock keeps idempotency keys, and knows nothing of lookup keys.
        await File.WriteAllTextAsync(MapPath, TestMap);
        var third = await RunAsync("", ["prices", "apply", "--yes"], mock.Address, "test");

        Assert.True((first.ExitCode, second.ExitCode, third.ExitCode) == (0, 0, 0), first.Output + second.Output + third.Output);
        Assert.Equal(map, await File.ReadAllTextAsync(MapPath));
        Assert.Equal((3, 2), await CountAsync(mock));
    }

    [StripeCliFact]
    public async Task What_the_Stripe_CLI_loaded_into_the_mock_is_found_and_written_into_the_map()
    {
        await using var mock = await StripeStatefulMock.StartAsync();
        await PrepareAsync();
        await LoadAsync(mock.Address);

        var apply = await RunAsync("", ["prices", "apply", "--yes"], mock.Address, "test");

        Assert.True(apply.ExitCode == 0, apply.Output);
        Assert.Contains("0 exist, 3 found, 0 to create with 0 new products.", apply.Output, StringComparison.Ordinal);
        Assert.Equal((3, 2), await CountAsync(mock));
        var check = await RunAsync("", ["check"], mock.Address, "test");
        // The mock has no webhooks and no balance; of the prices everything is proved.
        Assert.DoesNotContain("PF1", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PF4", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("error", check.Output, StringComparison.Ordinal);
    }

    [StripeCliFact]
    public async Task What_the_Stripe_CLI_loaded_into_the_stand_in_passes_the_gate()
    {
        await PrepareAsync();
        await LoadAsync(Server.Address);

        var apply = await RunAsync("", ["prices", "apply", "--yes"], mode: "test");
        var check = await RunAsync("", ["check"], mode: "test");

        Assert.True(apply.ExitCode == 0, apply.Output);
        Assert.True(check.ExitCode == 0, check.Output);
        Assert.All(Posts, post => Assert.DoesNotContain("paymentsafety", post.IdempotencyKey ?? "", StringComparison.Ordinal));
    }

    private async Task PrepareAsync()
    {
        await File.WriteAllTextAsync(MapPath, TestMap);
        // The mock takes secret keys only.
        Variables["PAYMENTSAFETY_PRICES_KEY_TEST"] = ShopScenario.TestSecretKey;
        await File.WriteAllTextAsync(Path.Combine(Folder, ".env"), $"STRIPE_SECRET_KEY={ShopScenario.TestSecretKey}\n");
    }

    private async Task LoadAsync(Uri stripe)
    {
        var fixtures = await RunAsync("", ["prices", "fixtures", "--output", "-"], mode: "test");
        Assert.True(fixtures.ExitCode == 0, fixtures.Error);
        using var cli = new StripeCli(stripe, ShopScenario.TestSecretKey);
        await cli.LoadFixturesAsync(fixtures.Output);
    }

    private static async Task<(int Prices, int Products)> CountAsync(StripeStatefulMock mock)
    {
        using var http = new HttpClient();
        return (await CountAsync("/v1/prices?limit=100"), await CountAsync("/v1/products?limit=100"));

        async Task<int> CountAsync(string path) => (await mock.SendAsync(http, path, ShopScenario.TestSecretKey))["data"]!.AsArray().Count;
    }
}
