using Microsoft.AspNetCore.Mvc;
using Stripe;
using Stripe.Checkout;

namespace Lessons;

public interface ILessons
{
    Task CreateOrderAsync(string session);
    Task SendReceiptAsync(string invoice);
    Task MarkPaidAsync(string session, string paymentIntent);
    Task SetCanceledAsync(string subscription);
}

public interface IInbox
{
    Task<bool> TryAddAsync(string id);
    Task KeepForLaterAsync(string json);
}

[ApiController]
public class CarefulController(ILessons lessons, IInbox inbox, IHostEnvironment environment, ILogger<CarefulController> logger, string secret) : ControllerBase
{
    [HttpPost("careful")]
    public async Task<IActionResult> Receive()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        Event stripeEvent;
        try
        {
            stripeEvent = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], secret);
        }
        catch (StripeException)
        {
            return BadRequest();
        }

        if (stripeEvent.Livemode != environment.IsProduction() || !await inbox.TryAddAsync(stripeEvent.Id))
        {
            return Ok();
        }

        try
        {
            switch (stripeEvent.Type)
            {
                case EventTypes.CheckoutSessionCompleted or EventTypes.CheckoutSessionAsyncPaymentSucceeded when stripeEvent.Data.Object is Session { PaymentStatus: "paid" } session:
                    await lessons.CreateOrderAsync(session.Id);
                    break;
                case EventTypes.CustomerSubscriptionDeleted:
                    await lessons.SetCanceledAsync(((Subscription)stripeEvent.Data.Object).Id);
                    break;
            }

            return Ok();
        }
        catch (Exception e)
        {
            logger.LogError(e, "kept for later");
            await inbox.KeepForLaterAsync(json);
            return Ok();
        }
    }

    [HttpPost("failing")]
    public async Task<IActionResult> Failing()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        try
        {
            var stripeEvent = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], secret);
            await lessons.SetCanceledAsync(stripeEvent.Account);
            return Ok();
        }
        catch (Exception e)
        {
            logger.LogError(e, "webhook failed");
            return StatusCode(500);
        }
    }
}
