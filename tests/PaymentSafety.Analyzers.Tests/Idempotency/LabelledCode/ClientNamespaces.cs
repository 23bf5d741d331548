using Stripe;
using Stripe.V2.Core;

namespace Studio.Stripe_;

public class ClientNamespaces
{
    private readonly StripeClient _stripe;

    public ClientNamespaces(string apiKey) => _stripe = new StripeClient(apiKey);

    public StripeClient Stripe => _stripe;

    public async Task<PaymentIntent> PayAsync(long amount) =>
        await _stripe.V1.PaymentIntents.CreateAsync(new() { Amount = amount, Currency = "usd", AutomaticPaymentMethods = new() { Enabled = true } }); // PAY1001

    public async Task<string> CheckoutAsync(string price)
    {
        var sessions = Stripe.V1.Checkout.Sessions;
        var session = await sessions.CreateAsync(new() { Mode = "subscription", LineItems = [new() { Price = price, Quantity = 1 }] }); // PAY1001
        return session.Url;
    }

    public Task<Refund> RefundAsync(string intent, string refundId) =>
        Stripe.V1.Refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = intent }, new RequestOptions { IdempotencyKey = refundId });

    public async Task<EventDestination> DestinationAsync() =>
        await _stripe.V2.Core.EventDestinations.CreateAsync(new EventDestinationCreateOptions { Name = "orders", Type = "webhook_endpoint" }); // PAY1001

    public async Task PingAsync(string id) => await _stripe.V2.Core.EventDestinations.PingAsync(id); // PAY1001

    public Task<StripeResponse> RawAsync(string body) => _stripe.RawRequestAsync(HttpMethod.Post, "/v1/beta_endpoint", body); // PAY1001

    public Task<StripeResponse> RawAccountAsync(string body, string account) =>
        _stripe.RawRequestAsync(HttpMethod.Post, "/v1/beta_endpoint", body, new RawRequestOptions { StripeAccount = account, AdditionalHeaders = { { "Stripe-Version", "2025-01-01; feature_beta=v3" } } }); // PAY1001

    public Task<StripeResponse> RawKeyedAsync(string body, string operation) =>
        _stripe.RawRequestAsync(HttpMethod.Post, "/v1/beta_endpoint", body, new RawRequestOptions { AdditionalHeaders = { ["Idempotency-Key"] = operation } });

    public async Task<string> RawGetAsync() => (await _stripe.RawRequestAsync(HttpMethod.Get, "/v1/beta_endpoint")).Content;

    public Customer Find(string email) => _stripe.V1.Customers.Search(new CustomerSearchOptions { Query = $"email:'{email}'" }).First();

    public Task<Customer> BalanceAsync(string id, long credit)
    {
        var (customers, options) = (_stripe.V1.Customers, new RequestOptions { StripeAccount = "acct" });
        return customers.UpdateAsync(id, new CustomerUpdateOptions { Balance = -credit }, options); // PAY1002
    }

    public async Task<SetupIntent?> MaybeAsync(bool needed) =>
        needed ? await (_stripe?.V1.SetupIntents.CreateAsync(new() { Usage = "off_session" }))! : null; // PAY1001

    public Func<PaymentIntentCreateOptions, Task<PaymentIntent>> Deferred => options => _stripe.V1.PaymentIntents.CreateAsync(options); // PAY1001

    public async Task TwoTenantsAsync(PaymentIntentCreateOptions options, string[] accounts, string orderId)
    {
        foreach (var account in accounts)
        {
            var ro = new RequestOptions { StripeAccount = account };
            if (orderId.Length > 0)
            {
                ro.IdempotencyKey = $"{account}-{orderId}";
            }

            await _stripe.V1.PaymentIntents.CreateAsync(options, ro);
        }
    }
}
