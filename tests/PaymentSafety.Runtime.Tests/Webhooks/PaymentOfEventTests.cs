using System.Text.Json.Nodes;
using PaymentSafety.Runtime.Webhooks;

namespace PaymentSafety.Runtime.Tests.Webhooks;

/// <summary>The payment that an event tells of, for the grant that the reconciliation calls too.</summary>
public sealed class PaymentOfEventTests
{
    private const string Payment = """
        {"id":"pi_1","object":"payment_intent","livemode":true,"amount":500,"amount_received":400,"currency":"usd","status":"succeeded","created":1767225600,"customer":"cus_1",
         "metadata":{"order":"42"},"latest_charge":"ch_1","client_secret":null}
        """;

    [Fact]
    public void It_has_what_the_reconciliation_would_read()
    {
        var payment = Event(Payment).ReadPayment()!;

        Assert.Equal(("pi_1", true, 500, 400, "usd", true, "cus_1"), (payment.Id, payment.Livemode, payment.Amount, payment.AmountReceived, payment.Currency, payment.Succeeded, payment.Customer));
        Assert.Equal("42", payment.Metadata["order"]);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1767225600), payment.Created);
        Assert.Null(payment.AmountRefunded);
        Assert.Null(payment.Disputed);
    }

    [Theory]
    [InlineData("""{"id":"cs_1","object":"checkout.session"}""")]
    [InlineData("{}")]
    public void Another_object_is_no_payment(string about) => Assert.Null(Event(about).ReadPayment());

    [Theory]
    [InlineData("""{"id":"pi_1","object":"payment_intent"}""")]
    [InlineData("""{"id":1,"object":"payment_intent"}""")]
    public void A_payment_without_what_Stripe_always_gives_says_what_is_missing(string about)
        => Assert.StartsWith("The event cannot be read: ", Assert.Throws<FormatException>(() => Event(about).ReadPayment()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"object":"event"}""")]
    [InlineData("""{"object":"event","data":{"object":"pi_1"}}""")]
    public void What_is_no_event_is_refused(string json) => Assert.Throws<FormatException>(() => TestEvents.Event("evt_1") with { Json = json } is var value ? value.ReadPayment() : null);

    private static StripeWebhookEvent Event(string about) =>
        TestEvents.Event("evt_1") with { Json = new JsonObject { ["object"] = "event", ["data"] = new JsonObject { ["object"] = JsonNode.Parse(about) } }.ToJsonString() };
}
