using Stripe.Checkout;

namespace Shop;

internal static class Checkout
{
    public static async Task<IResult> StartAsync(string id, Orders orders, IConfiguration configuration)
    {
        if (orders.Find(id) is not { } order)
            return Results.NotFound();

        // Wrong: a second click makes a second session, and the customer subscribes twice.
        var session = await new SessionService().CreateAsync(new SessionCreateOptions
        {
            Mode = "subscription",
            ClientReferenceId = order.Id,
            LineItems = [new SessionLineItemOptions { Price = configuration["Prices:" + order.Plan], Quantity = 1 }],
            SuccessUrl = configuration["Shop:PublicAddress"] + "thanks",
        });
        return Results.Redirect(session.Url);
    }
}
