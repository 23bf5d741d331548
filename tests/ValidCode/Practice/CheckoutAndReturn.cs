using Microsoft.AspNetCore.Http;
using Stripe;
using Stripe.Checkout;

namespace ValidCode.Practice;

/// <summary>What the browser says is a wish: prices come from the catalogue, payment from Stripe, and a bank's question goes back to the customer.</summary>
internal sealed class CheckoutAndReturn(SessionService sessions, PaymentIntentService intents, IReadOnlyDictionary<string, string> priceByProduct, Uri shop)
{
    internal sealed record CartLine(string Product, int Quantity);

    public async Task<IResult> StartAsync(Guid orderId, CartLine[] cart)
    {
        if (cart.Any(line => line.Quantity is < 1 or > 99 || !priceByProduct.ContainsKey(line.Product)))
            return Results.BadRequest();

        var session = await sessions.CreateAsync(
            new SessionCreateOptions
            {
                Mode = "payment",
                ClientReferenceId = orderId.ToString(),
                LineItems = [.. cart.Select(line => new SessionLineItemOptions { Price = priceByProduct[line.Product], Quantity = line.Quantity })],
                SuccessUrl = new Uri(shop, "checkout/done?session={CHECKOUT_SESSION_ID}").OriginalString,
            },
            new RequestOptions { IdempotencyKey = $"checkout:{orderId}" });
        return Results.Redirect(session.Url);
    }

    public async Task<IResult> DoneAsync(string session, IOrderStore orders)
    {
        var asked = await sessions.GetAsync(session, new() { Expand = ["payment_intent"] });
        if (asked.PaymentStatus != "paid")
            return Results.Text("The bank has not confirmed the payment yet.");

        await orders.MarkPaidAsync(Guid.Parse(asked.ClientReferenceId), asked.PaymentIntentId);
        return Results.Redirect("/thanks");
    }

    public async Task<IResult> PaySavedAsync(Order order, string paymentMethod)
    {
        try
        {
            var intent = await intents.CreateAsync(
                new PaymentIntentCreateOptions
                {
                    Amount = order.Amount,
                    Currency = order.Currency,
                    Customer = order.CustomerId,
                    PaymentMethod = paymentMethod,
                    Confirm = true,
                    ReturnUrl = new Uri(shop, $"orders/{order.Id}").ToString(),
                },
                new RequestOptions { IdempotencyKey = $"order:{order.Id}:{order.Version}" });
            return intent.Status switch
            {
                "succeeded" => Results.NoContent(),
                "requires_action" => Results.Ok(new { clientSecret = intent.ClientSecret }),
                var other => Results.Conflict(other),
            };
        }
        catch (StripeException e) when (e.StripeError is { Type: "card_error" } error)
        {
            return Results.Conflict(error.DeclineCode ?? error.Code);
        }
    }
}
