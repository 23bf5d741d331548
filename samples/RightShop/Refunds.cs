using Stripe;

namespace Shop;

internal static class Refunds
{
    public static async Task<IResult> RefundAsync(string id, Orders orders, IStripeClient stripe, CancellationToken cancellationToken)
    {
        if (orders.Find(id) is not { PaymentIntentId: { } payment } order)
            return Results.NotFound();

        await new RefundService(stripe).CreateAsync(
            new RefundCreateOptions { PaymentIntent = payment },
            new RequestOptions { IdempotencyKey = $"refund-{order.Id}" },
            cancellationToken);
        return Results.NoContent();
    }
}
