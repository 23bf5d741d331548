using Microsoft.AspNetCore.Mvc;
using Newtonsoft.Json;
using Stripe;
using Stripe.Checkout;

namespace Bakery.Api;

public interface IOrders
{
    Task PaidAsync(string sessionId);
    Task HandleAsync(Event stripeEvent);
}

[ApiController]
[Route("api/payments")]
public class PaymentsController(IConfiguration configuration, IOrders orders, IWebHostEnvironment environment, ILogger<PaymentsController> logger) : ControllerBase
{
    [HttpPost("none")]
    public async Task<IActionResult> None()
    {
        var json = await new StreamReader(HttpContext.Request.Body).ReadToEndAsync();
        var stripeEvent = EventUtility.ParseEvent(json); // PAY4001
        await orders.HandleAsync(stripeEvent);
        return Ok();
    }

    [HttpPost("secret-not-set")]
    public async Task<IActionResult> SecretNotSet()
    {
        var json = await new StreamReader(HttpContext.Request.Body).ReadToEndAsync();
        var secret = configuration["Stripe:WebhookSecret"];
        Event stripeEvent;
        if (string.IsNullOrEmpty(secret))
        {
            stripeEvent = EventUtility.ParseEvent(json, throwOnApiVersionMismatch: false); // PAY4001
        }
        else
        {
            stripeEvent = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], secret);
        }

        if (stripeEvent.Type == "checkout.session.completed" && stripeEvent.Data.Object is Session session) // PAY4007
        {
            await orders.PaidAsync(session.Id);
        }

        return Ok();
    }

    [HttpPost("fallback")]
    public async Task<IActionResult> Fallback()
    {
        using var reader = new StreamReader(Request.Body);
        var json = await reader.ReadToEndAsync();
        var signature = Request.Headers["Stripe-Signature"].FirstOrDefault();
        var secret = configuration["Stripe:WebhookSecret"];
        var stripeEvent = !string.IsNullOrEmpty(secret) && signature is not null
            ? EventUtility.ConstructEvent(json, signature, secret)
            : JsonConvert.DeserializeObject<Event>(json)!; // PAY4001
        await orders.HandleAsync(stripeEvent);
        return Ok();
    }

    [HttpPost("after-failure")]
    public async Task<IActionResult> AfterFailure()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        Event stripeEvent;
        try
        {
            stripeEvent = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], configuration["Stripe:WebhookSecret"]);
        }
        catch (StripeException e)
        {
            logger.LogWarning(e, "old event format");
            stripeEvent = EventUtility.ParseEvent(json, false); // PAY4001
        }

        await orders.HandleAsync(stripeEvent);
        return Ok();
    }

    [HttpPost("only-when-set")]
    public async Task<IActionResult> OnlyWhenSet()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        var webhookSecret = configuration["Stripe:WebhookSecret"];
        if (!string.IsNullOrWhiteSpace(webhookSecret))
        {
            EventUtility.ValidateSignature(json, Request.Headers["Stripe-Signature"], webhookSecret);
        }

        var stripeEvent = EventUtility.ParseEvent(json); // PAY4001
        await orders.HandleAsync(stripeEvent);
        return Ok();
    }

    [HttpPost("developers")]
    public async Task<IActionResult> OnTheDevelopersMachine()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        var stripeEvent = environment.IsDevelopment()
            ? EventUtility.ParseEvent(json)
            : EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], configuration["Stripe:WebhookSecret"]);
        await orders.HandleAsync(stripeEvent);
        return Ok();
    }

    /// <summary>The habit of many tutorials: parsed in vain, then checked.</summary>
    [HttpPost("twice")]
    public async Task<IActionResult> Twice()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        try
        {
            var stripeEvent = EventUtility.ParseEvent(json);
            var signatureHeader = Request.Headers["Stripe-Signature"];
            stripeEvent = EventUtility.ConstructEvent(json, signatureHeader, configuration["Stripe:WebhookSecret"]);
            await orders.HandleAsync(stripeEvent);
            return Ok();
        }
        catch (StripeException)
        {
            return BadRequest();
        }
    }

    [HttpPost("tenants")]
    public async Task<IActionResult> SecretOfTheAccount()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        var account = EventUtility.ParseEvent(json).Account;
        var checkedEvent = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], configuration["Stripe:Secrets:" + account]);
        await orders.HandleAsync(checkedEvent);
        return Ok();
    }

    [HttpPost("validated")]
    public async Task<IActionResult> Validated()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        if (!IsValidSignature(json, Request.Headers["Stripe-Signature"]!))
        {
            return Unauthorized();
        }

        await orders.HandleAsync(EventUtility.ParseEvent(json));
        return Ok();
    }

    [HttpPost("again")]
    public async Task<IActionResult> AskedAgain()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        var claimed = EventUtility.ParseEvent(json);
        var stripeEvent = await new EventService().GetAsync(claimed.Id);
        await orders.HandleAsync(stripeEvent);
        return Ok();
    }

    [HttpPost("log")]
    public async Task<IActionResult> LoggedOnly()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        var stripeEvent = EventUtility.ParseEvent(json);
        logger.LogInformation("event {Id} of type {Type}", stripeEvent.Id, stripeEvent.Type);
        return Ok();
    }

    [HttpPost("bound")]
    public async Task<IActionResult> Bound([FromBody] Event stripeEvent) // PAY4001
    {
        await orders.HandleAsync(stripeEvent);
        return Ok();
    }

    private bool IsValidSignature(string payload, string header)
    {
        try
        {
            EventUtility.ValidateSignature(payload, header, configuration["Stripe:WebhookSecret"]);
            return true;
        }
        catch (StripeException)
        {
            return false;
        }
    }
}
