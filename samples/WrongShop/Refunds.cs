using Stripe;

namespace Shop;

internal static class Refunds
{
    public static async Task<IResult> RefundAsync(string id, Orders orders)
    {
        if (orders.Find(id) is not { PaymentIntentId: { } payment })
            return Results.NotFound();

        // Wrong: a new key at every call is what Stripe.net sends by itself. It says that no call is a repeat of another.
        await new RefundService().CreateAsync(
            new RefundCreateOptions { PaymentIntent = payment },
            new RequestOptions { IdempotencyKey = Guid.NewGuid().ToString() });
        return Results.NoContent();
    }
}
