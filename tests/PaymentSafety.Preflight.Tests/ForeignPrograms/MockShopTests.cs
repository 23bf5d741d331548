using System.Globalization;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.ForeignPrograms;

/// <summary>The gate over a shop that programs of others hold and filled: the mock, Stripe's own command line, plain REST.</summary>
public class MockShopTests
{
    private const string Map = "stripe-prices.json";

    /// <summary>What the mock has no route for; it answers 404 without an error code of Stripe's.</summary>
    private static readonly string[] WithoutAnswer = ["PF5001", "PF5003", "PF5005", "PF5007", "PF5009", "PF5010", "PF5011", "PF5013"];

    /// <summary>What is proved of every price.</summary>
    private static readonly string[] ProvedPrices =
    [
        "PF4001", "PF4002", "PF4003", "PF4004", "PF4005", "PF4006", "PF4007", "PF4008", "PF4009", "PF4010", "PF4011", "PF4015", "PF4016", "PF4017", "PF4018", "PF4019", "PF4020",
    ];

    private const string Fixtures = """
        {
          "_meta": { "template_version": 0 },
          "fixtures": [
            { "name": "lite", "path": "/v1/products", "method": "post", "params": { "name": "Lite" } },
            { "name": "pro", "path": "/v1/products", "method": "post", "params": { "name": "Pro" } },
            { "name": "lite_monthly", "path": "/v1/prices", "method": "post", "params": {
              "product": "${lite:id}", "currency": "usd", "unit_amount": 900, "recurring": { "interval": "month" }, "lookup_key": "lite-monthly", "metadata": { "credits": "360" } } },
            { "name": "pro_yearly", "path": "/v1/prices", "method": "post", "params": {
              "product": "${pro:id}", "currency": "eur", "unit_amount": 95000, "recurring": { "interval": "year" }, "lookup_key": "pro-yearly", "metadata": { "credits": "60000" } } },
            { "name": "top_up", "path": "/v1/prices", "method": "post", "params": {
              "product": "${pro:id}", "currency": "jpy", "unit_amount": 1500, "lookup_key": "top-up", "metadata": { "credits": "100" } } }
          ]
        }
        """;

    private static string Key => ShopScenario.TestSecretKey;

    [StripeCliFact]
    public async Task A_shop_that_the_Stripe_CLI_filled_passes()
    {
        await using var mock = await StripeStatefulMock.StartAsync();
        using var cli = new StripeCli(mock.Address, Key);
        await cli.LoadFixturesAsync(Fixtures);
        await using var gate = Gate(mock);
        gate.Write(Map, MapOf(await IdsAsync(mock)));

        var run = await gate.RunAsync();

        Assert.DoesNotContain(run.Results, result => result.Status is CheckStatus.Fail or CheckStatus.Warn);
        Assert.Equal(ProvedPrices, Ids(run, CheckStatus.Pass).Where(id => id.StartsWith("PF4", StringComparison.Ordinal)));
        // Nothing that the mock cannot answer reads as passed.
        Assert.Equal(WithoutAnswer, Ids(run, CheckStatus.Unknown));
        Assert.Equal(ExitCode.Unknown, run.ExitCode);
    }

    [StripeCliFact]
    public async Task Without_the_checks_that_the_mock_cannot_answer_it_is_a_clean_pass()
    {
        await using var mock = await StripeStatefulMock.StartAsync();
        using var cli = new StripeCli(mock.Address, Key);
        await cli.LoadFixturesAsync(Fixtures);
        await using var gate = Gate(mock, WithoutAnswer);
        gate.Write(Map, MapOf(await IdsAsync(mock)));

        var run = await gate.RunAsync();

        run.AssertPassed();
        Assert.Equal(ProvedPrices, Ids(run, CheckStatus.Pass).Where(id => id.StartsWith("PF4", StringComparison.Ordinal)));
    }

    [StripeCliFact]
    public async Task What_the_Stripe_CLI_changes_afterwards_is_found()
    {
        await using var mock = await StripeStatefulMock.StartAsync();
        using var cli = new StripeCli(mock.Address, Key);
        await cli.LoadFixturesAsync(Fixtures);
        var ids = await IdsAsync(mock);
        await cli.RunAsync("prices", "update", ids["lite-monthly"], "-d", "active=false");
        await cli.RunAsync("prices", "update", ids["top-up"], "-d", "metadata[credits]=99");
        await using var gate = Gate(mock);
        gate.Write(Map, MapOf(ids).Replace("95000", "9500", StringComparison.Ordinal));

        var run = await gate.RunAsync();

        run.AssertTold("PF4004", Severity.Error, Map, $"\"{ids["lite-monthly"]}\"", $"Plan 'lite-monthly': price '{ids["lite-monthly"]}' is archived; new purchases will fail.");
        run.AssertTold("PF4007", Severity.Error, Map, "9500,", "Plan 'pro-yearly': amount is 950.00 EUR, expected 95.00 EUR.");
        run.AssertTold("PF4010", Severity.Error, Map, "100 }\n}", "Plan 'top-up': metadata credits is '99', the map says 100 credits.");
        Assert.Equal(["PF4004", "PF4007", "PF4010"], Ids(run, CheckStatus.Fail));
    }

    [StripeStatefulMockFact]
    public async Task Three_hundred_plans_are_found_among_ten_thousand_prices()
    {
        const int prices = 10_000;
        const int plans = 300;
        await using var mock = await StripeStatefulMock.StartAsync();
        var ids = await FillAsync(mock, prices);
        // Its lists have no products, so that they prove nothing about prices that are alike.
        await using var gate = Gate(mock, [.. WithoutAnswer, "PF4013"]);
        gate.Options = gate.Options with
        {
            // The mock expands no product, so that each price costs two requests, and has no limit on rates.
            MaxRequests = 3 * plans,
            AdjustApi = api => api with { RequestsPerSecond = 5000 },
        };
        // From the newest to the oldest, so that no page of the list has them all.
        var mapped = Enumerable.Range(0, plans).Select(i => i * (prices / plans)).ToList();
        gate.Write(Map, "{" + string.Join(",\n", mapped.Select(i => $"\"p{i}\": {{ \"test\": \"{ids[i]}\", \"live\": null, \"unit_amount\": {100 + i} }}")) + "}");

        var run = await gate.RunAsync();

        run.AssertPassed();
        Assert.Equal(CheckStatus.Pass, run.Results.Single(result => result.Check.Id == "PF4007").Status);

        gate.Write(Map, $$"""{ "first": { "test": "{{ids[0]}}", "live": null, "unit_amount": 100 }, "last": { "test": "{{ids[^1]}}", "live": null, "unit_amount": 1 }, "none": { "test": "price_none", "live": null } }""");
        run = await gate.RunAsync();
        Assert.Equal(["PF4001", "PF4007"], Ids(run, CheckStatus.Fail));
    }

    [StripeStatefulMockFact]
    public async Task A_scan_of_a_list_that_the_mock_gives_without_products_proves_nothing()
    {
        await using var mock = await StripeStatefulMock.StartAsync();
        var ids = await FillAsync(mock, 3);
        await using var gate = Gate(mock);
        gate.Options = gate.Options with { ScanPrices = true };
        gate.Write(Map, $$"""{ "first": { "test": "{{ids[0]}}", "live": null } }""");

        var run = await gate.RunAsync();

        Assert.Superset(new HashSet<string> { "PF4013", "PF4014" }, Ids(run, CheckStatus.Unknown).ToHashSet());
    }

    private static IEnumerable<string> Ids(GateRun run, CheckStatus status) => run.Results.Where(result => result.Status == status).Select(result => result.Check.Id);

    /// <summary>Makes one product and its prices: 1.00 USD, 1.01 USD and so on.</summary>
    private static async Task<string[]> FillAsync(StripeStatefulMock mock, int count)
    {
        using var http = new HttpClient();
        var product = (string)(await mock.SendAsync(http, "/v1/products", Key, new Dictionary<string, string> { ["name"] = "Many" }))["id"]!;
        var ids = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) => ids[i] = (string)(await mock.SendAsync(http, "/v1/prices", Key, new Dictionary<string, string>
        {
            ["product"] = product,
            ["currency"] = "usd",
            ["unit_amount"] = (100 + i).ToString(CultureInfo.InvariantCulture),
            ["recurring[interval]"] = "month",
        }))["id"]!);
        return ids;
    }

    private static GateFixture Gate(StripeStatefulMock mock, params IEnumerable<string> without)
    {
        var gate = GateFixture.Over(mock.Address);
        // The mock's ids are random, where Stripe's hold a part of the account's: what reads accounts out of ids is left out.
        gate.Options = gate.Options with { Severities = without.Concat(["PF1013", "PF1014"]).ToDictionary(id => id, _ => Severity.None) };
        gate.Variables["DOTNET_ENVIRONMENT"] = "Staging";
        gate.Variables["STRIPE_SECRET_KEY"] = Key;
        return gate;
    }

    /// <summary>The ids that the mock gave, by lookup key.</summary>
    private static async Task<Dictionary<string, string>> IdsAsync(StripeStatefulMock mock)
    {
        using var http = new HttpClient();
        var ids = (await mock.SendAsync(http, "/v1/prices?limit=100", Key))["data"]!.AsArray().ToDictionary(price => (string)price!["lookup_key"]!, price => (string)price!["id"]!);
        Assert.Equal(3, ids.Count);
        return ids;
    }

    /// <summary>Every expectation that a map can hold and the mock can answer.</summary>
    private static string MapOf(Dictionary<string, string> ids) => $$"""
        {
          "lite-monthly": { "test": "{{ids["lite-monthly"]}}", "live": null, "name": "Lite", "currency": "usd", "unit_amount": 900, "interval": "month", "lookup_key": "lite-monthly", "credits": 360 },
          "pro-yearly": { "test": "{{ids["pro-yearly"]}}", "live": null, "name": "Pro", "currency": "eur", "unit_amount": 95000, "interval": "year", "interval_count": 1, "usage_type": "licensed", "lookup_key": "pro-yearly", "credits": 60000 },
          "top-up": { "test": "{{ids["top-up"]}}", "live": null, "currency": "jpy", "unit_amount": 1500, "interval": "one_time", "lookup_key": "top-up", "metadata": { "credits": "100" }, "credits": 100 }
        }
        """;
}
