using System.Net;
using Stripe;

namespace StripeSurface.Tests;

/// <summary>The surface holds data and does nothing else; what it cannot do it refuses.</summary>
public sealed class BehaviourTests
{
    public static TheoryData<string, Func<object>> Work => new()
    {
        { "a call", () => new PaymentIntentService().Create(new PaymentIntentCreateOptions()) },
        { "the start of an asynchronous call", () => new PaymentIntentService().CreateAsync(new PaymentIntentCreateOptions()) },
        { "the verification of a webhook", () => EventUtility.ConstructEvent("{}", "t=1,v1=0", "secret") },
        { "the text of an object", () => new Customer { Id = "cus_1" }.ToString() },
        { "a read of JSON", () => StripeEntity.FromJson<Customer>("{}") },
        { "an enumeration", () => new StripeList<Customer>().GetEnumerator() },
    };

    [Theory]
    [MemberData(nameof(Work), DisableDiscoveryEnumeration = true)]
    public void Refuses_to_work_and_says_what_it_is(string what, Func<object> work)
    {
        var error = Assert.Throws<NotSupportedException>(work);

        Assert.True(error.Message.Contains($"surface of Stripe.net {Facts.Release}") && error.Message.Contains("StripeNetVersion"), what);
    }

    [Fact]
    public void Holds_what_options_are_given()
    {
        var options = new PaymentIntentCreateOptions { Amount = 1999, Currency = "eur" };
        var requestOptions = new RequestOptions { IdempotencyKey = "order-7" };

        Assert.Equal((1999L, "eur", "order-7"), (options.Amount, options.Currency, requestOptions.IdempotencyKey));
    }

    [Fact]
    public void Holds_what_an_error_is_made_of()
    {
        var error = new StripeException(HttpStatusCode.PaymentRequired, new StripeError { DeclineCode = "lost_card" }, "declined");

        Assert.Equal((HttpStatusCode.PaymentRequired, "lost_card", "declined"), (error.HttpStatusCode, error.StripeError.DeclineCode, error.Message));
    }

    [Fact]
    public void Holds_the_key_of_a_client() => Assert.Equal("a key", new StripeClient("a key").ApiKey);
}
