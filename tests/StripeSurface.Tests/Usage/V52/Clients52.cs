using Stripe;
using Stripe.Events;
using Stripe.V2.Core;

namespace StripeSurface.Tests.Usage;

internal sealed class Clients52(string key)
{
    private readonly StripeClient _client = new(new StripeClientOptions { ApiKey = key, StripeAccount = "acct_1" });

    public async Task<PaymentIntent> PayAsync(string orderId, CancellationToken cancellationToken) =>
        await _client.V1.PaymentIntents.CreateAsync(
            new() { Amount = 1999, Currency = "usd", Confirm = true },
            new() { IdempotencyKey = orderId, StripeContext = "acct_1", StripeRequestTrigger = "order=" + orderId },
            cancellationToken);

    public async Task<string> NestedAsync(string customer)
    {
        var session = await _client.V1.Checkout.Sessions.GetAsync("cs_1");
        var methods = await _client.V1.Customers.PaymentMethods.ListAsync(customer);
        var clock = await _client.V1.TestHelpers.TestClocks.CreateAsync(new() { FrozenTime = DateTime.UnixEpoch });
        var card = await _client.V1.Issuing.Cards.GetAsync("ic_1");
        return session.PaymentStatus + methods.Data.Count + clock.Status + card.Last4;
    }

    public async Task<List<string>> V2Async()
    {
        var account = await _client.V2.Core.Accounts.CreateAsync(
            new Stripe.V2.Core.AccountCreateOptions { ContactEmail = "a@shop.invalid" }, new RequestOptions { IdempotencyKey = "account-1" });
        var ids = new List<string> { account.Id };
        await foreach (var found in _client.V2.Core.Accounts.ListAutoPagingAsync())
            ids.Add(found.Id);
        Stripe.V2.StripeList<Stripe.V2.Core.Account> page = await _client.V2.Core.Accounts.ListAsync();
        foreach (var found in page)
            ids.Add(found.Id + page.NextPageUrl);
        return ids;
    }

    public async Task<StripeResponse> RawAsync(string body) =>
        await _client.RawRequestAsync(
            HttpMethod.Post,
            "/v2/billing/meter_events",
            body,
            new RawRequestOptions { AdditionalHeaders = new() { ["Idempotency-Key"] = "meter-1" } });

    public Customer Read(string json) => _client.Deserialize<Customer>(json);
}

internal static class Webhooks52
{
    public static string? Handle(string json, string signature, string secret)
    {
        var stripeEvent = EventUtility.ConstructEvent(json, signature, secret);
        return stripeEvent.Type switch
        {
            EventTypes.PaymentIntentSucceeded => ((PaymentIntent)stripeEvent.Data.Object).LatestChargeId,
            EventTypes.CheckoutSessionCompleted when stripeEvent.Data.Object is Stripe.Checkout.Session { PaymentStatus: "paid" } session => session.CustomerId,
            _ => stripeEvent.Data.Object.Object,
        };
    }

    public static async Task<string?> HandleThinAsync(StripeClient client, string json, string signature, string secret) =>
        client.ParseEventNotification(json, signature, secret) switch
        {
            V1BillingMeterErrorReportTriggeredEventNotification triggered => (await triggered.FetchRelatedObjectAsync()).DisplayName,
            UnknownEventNotification unknown => unknown.RelatedObject?.Type,
            EventNotification other => other.Context,
        };
}
