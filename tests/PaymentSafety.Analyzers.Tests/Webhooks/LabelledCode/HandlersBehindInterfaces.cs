using Microsoft.AspNetCore.Mvc;
using Stripe;
using Stripe.Checkout;

namespace Studio;

public interface IBilling
{
    Task<bool> VerifyAsync(string payload, string header);
    Task<string?> ReadAsync(string payload);
}

/// <summary>The controller asks it to verify the payload first.</summary>
public class Billing(string webhookSecret) : IBilling
{
    public Task<bool> VerifyAsync(string payload, string header)
    {
        try
        {
            EventUtility.ConstructEvent(payload, header, webhookSecret, throwOnApiVersionMismatch: false);
            return Task.FromResult(true);
        }
        catch (StripeException)
        {
            return Task.FromResult(false);
        }
    }

    public Task<string?> ReadAsync(string payload)
    {
        Event stripeEvent;
        try
        {
            stripeEvent = EventUtility.ParseEvent(payload, throwOnApiVersionMismatch: false);
        }
        catch (StripeException)
        {
            return Task.FromResult<string?>(null);
        }

        return Task.FromResult((stripeEvent.Data.Object as Session)?.Id);
    }
}

public interface IBookings
{
    Task<bool> HandleWebhookAsync(string payload);
    Task ReplayAsync(IEnumerable<string> stored);
}

public class Bookings : IBookings
{
    public async Task<bool> HandleWebhookAsync(string payload)
    {
        var stripeEvent = await VerifyStripeWebhookAsync(payload);
        if (stripeEvent is null)
        {
            return false;
        }

        await ConfirmAsync(stripeEvent);
        return true;
    }

    private Task<Event?> VerifyStripeWebhookAsync(string payload)
    {
        try
        {
            var stripeEvent = EventUtility.ParseEvent(payload); // PAY4001
            return Task.FromResult<Event?>(stripeEvent);
        }
        catch (Exception)
        {
            return Task.FromResult<Event?>(null);
        }
    }

    public async Task ReplayAsync(IEnumerable<string> stored)
    {
        foreach (var text in stored)
        {
            await ConfirmAsync(EventUtility.ParseEvent(text));
        }
    }

    private static Task ConfirmAsync(Event stripeEvent) => Task.FromResult(stripeEvent.Data.Object);
}

[ApiController]
[Route("hooks")]
public class HooksController(IBilling billing, IBookings bookings) : ControllerBase
{
    [HttpPost("billing")]
    public async Task<IActionResult> BillingHook()
    {
        using var reader = new StreamReader(Request.Body);
        var payload = await reader.ReadToEndAsync();
        if (!await billing.VerifyAsync(payload, Request.Headers["Stripe-Signature"].ToString()))
        {
            return BadRequest();
        }

        return Ok(await billing.ReadAsync(payload));
    }

    [HttpPost("bookings")]
    public async Task<IActionResult> BookingsHook()
    {
        var payload = await ReadBodyAsync();
        return await bookings.HandleWebhookAsync(payload) ? Ok() : BadRequest();
    }

    private async Task<string> ReadBodyAsync()
    {
        using var reader = new StreamReader(HttpContext.Request.Body);
        return await reader.ReadToEndAsync();
    }
}

/// <summary>What a worker reads from its own table was checked where it came in.</summary>
public class Worker
{
    public string Apply(string file) => ((Session)EventUtility.ParseEvent(System.IO.File.ReadAllText(file)).Data.Object).Id;
}
