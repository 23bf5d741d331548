using Stripe;
using Stripe.Checkout;

namespace StripeSurface.Tests.Usage;

/// <summary>Ordinary Stripe code, as in the documents and in shops. That it compiles is the test; nothing here is run.</summary>
internal sealed class Payments(IStripeClient client)
{
    private readonly PaymentIntentService _paymentIntents = new(client);

    public async Task<string> StartAsync(string orderId, long amount, CancellationToken cancellationToken)
    {
        var options = new PaymentIntentCreateOptions
        {
            Amount = amount,
            Currency = "eur",
            AutomaticPaymentMethods = new PaymentIntentAutomaticPaymentMethodsOptions { Enabled = true },
            Metadata = new Dictionary<string, string> { ["order_id"] = orderId },
            Shipping = new() { Name = "A Customer", Address = new() { Line1 = "1 Street", PostalCode = "10115", Country = "DE" } },
        };
        options.AddExpand("latest_charge");

        var intent = await _paymentIntents.CreateAsync(options, new RequestOptions { IdempotencyKey = $"order-{orderId}" }, cancellationToken);
        return intent.ClientSecret;
    }

    public PaymentIntent Capture(string id, long? amount) =>
        _paymentIntents.Capture(id, new PaymentIntentCaptureOptions { AmountToCapture = amount }, requestOptions: new() { IdempotencyKey = "capture-" + id });

    public async Task<PaymentIntent> OnBehalfOfAsync(PaymentIntentCreateOptions options, string account) =>
        await _paymentIntents.CreateAsync(options, new RequestOptions { StripeAccount = account, IdempotencyKey = account + options.Description });

    public async Task<Refund> RefundAsync(string paymentIntentId)
    {
        RefundCreateOptions options = new() { PaymentIntent = paymentIntentId, Reason = RefundReasons.RequestedByCustomer };
        return await new RefundService(client).CreateAsync(options, new() { IdempotencyKey = "refund-" + paymentIntentId });
    }

    public async Task<Uri> CheckoutAsync(string priceId, string orderId)
    {
        var session = await new SessionService(client).CreateAsync(
            new SessionCreateOptions
            {
                Mode = "subscription",
                LineItems = [new SessionLineItemOptions { Price = priceId, Quantity = 1 }],
                SuccessUrl = "https://shop.invalid/done?session={CHECKOUT_SESSION_ID}",
                SubscriptionData = new SessionSubscriptionDataOptions { TrialPeriodDays = 14 },
            },
            new RequestOptions { IdempotencyKey = "checkout-" + orderId });
        return new Uri(session.Url);
    }

    public static void Configure(string key, string secret)
    {
        StripeConfiguration.ApiKey = key;
        StripeConfiguration.MaxNetworkRetries = 2;
        StripeConfiguration.AppInfo = new AppInfo { Name = "shop", Version = "1.0" };
        StripeConfiguration.StripeClient = new StripeClient(secret, httpClient: new SystemNetHttpClient(new HttpClient(), maxNetworkRetries: 3));
    }
}
