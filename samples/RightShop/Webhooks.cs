using Stripe;
using Stripe.Checkout;

namespace Shop;

internal static class Webhooks
{
    public static async Task<IResult> ReceiveAsync(
        HttpRequest request, Orders orders, StripeSettings settings, IHostEnvironment environment, ILogger<Orders> logger, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(cancellationToken);
        Event stripeEvent;
        try
        {
            // The body as it came, not as a model read it: the signature covers its bytes.
            stripeEvent = EventUtility.ConstructEvent(body, request.Headers["Stripe-Signature"].ToString(), settings.WebhookSecret);
        }
        catch (StripeException exception)
        {
            logger.LogWarning("A webhook was refused: {Reason}", exception.Message);
            return Results.BadRequest();
        }

        if (stripeEvent.Livemode != environment.IsProduction())
            return Results.BadRequest();

        // Delayed payment methods complete the session unpaid; they are paid with the second event.
        if (stripeEvent is { Type: "checkout.session.completed" or "checkout.session.async_payment_succeeded", Data.Object: Session { PaymentStatus: "paid" } session }
            && orders.MarkPaid(session.ClientReferenceId, session.PaymentIntentId, stripeEvent.Id))
        {
            logger.LogInformation("{Order} is paid.", session.ClientReferenceId);
        }

        return Results.Ok();
    }
}
