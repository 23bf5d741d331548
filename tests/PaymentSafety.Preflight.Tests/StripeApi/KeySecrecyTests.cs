using System.Text.Json;
using PaymentSafety.StripeApi;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.StripeApi;

public class KeySecrecyTests : StripeApiTest
{
    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(407)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(302)]
    [InlineData(200)]
    public async Task A_key_that_comes_back_in_an_answer_is_in_nothing_that_the_client_says(int status)
    {
        Server.Faults.Add(Fault.EchoKey(status));

        var result = await Client().GetPriceAsync(ShopScenario.LiteLivePrice);

        Assert.False(result.Succeeded);
        AssertNoKey(Said(result.Fault) + result.Exchange, ShopScenario.LiveSecretKey);
    }

    [Theory]
    [InlineData("not a key of any known kind 0123456789")]
    [InlineData("sk_org_~live_0123456789abcdefghij")]
    [InlineData("rkcs_~test_0123456789abcdefghij")]
    public async Task A_key_of_any_shape_is_hidden(string shape)
    {
        var key = shape.Replace("~", "", StringComparison.Ordinal).Replace(' ', '-');
        Server.Faults.Add(Fault.EchoKey(400));

        var result = await Client(key: key).GetPriceAsync(ShopScenario.LiteLivePrice);

        AssertNoKey(Said(result.Fault!) + result.Exchange, key);
    }

    [Fact]
    public async Task Another_key_in_an_answer_is_hidden_too()
    {
        var other = StripeIds.Key("rk", livemode: false, ShopScenario.AccountId, salt: 9);
        var secret = "whsec_" + new string('a', 32);
        var fault = await FaultOfAsync(Fault.Status(400, JsonSerializer.Serialize(new { error = new { message = $"{other} {secret}" } })));

        AssertNoKey(Said(fault), other);
        Assert.DoesNotContain(secret, Said(fault), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_from_outside_cannot_write_lines_or_commands_of_its_own_into_a_log()
    {
        var fault = await FaultOfAsync(Fault.Status(
            400,
            JsonSerializer.Serialize(new { error = new { message = "x\r\n##vso[task.setvariable variable=a]b\u001b[31m\u2028::error::y" + new string('z', 5000), type = "invalid_request_error" } })));

        Assert.DoesNotContain(fault.Message, c => char.IsControl(c) || c == '\u2028');
        Assert.True(fault.Message.Length < 500);
        Assert.DoesNotContain(fault.Detail!, char.IsControl);
    }

    [Fact]
    public void An_answers_words_are_cleaned_without_losing_what_they_say()
    {
        var key = ShopScenario.TestSecretKey;

        Assert.Equal("Invalid API Key provided: sk_" + "test_…", OutsideText.Clean("Invalid API Key provided: " + key));
        Assert.Equal("No such price: 'price_1abc'", OutsideText.Clean("No such price: 'price_1abc'"));
    }

    private static string Said(StripeFault fault) => fault + fault.MessageFor("PF4001") + JsonSerializer.Serialize(fault);

    private static void AssertNoKey(string said, string key)
    {
        // Neither the whole nor what follows the prefix nor a longer part of it.
        for (var i = 0; i + 13 <= key.Length; i++) Assert.DoesNotContain(key.Substring(i, 13), said, StringComparison.Ordinal);
    }
}
