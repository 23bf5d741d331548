using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
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

[ApiController]
public class CarelessController(ILessons lessons, ILogger<CarelessController> logger, string secret) : ControllerBase
{
    [HttpPost("careless")]
    public async Task<IActionResult> Receive()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        try
        {
            var stripeEvent = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], secret); // PAY4004 PAY4006
            switch (stripeEvent.Type)
            {
                case EventTypes.CheckoutSessionCompleted: // PAY4007
                    var session = (Session)stripeEvent.Data.Object;
                    await lessons.CreateOrderAsync(session.Id);
                    break;
                case EventTypes.InvoicePaid:
                    await lessons.SendReceiptAsync(((Invoice)stripeEvent.Data.Object).Id);
                    break;
            }

            return Ok();
        }
        catch (StripeException e)
        {
            return BadRequest(e.StripeError?.Code);
        }
        catch (Exception e) // PAY4005
        {
            logger.LogError(e, "webhook failed");
            return Ok();
        }
    }

    [HttpPost("one")]
    public async Task<IActionResult> OneType()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        var stripeEvent = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], secret);
        if (stripeEvent.Type == "checkout.session.completed") // PAY4007
        {
            await FulfilAsync((Session)stripeEvent.Data.Object);
        }

        return Ok();
    }

    private Task FulfilAsync(Session session) => lessons.MarkPaidAsync(session.Id, session.PaymentIntentId);

    [HttpPost("tolerant")]
    public async Task<IActionResult> Tolerant()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        const long Week = 7 * 24 * 3600;
        var first = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], secret, tolerance: 0); // PAY4002
        var second = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], secret, Week); // PAY4002
        var third = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], secret, 600);
        return Ok(first.Livemode || second.Livemode || third.Livemode);
    }

    [HttpPost("bound")]
    public IActionResult Bound([FromBody] JObject body)
    {
        var e = EventUtility.ConstructEvent(body.ToString(), Request.Headers["Stripe-Signature"], secret); // PAY4003
        return Ok(e.Livemode);
    }

    [HttpPost("again")]
    public IActionResult Again([FromBody] object body)
    {
        var json = JsonConvert.SerializeObject(body);
        EventUtility.ValidateSignature(json, Request.Headers["Stripe-Signature"], secret); // PAY4003
        return Ok();
    }

    [HttpPost("trimmed")]
    public async Task<IActionResult> Trimmed()
    {
        var json = (await new StreamReader(Request.Body).ReadToEndAsync()).Trim();
        EventUtility.ValidateSignature(json, Request.Headers["Stripe-Signature"], secret); // PAY4003
        return Ok();
    }

    [HttpPost("element")]
    public IActionResult Element([FromBody] JsonElement body)
    {
        EventUtility.ValidateSignature(body.GetRawText(), Request.Headers["Stripe-Signature"], secret);
        return Ok();
    }
}
