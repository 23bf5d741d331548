using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stripe;
using Stripe.Checkout;
using ValidCode.Secrets;

namespace ValidCode.Webhooks;

/// <summary>Raw body, signature, mode, each event once, and the work left to a queue: a failure before that is a failure for Stripe too.</summary>
[ApiController]
[Route("webhooks/stripe")]
public sealed class VerifiedController(
    IOptions<StripeOptions> options, IInbox inbox, IWorkQueue queue, ILogger<VerifiedController> logger, IHostEnvironment environment) : ControllerBase
{
    [HttpPost]
    public async Task<IActionResult> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(Request.Body);
        var json = await reader.ReadToEndAsync(cancellationToken);

        Event stripeEvent;
        try
        {
            stripeEvent = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], options.Value.WebhookSecret);
        }
        catch (StripeException e)
        {
            logger.LogWarning(e, "a webhook that Stripe did not sign: {Code}", e.StripeError?.Code);
            return BadRequest();
        }

        if (stripeEvent.Livemode != environment.IsProduction())
        {
            logger.LogWarning("event {Event} is of the other mode", stripeEvent.Id);
            return Ok();
        }

        if (!await inbox.TryAddAsync(stripeEvent.Id, cancellationToken))
            return Ok();

        switch (stripeEvent.Type)
        {
            case EventTypes.CheckoutSessionCompleted or EventTypes.CheckoutSessionAsyncPaymentSucceeded
                when stripeEvent.Data.Object is Session { PaymentStatus: not "unpaid" } session:
                await queue.EnqueueAsync("fulfil", session.Id, cancellationToken);
                break;
            case EventTypes.InvoicePaymentFailed when stripeEvent.Data.Object is Invoice invoice:
                await queue.EnqueueAsync("remind", invoice.Id, cancellationToken);
                break;
            case EventTypes.ChargeDisputeCreated:
                await queue.EnqueueAsync("dispute", ((Dispute)stripeEvent.Data.Object).Id, cancellationToken);
                break;
            default:
                logger.LogDebug("event {Event} of type {Type} needs nothing", stripeEvent.Id, stripeEvent.Type);
                break;
        }

        return Ok();
    }
}
