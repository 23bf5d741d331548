using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Checks;

/// <summary>The map's prices beside those of the other mode and beside the rest of the account's; and what it costs to ask for many.</summary>
public sealed class CatalogueCheckTests : IAsyncLifetime
{
    private const string Map = "stripe-prices.json";

    private GateFixture _gate = null!;

    private StripeAccountData Account => _gate.Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account;

    public async Task InitializeAsync() => _gate = await GateFixture.StartAsync();

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task With_a_key_of_the_other_mode_what_differs_is_a_warning()
    {
        _gate.Variables["PAYMENTSAFETY_STRIPE_KEY_TEST"] = ShopScenario.TestRestrictedKey;
        (await _gate.RunAsync()).AssertPassed();

        Account.Test.Prices.Put(Account.Test.Prices.Find(ShopScenario.LiteTestPrice)! with { UnitAmount = 800 });
        var run = await _gate.RunAsync();

        run.AssertTold("PF4012", Severity.Warning, Map, $"\"{ShopScenario.LiteLivePrice}\"", "Plan 'lite-monthly': test and live differ: amount 8.00 USD / 9.00 USD.");
        Assert.Equal(ExitCode.Passed, run.ExitCode);
    }

    [Fact]
    public async Task Without_one_nothing_is_compared_and_that_is_said()
    {
        var run = await _gate.RunAsync();

        var result = run.Results.Single(result => result.Check.Id == "PF4012");
        Assert.Equal((CheckStatus.Skipped, "no key of the other mode is configured (PAYMENTSAFETY_STRIPE_KEY_TEST or _LIVE)"), (result.Status, result.Reason));
    }

    [Fact]
    public async Task A_key_of_the_other_mode_that_is_refused_leaves_only_the_comparison_open()
    {
        _gate.Variables["PAYMENTSAFETY_STRIPE_KEY_TEST"] = StripeIds.Key("rk", livemode: false, ShopScenario.AccountId, salt: 77);

        var run = await _gate.RunAsync();

        Assert.Equal((ExitCode.Unknown, Severity.Warning), (run.ExitCode, Assert.Single(run.Diagnostics).Severity));
        Assert.Equal("PF4012", Assert.Single(run.Results, result => result.Status == CheckStatus.Unknown).Check.Id);
    }

    [Fact]
    public async Task A_scan_tells_of_prices_alike_and_of_prices_in_no_plan()
    {
        Account.Live.Prices.Put(Account.Live.Prices.Find(ShopScenario.LiteLivePrice)! with { Id = "price_1TwinLStandIn001monthly0", LookupKey = null });
        _gate.Options = _gate.Options with { ScanPrices = true };

        var run = await _gate.RunAsync();

        run.AssertTold(
            "PF4013", Severity.Warning, Map, $"\"{ShopScenario.LiteLivePrice}\"",
            $"Plan 'lite-monthly': 2 active prices have the same product, amount and interval: price_1TwinLStandIn001monthly0 and {ShopScenario.LiteLivePrice}.");
        run.AssertTold("PF4014", Severity.Message, Map, "", "Active price 'price_1TwinLStandIn001monthly0' (9.00 USD) is in no plan.");
    }

    [Fact]
    public async Task A_scan_in_which_every_price_has_a_plan_finds_nothing()
    {
        _gate.Options = _gate.Options with { ScanPrices = true };

        var run = await _gate.RunAsync();

        run.AssertPassed();
        run.AssertSilent("PF4014");
        Assert.Contains(run.Results, result => result is { Check.Id: "PF4014", Status: CheckStatus.Pass });
    }

    [Fact]
    public async Task A_part_of_the_list_does_not_prove_that_no_price_is_like_another()
    {
        AddPrices(150);
        _gate.Write(Map, MapOf(Enumerable.Range(145, 5)));

        var run = await _gate.RunAsync();

        Assert.Contains(run.Results, result => result is { Check.Id: "PF4013", Status: CheckStatus.Skipped } && result.Reason!.StartsWith("a part of the account's prices was listed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scan_that_ran_out_of_requests_proves_nothing_about_the_rest()
    {
        AddPrices(1500);
        _gate.Options = _gate.Options with { ScanPrices = true, MaxRequests = 26 };

        var run = await _gate.RunAsync();

        Assert.Contains(run.Results, result => result is { Check.Id: "PF4014", Status: CheckStatus.Unknown });
        Assert.Matches(@"info PF9008: 1\d of 26 requests used; the scan of unmapped prices was stopped\. Raise PaymentSafetyMaxRequests\.", run.Output);
        // What the plans need was asked all the same.
        Assert.Equal(2, run.Results.Count(result => result.Check.Id is "PF4001" or "PF4007" && result.Status == CheckStatus.Pass));
    }

    [Fact]
    public async Task Ten_thousand_prices_are_read_with_progress_every_thousand()
    {
        AddPrices(10_000);
        _gate.Options = _gate.Options with { ScanPrices = true, MaxRequests = 150 };

        var run = await _gate.RunAsync();

        Assert.Equal(10_000, run.Notes.Count(note => note.Code == "PF4014"));
        Assert.Equal(
            Enumerable.Range(1, 10).Select(thousand => $"PaymentSafety: {thousand}000 prices read so far."),
            run.Lines.Where(line => line.EndsWith(" so far.", StringComparison.Ordinal)));
        Assert.Equal(101, _gate.Server.Log.All.Count(request => request.Path == "/v1/prices"));
    }

    [Fact]
    public async Task A_hundred_plans_among_a_hundred_and_fifty_prices_cost_five_requests()
    {
        AddPrices(148);
        _gate.Write(Map, MapOf(Enumerable.Range(0, 100)));

        var run = await _gate.RunAsync();

        run.AssertPassed();
        Assert.Equal(5, _gate.Server.Log.Count);
    }

    [Fact]
    public async Task A_list_that_leaves_a_price_out_does_not_make_it_missing()
    {
        AddPrices(20);
        Account.Live.Prices.Put(Account.Live.Prices.Find(IdOf(3))! with { Inline = true });
        _gate.Write(Map, MapOf(Enumerable.Range(0, 20)));

        (await _gate.RunAsync()).AssertPassed();
        Assert.Equal(1, _gate.Server.Log.CountOf("/v1/prices/" + IdOf(3)));
    }

    [Fact]
    public async Task A_list_that_does_not_end_is_no_obstacle_to_asking_by_id()
    {
        AddPrices(20);
        _gate.Write(Map, MapOf(Enumerable.Range(0, 20)));
        _gate.Server.Faults.Add(Fault.Change(page => page["data"] = new System.Text.Json.Nodes.JsonArray()), request => request.Path == "/v1/prices");

        var run = await _gate.RunAsync();

        Assert.Equal(20, _gate.Server.Log.All.Count(request => request.Path.StartsWith("/v1/prices/", StringComparison.Ordinal)));
        Assert.DoesNotContain(run.Results, result => result.Status == CheckStatus.Fail);
    }

    private static string IdOf(int number) => $"price_1ManyLStandIn001k{number:D7}";

    private static string MapOf(IEnumerable<int> numbers) =>
        "{" + string.Join(",\n", numbers.Select(i => $"\"p{i}\": {{ \"test\": null, \"live\": \"{IdOf(i)}\", \"unit_amount\": {1000 + i} }}")) + "}";

    private void AddPrices(int count)
    {
        var lite = Account.Live.Prices.Find(ShopScenario.LiteLivePrice)!;
        for (var i = 0; i < count; i++)
            Account.Live.Prices.Put(lite with { Id = IdOf(i), UnitAmount = 1000 + i, LookupKey = null, Created = lite.Created + 100 + i });
    }
}
