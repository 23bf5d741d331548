using System.Text;
using System.Text.Json.Nodes;
using PaymentSafety.StripeApi;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.StripeApi;

public class AnswerFaultTests : StripeApiTest
{
    public static TheoryData<string> NotStripeJson => new()
    {
        "",
        "   ",
        "{\"object\":\"pri",
        "[1,2,3]",
        "\"price\"",
        "null",
        "{}",
        "{\"object\":\"price\"}",
        "{\"object\":\"price\",}",
        "// comment\n{\"object\":\"price\"}",
        "{\"object\":\"product\",\"id\":\"prod_1\"}",
        "{\"object\":[\"price\"]}",
        "{\"id\":\"\\ud800\",\"object\":\"price\"}",
        new string('[', 5000) + new string(']', 5000),
        "{\"a\":" + new string('[', 5000) + new string(']', 5000) + "}",
    };

    [Theory]
    [MemberData(nameof(NotStripeJson))]
    public async Task What_is_not_stripes_json_is_asked_for_once_more_and_then_unknown(string body)
    {
        var fault = await FaultOfAsync(Fault.Body(body));

        Assert.Equal("PF9005", fault.Code);
        Assert.Equal($"{Server.Address.Authority} answered something that is not Stripe JSON.", fault.Message);
        Assert.NotNull(fault.Detail);
        Assert.Equal(2, fault.Tries);
        Assert.Equal(2, Server.Log.Count);
    }

    [Theory]
    [InlineData("active", "\"false\"", "price.active is not true or false but a string")]
    [InlineData("active", "0", "price.active is not true or false but a number")]
    [InlineData("active", "null", "price.active is not true or false but null")]
    [InlineData("active", null, "price has no active")]
    [InlineData("livemode", "\"true\"", "price.livemode is not true or false but a string")]
    [InlineData("unit_amount", "\"900\"", "price.unit_amount is not an integer but a string")]
    [InlineData("unit_amount", "9.5", "price.unit_amount is not an integer but a number")]
    [InlineData("unit_amount", "1e400", "price.unit_amount is not an integer but a number")]
    [InlineData("unit_amount", null, "price has no unit_amount")]
    [InlineData("currency", "1", "price.currency is not a string but a number")]
    [InlineData("recurring", "[]", "price.recurring is not an object but an array")]
    [InlineData("recurring", "{\"interval\":\"month\",\"interval_count\":\"1\",\"usage_type\":\"licensed\"}", "price.recurring.interval_count is not an integer but a string")]
    [InlineData("metadata", "{\"credits\":360}", "price.metadata.credits is not a string but a number")]
    [InlineData("product", "7", "price.product is not an id or an object but a number")]
    [InlineData("product", "{\"object\":\"product\",\"id\":\"prod_1\",\"active\":\"yes\",\"name\":\"x\"}", "product.active is not true or false but a string")]
    [InlineData("currency_options", "{\"usd\":{}}", "price.currency_options.usd has no unit_amount")]
    [InlineData("object", "\"plan\"", "the answer is not a price object")]
    [InlineData("id", "\"price_other\"", "the answer is another object than the one asked for")]
    public async Task A_property_of_the_wrong_kind_is_never_taken_for_a_value(string property, string? json, string detail)
    {
        var fault = await FaultOfAsync(Fault.Change(price =>
        {
            if (json is null) price.Remove(property);
            else price[property] = JsonNode.Parse(json);
        }));

        Assert.Equal("PF9005", fault.Code);
        Assert.Equal(detail, fault.Detail);
        Assert.Equal(2, fault.Tries);
    }

    [Theory]
    [InlineData("\"true\"")]
    [InlineData("1")]
    [InlineData("null")]
    public async Task The_mode_of_a_balance_of_the_wrong_kind_is_unknown(string livemode)
    {
        Server.Faults.Add(Fault.Change(balance => balance["livemode"] = JsonNode.Parse(livemode)));

        Assert.Equal("PF9005", (await Client().GetBalanceAsync()).Fault?.Code);
    }

    [Fact]
    public async Task One_broken_answer_is_no_fault()
    {
        Server.Faults.Add(Fault.Body("{"), times: 1);

        var result = await Client().GetPriceAsync(ShopScenario.LiteLivePrice);

        Assert.True(result.Succeeded);
        Assert.Equal(2, result.Exchange.Tries);
    }

    [Fact]
    public async Task A_byte_order_mark_and_bytes_that_are_not_utf8_and_another_content_type_are_accepted()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("{\"object\":\"balance\",\"note\":\""), 0xFF, 0xC3, .. Encoding.UTF8.GetBytes("\",\"livemode\":true}")];
        Server.Faults.Add(Fault.Bytes(body), times: 1);
        Server.Faults.Add(Fault.Body("""{"object":"balance","livemode":true}""", "text/html"));
        var client = Client();

        Assert.True((await client.GetBalanceAsync()).Succeeded);
        Assert.True((await client.GetBalanceAsync()).Succeeded);
        Assert.Equal(2, Server.Log.Count);
    }

    [Fact]
    public async Task A_compressed_answer_is_read()
    {
        Server.Faults.Add(Fault.Gzip());

        Assert.True((await Client().GetPriceAsync(ShopScenario.LiteLivePrice)).Succeeded);
    }

    [Fact]
    public async Task An_answer_that_is_not_compressed_as_it_says_is_broken()
    {
        var fault = await FaultOfAsync(Fault.NotGzip());

        Assert.Equal("PF9005", fault.Code);
        Assert.Equal(2, fault.Tries);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html></html>", "text/html")]
    [InlineData("\n <html>", "application/json")]
    [InlineData("Please sign in", "text/html")]
    public async Task A_web_page_is_not_asked_twice_and_gets_the_key_no_more(string body, string contentType)
    {
        Server.Faults.Add(Fault.Body(body, contentType));
        var client = Client();

        var fault = await FaultOfPriceAsync(client);
        var later = (await client.GetBalanceAsync()).Fault;

        Assert.Equal("PF9004", fault.Code);
        Assert.Equal($"{Server.Address.Authority} answered a web page. A proxy or login page is in between.", fault.Message);
        Assert.Same(fault, later);
        Assert.Equal(1, Server.Log.Count);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(9)]
    public async Task An_answer_larger_than_the_limit_is_not_read_to_its_end(int mebibytes)
    {
        var fault = await FaultOfAsync(Fault.Huge(mebibytes << 20));

        Assert.Equal("PF9005", fault.Code);
        Assert.Equal($"{Server.Address.Authority} sent an answer larger than 8 MiB.", fault.Message);
        Assert.Equal(1, fault.Tries);
    }

    [Fact]
    public async Task A_small_answer_that_decompresses_to_a_large_one_is_too_large()
    {
        using var buffer = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(buffer, System.IO.Compression.CompressionLevel.SmallestSize))
            gzip.Write(new byte[9 << 20]);

        var fault = await FaultOfAsync(Fault.Bytes(buffer.ToArray(), ("Content-Encoding", "gzip")));

        Assert.Equal($"{Server.Address.Authority} sent an answer larger than 8 MiB.", fault.Message);
    }

    [Fact]
    public async Task An_answer_of_just_the_limit_is_read()
    {
        const string Balance = """{"object":"balance","livemode":true}""";
        Server.Faults.Add(Fault.Body(Balance.PadRight(8 << 20)), times: 1);
        Server.Faults.Add(Fault.Body(Balance.PadRight((8 << 20) + 1)));
        var client = Client();

        Assert.True((await client.GetBalanceAsync()).Succeeded);
        Assert.Equal("PF9005", (await client.GetBalanceAsync()).Fault?.Code);
    }

    [Fact]
    public async Task Headers_larger_than_the_limit_are_broken()
    {
        var fault = await FaultOfAsync(Fault.HugeHeader(120_000));

        Assert.Equal("PF9005", fault.Code);
        Assert.Equal($"{Server.Address.Authority} sent headers larger than 64 KiB.", fault.Message);
        Assert.Equal(1, fault.Tries);
    }

    [Theory]
    [InlineData(202)]
    [InlineData(206)]
    public async Task Another_success_than_200_is_none(int status)
    {
        var fault = await FaultOfAsync(Fault.Status(status, "{}"));

        Assert.Equal("PF9005", fault.Code);
    }

    [Theory]
    [InlineData(61, true)]
    [InlineData(-3600, true)]
    [InlineData(50, false)]
    [InlineData(-50, false)]
    public async Task A_clock_that_is_more_than_a_minute_off_is_told(int seconds, bool told)
    {
        var client = Client();
        Assert.Null(client.ClockSkew);
        // Whole seconds are all that a Date header has.
        var date = Clock.GetUtcNow().AddSeconds(seconds + (seconds > 0 ? 1 : -1));
        Server.Faults.Add(Fault.Headers(("Date", date.ToString("R", System.Globalization.CultureInfo.InvariantCulture))));

        Assert.True((await client.GetBalanceAsync()).Succeeded);

        Assert.Equal(told, client.ClockSkew is not null);
        if (!told) return;
        Assert.Equal("PF9010", StripeClockSkew.Code);
        Assert.Matches(@"^This computer's clock is \d+ s off; webhook signatures allow 300 s\.$", client.ClockSkew!.Message);
        Assert.InRange(client.ClockSkew.Offset.TotalSeconds, seconds - 2, seconds + 2);
    }
}
