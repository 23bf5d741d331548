using System.Text;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Json;
using PaymentSafety.Preflight.Prices;

namespace PaymentSafety.Preflight.Tests.Prices;

public class PriceMapReaderTests
{
    private const string Simple = """
        {
          "lite-monthly": { "test": "price_test_xxxxx", "live": "price_live_xxxxx", "credits": 360 },
          "pro-monthly": { "test": "price_test_yyyyy", "live": "price_live_yyyyy", "credits": 5000 }
        }
        """;

    private const string Rich = """
        {
          "$schema": "./stripe-prices.schema.json",
          "$version": 1,
          "$defaults": { "currency": "usd", "interval": "month", "interval_count": 1, "active": true, "credits_in": "either" },
          "$database": { "table": "plans", "idColumn": "id", "priceColumn": "stripe_price_id", "provider": "postgresql" },
          "$webhook": { "live": "https://api.example.com/webhooks/stripe", "events": ["checkout.session.completed", "invoice.paid"] },
          "$accounts": { "live": "acct_1Nnlp9GPxmnHQRkJ" },
          "lite": { "test": "price_1A", "live": { "price": "price_1B", "product": "prod_B", "active": false }, "credits": 360, "unit_amount": 900, "lookup_key": "lite", "product": "prod_A", "metadata": { "tier": "lite" } },
          "pro": { "test": "price_1C", "live": null, "credits": 5000, "unit_amount": 9500, "id": 42, "retired": true, "comment": "old" },
          "free": { "test": "", "live": "", "currency_options": { "eur": { "unit_amount": 0, "unit_amount_decimal": "0.5" } } }
        }
        """;

    [Theory]
    [InlineData(Simple)]
    [InlineData(Rich)]
    public void Both_forms_are_read_without_a_word(string map)
    {
        Assert.Empty(Read(map).Problems);
    }

    [Fact]
    public void The_slot_speaks_before_the_plan_and_the_plan_before_the_defaults()
    {
        var plan = Read(Rich).Map!.Plans[0];

        Assert.Equal("price_1B", plan.Live.PriceId);
        Assert.Equal(("prod_B", "prod_A"), (plan.Live.Expected.Value("product")!.Text, plan.Test.Expected.Value("product")!.Text));
        Assert.Equal("usd", plan.Live.Expected.Value("currency")!.Text);
        Assert.Equal((false, true), (plan.Live.Expected.Active, plan.Test.Expected.Active));
        Assert.Equal(360, plan.Live.Expected.Credits);
    }

    [Fact]
    public void Null_and_an_empty_text_mean_not_created_yet()
    {
        var plans = Read(Rich).Map!.Plans;

        Assert.Equal([SlotState.NotCreated, SlotState.NotCreated], [plans[1].Live.State, plans[2].Test.State]);
        Assert.True(plans[1].Retired);
    }

    [Fact]
    public void A_price_id_knows_its_place()
    {
        var live = Read(Simple).Map!.Plans[1].Live;

        Assert.Equal(("price_live_yyyyy", new TextPosition(3, 56)), (live.PriceId, live.Place.Position));
    }

    // At: line 1, the column of the value (or of the name, where the name is what is wrong).
    [Theory]
    [InlineData("""{"p":[]}""", 6, "Price map: 'p' must be an object with test and live, but is an array.")]
    [InlineData("""{"p":{"test":1,"live":""}}""", 14, "Plan 'p': 'test' must be a price id (letters, digits, _, - and .), or null while it is not created, but is the number 1.")]
    [InlineData("""{"p":{"test":"","live":["a"]}}""", 24, "Plan 'p': 'live' must be a price id (letters, digits, _, - and .), or null while it is not created, but is an array.")]
    [InlineData("""{"p":{"test":"","live":"price/../x"}}""", 24, "Plan 'p': 'live' must be a price id (letters, digits, _, - and .), or null while it is not created, but is the text \"price/../x\".")]
    [InlineData("""{"p":{"test":"","live":{"product":"x"}}}""", 24, "Plan 'p': 'live.price' must be a price id, or null while it is not created, but is missing.")]
    [InlineData("""{"p":{"test":"","live":"","credits":"360"}}""", 37, "Plan 'p': 'credits' must be a whole number, 0 or more, but is the text \"360\".")]
    [InlineData("""{"p":{"test":"","live":"","credits":-1}}""", 37, "Plan 'p': 'credits' must be a whole number, 0 or more, but is the number -1.")]
    [InlineData("""{"p":{"test":"","live":"","credits":9.5}}""", 37, "Plan 'p': 'credits' must be a whole number, 0 or more, but is the number 9.5.")]
    [InlineData("""{"p":{"test":"","live":"","currency":"USD"}}""", 38, "Plan 'p': 'currency' must be a currency code of three small letters, but is the text \"USD\".")]
    [InlineData("""{"p":{"test":"","live":"","unit_amount":9.5}}""", 41, "Plan 'p': 'unit_amount' must be a whole number in the smallest unit of the currency (cents), or null, but is the number 9.5.")]
    [InlineData("""{"p":{"test":"","live":{"price":"","interval":"weekly"}}}""", 47, "Plan 'p': 'live.interval' must be \"day\", \"week\", \"month\", \"year\" or \"one_time\", but is the text \"weekly\".")]
    [InlineData("""{"p":{"test":"","live":"","retired":"yes"}}""", 37, "Plan 'p': 'retired' must be true or false, but is the text \"yes\".")]
    [InlineData("""{"$version":2,"p":{"test":"","live":""}}""", 13, "Price map: '$version' must be 1, but is the number 2.")]
    [InlineData("""{"$defaults":7,"p":{"test":"","live":""}}""", 14, "Price map: '$defaults' must be an object, but is the number 7.")]
    [InlineData("""{"$webhook":{"live":"http://a.example"},"p":{"test":"","live":""}}""", 21, "$webhook: 'live' must be an https address, but is the text \"http://a.example\".")]
    [InlineData("""{"$accounts":{"live":"1Nnlp"},"p":{"test":"","live":""}}""", 22, "$accounts: 'live' must be an account id, but is the text \"1Nnlp\".")]
    public void A_wrong_type_is_told_with_its_place(string map, int column, string message)
    {
        var problem = Assert.Single(Read(map).Problems);

        Assert.Equal(("PF1003", new TextPosition(1, column), message), (problem.Check.Id, problem.Place!.Position, problem.Message));
        Assert.StartsWith("Write \"", problem.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n\"p\":{\"test\":\"\",\"live\":\"\"},\n\"p\":{\"test\":\"\",\"live\":\"\"}}", "Plan 'p' is written twice (lines 2 and 3); readers keep only the last.", 3, 1)]
    [InlineData("{\"p\":{\"test\":\"\",\n\"test\":\"price_1\",\"live\":\"\"}}", "Plan 'p': 'test' is written twice (lines 1 and 2); readers keep only the last.", 2, 1)]
    [InlineData("{\"p\":{\"test\":\"\",\"live\":{\"price\":\"a\",\n \"price\":\"b\"}}}", "Plan 'p': 'live.price' is written twice (lines 1 and 2); readers keep only the last.", 2, 2)]
    public void What_is_written_twice_is_told_with_both_lines(string map, string message, int line, int column)
    {
        var problem = Assert.Single(Read(map).Problems);

        Assert.Equal(("PF1004", message, new TextPosition(line, column)), (problem.Check.Id, problem.Message, problem.Place!.Position));
    }

    [Theory]
    [InlineData("""{"p":{"test":"","live":"","crediits":1}}""", "Plan 'p': unknown property 'crediits'. Did you mean 'credits'?")]
    [InlineData("""{"p":{"test":"","live":"","zzzzz":1}}""", "Plan 'p': unknown property 'zzzzz'.")]
    [InlineData("""{"p":{"test":"","live":{"price":"","retired":true}}}""", "Plan 'p': unknown property 'retired'.")]
    [InlineData("""{"$databse":{},"p":{"test":"","live":""}}""", "Price map: unknown property '$databse'. Did you mean '$database'?")]
    [InlineData("""{"$database":{"tabel":"x"},"p":{"test":"","live":""}}""", "$database: unknown property 'tabel'. Did you mean 'table'?")]
    public void An_unknown_property_is_a_warning_with_the_name_that_was_meant(string map, string message)
    {
        var problem = Assert.Single(Read(map).Problems);

        Assert.Equal(("PF1005", message), (problem.Check.Id, problem.Message));
    }

    [Theory]
    [InlineData("price_1 ", "a blank", 8)]
    [InlineData("\\u00a0price_1", "a no-break space", 1)]
    [InlineData("pri\\u200bce_1", "an invisible character", 4)]
    [InlineData("price_1\\n", "a line break", 8)]
    public void What_cannot_be_seen_in_an_id_is_named(string id, string what, int position)
    {
        var problem = Assert.Single(Read("{\"p\":{\"test\":\"\",\"live\":\"" + id + "\"}}").Problems);

        Assert.Equal(("PF1012", $"Plan 'p': the live id contains {what} at position {position}."), (problem.Check.Id, problem.Message));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "$version": 1 }""")]
    public void A_map_without_plans_is_told(string map)
    {
        Assert.Equal("PF1016", Assert.Single(Read(map).Problems).Check.Id);
    }

    [Fact]
    public void Everything_wrong_is_told_in_the_order_of_the_file()
    {
        var problems = Read("{\"p\":{\"test\":1,\n\"live\":2,\n\"credits\":\"x\"},\n\"q\":3}").Problems;

        Assert.Equal([1, 2, 3, 4], problems.Select(problem => problem.Place!.Position.Line));
    }

    [Fact]
    public void Ten_thousand_plans_are_read_at_once()
    {
        var map = "{" + string.Join(",", Enumerable.Range(0, 10_000).Select(i => $$"""
            "plan-{{i}}":{"test":"price_1T{{i}}","live":"price_1L{{i}}","credits":{{i}},"unit_amount":900,"currency":"usd"}
            """)) + "}";

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var reading = Read(map);

        Assert.Equal((10_000, 0), (reading.Map!.Plans.Count, reading.Problems.Count));
        Assert.Equal("price_1L9999", reading.Map.Plans[^1].Slot(StripeMode.Live).PriceId);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static PriceMapReading Read(string map) => PriceMapReader.Read("map.json", PositionedJson.Parse(Encoding.UTF8.GetBytes(map)));
}
