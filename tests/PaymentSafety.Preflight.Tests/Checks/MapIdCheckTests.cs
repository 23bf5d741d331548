using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Checks;

/// <summary>What the ids of a map say by themselves. Nothing here needs an answer of Stripe's.</summary>
public sealed class MapIdCheckTests : IAsyncLifetime
{
    private const string Map = "stripe-prices.json";
    private const string OfOtherAccount = "price_1Pro5LOtherAcct9monthly0";

    private GateFixture _gate = null!;

    public async Task InitializeAsync()
    {
        _gate = await GateFixture.StartAsync();
        _gate.Options = _gate.Options with { Offline = true };
    }

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task One_id_in_both_slots_is_an_error_at_the_live_one()
    {
        _gate.Write(Map, """{ "lite": { "test": "price_1A", "live":  "price_1A", "credits": 1 } }""");

        (await _gate.RunAsync()).AssertOnly("PF1007", Severity.Error, Map, 1, 42, "Plan 'lite': test and live are both 'price_1A'; a Stripe object exists in one mode only.");
    }

    [Theory]
    [InlineData("1", "2", Severity.Error, "1 and 2 credits")]
    [InlineData("1", null, Severity.Error, "1 and no credits")]
    [InlineData("7", "7", Severity.Warning, "the same credits")]
    public async Task A_price_of_two_plans_is_an_error_where_they_grant_different_credits(string a, string? b, Severity severity, string credits)
    {
        var second = b is null ? "" : $", \"credits\": {b}";
        _gate.Write(Map, $$"""
            {
              "one": { "test": "price_1A", "live": "price_1B", "credits": {{a}} },
              "two": { "test": "price_1C", "live": "price_1B"{{second}} }
            }
            """);

        var run = await _gate.RunAsync();

        var told = Assert.Single(run.Diagnostics, diagnostic => diagnostic.Code == "PF1008");
        run.AssertIs(told, "PF1008", severity, Map, 3, 40, $"Price 'price_1B' is used by plans 'one' and 'two', which give {credits}.");
    }

    [Fact]
    public async Task The_loudness_of_the_lesser_case_can_be_set_all_the_same()
    {
        _gate.Write(Map, """{ "a": { "test": null, "live": "price_1B", "credits": 1 }, "b": { "test": null, "live": "price_1B", "credits": 1 } }""");
        _gate.Options = _gate.Options with { Severities = new Dictionary<string, Severity> { ["PF1008"] = Severity.Error } };

        Assert.Equal(ExitCode.Failed, (await _gate.RunAsync()).ExitCode);
    }

    [Theory]
    [InlineData("price_xxx")]
    [InlineData("price_xxxxxxxxxxxxxx")]
    [InlineData("price_1Nxxxx")]
    [InlineData("price_1OqXXXXXXXXXXXXXXXXXXXXX")]
    [InlineData("price_1NnlpZGPxmnHQRkJxxxxxxxx")]
    [InlineData("price_xxxx_monthly")]
    [InlineData("price_live_yyyyy")]
    [InlineData("price_123")]
    [InlineData("price_1234567890")]
    [InlineData("price_abc")]
    [InlineData("price_...")]
    [InlineData("price_")]
    [InlineData("price_live_")]
    [InlineData("YOUR_PRICE_ID")]
    [InlineData("price_yourPriceIdHere")]
    [InlineData("price_TODO")]
    [InlineData("replace-me")]
    [InlineData("price_example_monthly")]
    public async Task A_placeholder_is_a_warning(string id)
    {
        _gate.Write(Map, $$"""{ "lite": { "test": null, "live": "{{id}}", "credits": 1 } }""");

        (await _gate.RunAsync()).AssertTold("PF1009", Severity.Warning, Map, $"\"{id}\"", $"Plan 'lite': '{id}' looks like a placeholder.");
    }

    [Theory]
    [InlineData("price_1LiteLStandIn001monthly0")]
    [InlineData("price_1NnlpZGPxmnHQRkJuWjM7eRV")]
    [InlineData("price_0T34lWxfHC8PXXXXCOqWa2oL")]
    [InlineData("price_HNv1mnTRSVTnVw")]
    [InlineData("gold-monthly")]
    [InlineData("plan_HNv1mnTRSVTnVw")]
    [InlineData("price_live_lite")]
    [InlineData("yearly")]
    [InlineData("price_A")]
    public void What_may_be_an_id_is_no_placeholder(string id)
    {
        Assert.False(PlaceholderId.Is(id));
        Assert.Null(IdKind.OtherThanPrice(id));
    }

    [Theory]
    [InlineData("1", 23)]
    [InlineData("", 14)]
    public void Ids_as_stripe_draws_them_are_no_placeholders(string first, int drawn)
    {
        const string alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        var random = new Random(20260101);
        var taken = Enumerable.Range(0, 500_000).Count(_ => PlaceholderId.Is("price_" + first + new string(random.GetItems<char>(alphabet, drawn))));

        Assert.InRange(taken, 0, 5);
    }

    [Theory]
    [InlineData("price_test_lite", null, "live", "test")]
    [InlineData(null, "price_live_lite", "test", "live")]
    public async Task An_id_that_is_marked_for_the_other_mode_is_an_error(string? live, string? test, string slot, string marked)
    {
        _gate.Write(Map, $$"""{ "lite": { "test": {{Json(test ?? "price_1A")}}, "live": {{Json(live ?? "price_1B")}}, "credits": 1 } }""");

        (await _gate.RunAsync()).AssertTold(
            "PF1010", Severity.Error, Map, Json(live ?? test!), $"Plan 'lite': the {slot} slot holds '{live ?? test}', which is marked as a {marked} price.");
    }

    [Theory]
    [InlineData("prod_ShopLiteLive01", "a product id")]
    [InlineData("sub_1NnlpZGPxmnHQRkJuWjM7eRV", "a subscription id")]
    [InlineData("cs_live_a1B2c3D4e5F6", "a checkout session id")]
    [InlineData("acct_1NnlpZGPxmnHQRkJ", "an account id")]
    public async Task The_id_of_something_else_is_an_error(string id, string what)
    {
        _gate.Write(Map, $$"""{ "lite": { "test": null, "live": "{{id}}", "credits": 1 } }""");

        var run = await _gate.RunAsync();

        run.AssertTold("PF1011", Severity.Error, Map, $"\"{id}\"", $"Plan 'lite': '{id}' is {what}, not a price id.");
    }

    [Theory]
    [InlineData("prod_monthly")]
    [InlineData("in_store_monthly")]
    [InlineData("sub_gold")]
    public void The_freely_chosen_id_of_an_old_plan_may_begin_like_something_else(string id) => Assert.Null(IdKind.OtherThanPrice(id));

    [Fact]
    public async Task A_key_in_the_map_is_told_without_its_characters()
    {
        _gate.Write(Map, $$"""{ "lite": { "test": null, "live": "{{ShopScenario.LiveSecretKey}}", "credits": 1 } }""");

        var run = await _gate.RunAsync();

        Assert.Contains("is a live secret key, not a price id", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(ShopScenario.LiveSecretKey[10..], run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prices_of_two_accounts_are_a_warning_at_the_lesser_one()
    {
        _gate.Write(Map, $$"""
            {
              "a": { "test": null, "live": "price_1LiteLStandIn001monthly0", "credits": 1 },
              "b": { "test": null, "live": "price_1Pro5LStandIn001monthly0", "credits": 1 },
              "c": { "test": null, "live": "{{OfOtherAccount}}", "credits": 1 }
            }
            """);

        var run = await _gate.RunAsync();

        run.AssertTold("PF1013", Severity.Warning, Map, $"\"{OfOtherAccount}\"", "Live prices come from different Stripe accounts: plans 'a' and 'b' (…StandIn001) and plan 'c' (…OtherAcct9).");
        run.AssertTold("PF1014", Severity.Warning, Map, $"\"{OfOtherAccount}\"", "Plan 'c': the live price belongs to account …OtherAcct9, but STRIPE_SECRET_KEY belongs to account …StandIn001.");
        Assert.Equal(ExitCode.Passed, run.ExitCode);
    }

    [Fact]
    public async Task A_plan_without_credits_is_a_warning_at_its_name()
    {
        _gate.Write(Map, """{ "lite": { "test": null, "live": "price_1LiteLStandIn001monthly0" }, "pro": { "test": null, "live": "price_1Pro5LStandIn001monthly0", "credits": 1 } }""");

        (await _gate.RunAsync()).AssertOnly("PF1015", Severity.Warning, Map, 1, 3, "Plan 'lite' has no credits.");
    }

    [Fact]
    public async Task A_shop_that_sells_no_credits_is_not_asked_for_them()
    {
        _gate.Write(Map, """{ "lite": { "test": null, "live": "price_1LiteLStandIn001monthly0" } }""");

        (await _gate.RunAsync()).AssertPassed();
    }

    [Theory]
    [InlineData("""{ "lite": { "test": null, "live": "price_1LiteLStandIn001monthly0", "credits": 0 } }""")]
    [InlineData("""{ "$defaults": { "credits": 5 }, "lite": { "test": null, "live": "price_1LiteLStandIn001monthly0" } }""")]
    [InlineData("""{ "lite": { "test": null, "live": { "price": "price_1LiteLStandIn001monthly0", "credits": 5 } } }""")]
    public async Task Credits_may_stand_in_the_plan_the_slot_or_the_defaults(string map)
    {
        _gate.Write(Map, map);

        (await _gate.RunAsync()).AssertPassed();
    }

    private static string Json(string text) => $"\"{text}\"";
}
