using Stripe;
using Stripe.Checkout;

namespace Shop;

internal static class Checkout
{
    public static async Task<IResult> StartAsync(
        string id, Orders orders, PlanPrices prices, StripeSettings settings, IStripeClient stripe, CancellationToken cancellationToken)
    {
        if (orders.Find(id) is not { } order || prices.Find(order.Plan) is not { } price)
            return Results.NotFound();

        var session = await new SessionService(stripe).CreateAsync(
            new SessionCreateOptions
            {
                Mode = "subscription",
                ClientReferenceId = order.Id,
                LineItems = [new SessionLineItemOptions { Price = price, Quantity = 1 }],
                SuccessUrl = new Uri(settings.PublicAddress, "thanks").ToString(),
                CancelUrl = new Uri(settings.PublicAddress, "cart").ToString(),
            },
            // The order's own id: a second click gets the same session, not a second one.
            new RequestOptions { IdempotencyKey = $"checkout-{order.Id}" },
            cancellationToken);
        return Results.Redirect(session.Url);
    }
}
