using Stripe;

namespace StripeSurface.Tests.Usage;

internal static class Webhooks43
{
    public static string? Handle(string json, string signature, string secret)
    {
        var stripeEvent = EventUtility.ConstructEvent(json, signature, secret, throwOnApiVersionMismatch: false);
        switch (stripeEvent.Type)
        {
            case Events.PaymentIntentSucceeded when stripeEvent.Data.Object is PaymentIntent intent:
                return intent.InvoiceId;
            case Events.InvoicePaid:
                var invoice = (Invoice)stripeEvent.Data.Object;
                return invoice.PaymentIntentId ?? invoice.Subscription?.CurrentPeriodEnd.ToString("O");
            default:
                return stripeEvent.Account;
        }
    }
}

/// <summary>A service of one's own, on the base class that v43 still offered for it.</summary>
internal sealed class GiftCardService(IStripeClient client) : Service<Product>(client)
{
    [Obsolete("Unused, but abstract in the base class.")]
    public override string BasePath => "/v1/gift_cards";

    public Task<Product> IssueAsync(RequestOptions requestOptions) =>
        RequestAsync(HttpMethod.Post, "/v1/gift_cards", new BaseOptions(), requestOptions);
}
