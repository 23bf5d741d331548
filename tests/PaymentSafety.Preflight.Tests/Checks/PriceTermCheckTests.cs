using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Checks;

/// <summary>What the map expects of a price against what Stripe has. Each case changes one side only.</summary>
public sealed class PriceTermCheckTests : IAsyncLifetime
{
    private const string Map = "stripe-prices.json";

    private GateFixture _gate = null!;

    private StripeModeData Live => _gate.Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account.Live;

    private PriceData Lite => Live.Prices.Find(ShopScenario.LiteLivePrice)!;

    public async Task InitializeAsync() => _gate = await GateFixture.StartAsync();

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task A_price_that_is_as_the_map_says_passes()
    {
        Expect("""
            "name": "Lite", "product": "prod_ShopLiteLive01", "currency": "usd", "unit_amount": 900, "unit_amount_decimal": "900.0", "interval": "month", "interval_count": 1,
            "usage_type": "licensed", "lookup_key": "lite-monthly", "tax_behavior": "unspecified", "credits": 360, "credits_in": "price", "metadata": { "credits": "360" },
            "currency_options": { "usd": { "unit_amount": 900 } }
            """);

        (await _gate.RunAsync()).AssertPassed();
    }

    public static TheoryData<string, string, string, string> Differences => new()
    {
        { "\"currency\": \"eur\"", "PF4006", "\"eur\"", "Plan 'lite': currency is usd, expected eur." },
        { "\"unit_amount\": 9500", "PF4007", "9500", "Plan 'lite': amount is 9.00 USD, expected 95.00 USD." },
        { "\"unit_amount_decimal\": \"900.5\"", "PF4007", "\"900.5\"", "Plan 'lite': amount is 9.00 USD, expected 9.005 USD." },
        { "\"interval\": \"year\"", "PF4008", "\"year\"", "Plan 'lite': billed every 1 month, expected every 1 year." },
        { "\"interval\": \"one_time\"", "PF4008", "\"one_time\"", "Plan 'lite': billed every 1 month, expected once." },
        { "\"interval\": \"month\", \"interval_count\": 3", "PF4008", "\"month\"", "Plan 'lite': billed every 1 month, expected every 3 months." },
        { "\"usage_type\": \"metered\"", "PF4008", "\"metered\"", "Plan 'lite': billed every 1 month (licensed), expected every 1 month (metered)." },
        { "\"credits\": 361", "PF4010", "361", "Plan 'lite': metadata credits is '360', the map says 361 credits." },
        { "\"metadata\": { \"tier\": \"lite\" }", "PF4010", "\"lite\" }", "Plan 'lite': metadata tier is missing, the map says 'lite'." },
        { "\"metadata\": { \"credits\": \"1\" }", "PF4010", "\"1\"", "Plan 'lite': metadata credits is '360', the map says '1'." },
        { "\"credits\": 360, \"credits_in\": \"product\"", "PF4010", "360", "Plan 'lite': metadata credits is missing, the map says 360 credits." },
        { "\"credits\": 360, \"credits_in\": \"price\", \"credits_key\": \"tokens\"", "PF4010", "360", "Plan 'lite': metadata tokens is missing, the map says 360 credits." },
        { "\"product\": \"prod_Other1\"", "PF4011", "\"prod_Other1\"", "Plan 'lite': product is 'prod_ShopLiteLive01', expected 'prod_Other1'." },
        { "\"name\": \"Light\"", "PF4011", "\"Light\"", "Plan 'lite': product is 'Lite', expected 'Light'." },
        { "\"currency_options\": { \"eur\": { \"unit_amount\": 900 } }", "PF4016", "\"eur\"", "Plan 'lite': no eur in currency_options." },
        { "\"currency_options\": { \"usd\": { \"unit_amount\": 901 } }", "PF4016", "\"usd\"", "Plan 'lite': usd is 9.00 USD, expected 9.01 USD." },
        { "\"tax_behavior\": \"exclusive\"", "PF4020", "\"exclusive\"", "Plan 'lite': tax_behavior is unspecified, expected exclusive." },
        { "\"lookup_key\": \"nobodys\"", "PF4009", "\"nobodys\"", "Plan 'lite': lookup key 'nobodys' belongs to no active price." },
        {
            "\"lookup_key\": \"pro-5000-monthly\"", "PF4009", "\"pro-5000-monthly\"",
            $"Plan 'lite': lookup key 'pro-5000-monthly' points to '{ShopScenario.ProLivePrice}', not to '{ShopScenario.LiteLivePrice}'."
        },
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task What_differs_is_an_error_at_the_value_in_the_map(string expectation, string id, string at, string message)
    {
        Expect(expectation);

        var run = await _gate.RunAsync();

        run.AssertTold(id, Severity.Error, Map, at, message);
        Assert.Single(run.Diagnostics);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
    }

    [Fact]
    public async Task What_is_said_for_every_plan_is_told_at_the_plans_price()
    {
        _gate.Write(Map, $$"""
            {
              "$defaults": { "currency": "eur" },
              "lite": { "test": null, "live": "{{ShopScenario.LiteLivePrice}}" }
            }
            """);

        (await _gate.RunAsync()).AssertOnly("PF4006", Severity.Error, Map, 3, 35, "Plan 'lite': currency is usd, expected eur.");
    }

    [Fact]
    public async Task What_the_live_slot_says_comes_before_what_the_plan_says()
    {
        _gate.Write(Map, $$"""{ "lite": { "test": null, "live": { "price": "{{ShopScenario.LiteLivePrice}}", "unit_amount": 900 }, "unit_amount": 100 } }""");

        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task Credits_that_stripe_does_not_hold_are_a_warning_in_a_simple_map()
    {
        Live.Prices.Put(Lite with { Metadata = new Dictionary<string, string>() });
        Expect("\"credits\": 360");

        (await _gate.RunAsync()).AssertOnly("PF4010", Severity.Warning, Map, 1, 80, "Plan 'lite': metadata credits is missing, the map says 360 credits.");
    }

    [Fact]
    public async Task Credits_that_are_nowhere_on_purpose_pass()
    {
        Live.Prices.Put(Lite with { Metadata = new Dictionary<string, string>() });
        Expect("\"credits\": 360, \"credits_in\": \"none\"");

        (await _gate.RunAsync()).AssertPassed();
    }

    [Theory]
    [InlineData(false, "archived")]
    [InlineData(true, "deleted")]
    public async Task A_product_that_cannot_be_sold_is_an_error(bool deleted, string state)
    {
        Live.Products.Put(Live.Products.Find(Lite.ProductId)! with { Active = false, Deleted = deleted });
        Expect("");

        (await _gate.RunAsync()).AssertTold("PF4005", Severity.Error, Map, $"\"{ShopScenario.LiteLivePrice}\"", $"Plan 'lite': product 'prod_ShopLiteLive01' is {state}.");
    }

    [Fact]
    public async Task An_archived_product_of_a_retired_plan_passes()
    {
        Live.Products.Put(Live.Products.Find(Lite.ProductId)! with { Active = false });
        Expect("\"retired\": true");

        (await _gate.RunAsync()).AssertPassed();
    }

    [Theory]
    [InlineData("", "PF4017", "Plan 'lite': the price is free.")]
    [InlineData("\"unit_amount\": 0", null, null)]
    public async Task A_free_price_is_a_warning_until_the_map_confirms_it(string expectation, string? id, string? message)
    {
        Live.Prices.Put(Lite with { UnitAmount = 0 });
        Expect(expectation);

        var run = await _gate.RunAsync();

        if (id is null)
            run.AssertPassed();
        else
            run.AssertTold(id, Severity.Warning, Map, $"\"{ShopScenario.LiteLivePrice}\"", message!);
    }

    [Theory]
    [InlineData("", "PF4018", "Plan 'lite': JPY has no minor unit; 900 means 900 JPY.")]
    [InlineData("\"unit_amount\": 900", null, null)]
    public async Task An_amount_in_a_currency_without_cents_is_a_warning_until_the_map_confirms_it(string expectation, string? id, string? message)
    {
        Live.Prices.Put(Lite with { Currency = "jpy" });
        Expect(expectation);

        var run = await _gate.RunAsync();

        if (id is null)
            run.AssertPassed();
        else
            run.AssertTold(id, Severity.Warning, Map, $"\"{ShopScenario.LiteLivePrice}\"", message!);
    }

    [Fact]
    public async Task A_tiered_price_cannot_be_compared_with_an_amount()
    {
        Live.Prices.Put(Lite with { UnitAmount = null, BillingScheme = "tiered" });
        Expect("\"unit_amount\": 900");

        (await _gate.RunAsync()).AssertOnly("PF4015", Severity.Warning, Map, 1, 84, "Plan 'lite': tiered price; the amount cannot be compared.");

        Expect("");
        (await _gate.RunAsync()).AssertPassed();
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("\"usage_type\": \"metered\"", false)]
    public async Task A_metered_price_is_a_warning_until_the_map_expects_it(string expectation, bool told)
    {
        Live.Prices.Put(Lite with { UsageType = "metered" });
        Expect(expectation);

        var run = await _gate.RunAsync();

        if (told)
            run.AssertTold("PF4019", Severity.Warning, Map, $"\"{ShopScenario.LiteLivePrice}\"", "Plan 'lite': metered price without expectation usage_type=metered.");
        else
            run.AssertPassed();
    }

    [Fact]
    public async Task Lookup_keys_that_the_prices_have_cost_no_request_and_the_others_are_asked_in_tens()
    {
        var plans = Enumerable.Range(0, 25).Select(i =>
        {
            Live.Prices.Put(Lite with { Id = $"price_1LookTStandIn001k{i:D7}", LookupKey = $"right-{i}" });
            return $"\"p{i}\": {{ \"test\": null, \"live\": \"price_1LookTStandIn001k{i:D7}\", \"lookup_key\": \"{(i < 13 ? "right" : "wrong")}-{i}\" }}";
        });
        _gate.Write(Map, "{" + string.Join(",\n", plans) + "}");

        var run = await _gate.RunAsync();

        Assert.Equal(12, run.Diagnostics.Count(diagnostic => diagnostic.Code == "PF4009"));
        Assert.Equal(2, _gate.Server.Log.All.Count(request => request.Query.Contains("lookup_keys", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("900", "usd", "9.00 USD")]
    [InlineData("0.5", "usd", "0.005 USD")]
    [InlineData("900", "jpy", "900 JPY")]
    [InlineData("1500", "kwd", "1.500 KWD")]
    [InlineData("999999999999", "eur", "9999999999.99 EUR")]
    public void Amounts_are_shown_as_people_read_them(string amount, string currency, string shown) =>
        Assert.Equal(shown, Money.Format(Money.Parse(amount)!.Value, currency));

    private void Expect(string expectation) =>
        _gate.Write(Map, $$"""{ "lite": { "test": null, "live": "{{ShopScenario.LiteLivePrice}}"{{(expectation.Length > 0 ? ", " : "")}}{{expectation}} } }""");
}
