using Microsoft.AspNetCore.Mvc;
using Stripe;

namespace Messages;

// The body goes to a handler in a message.
public record HandlePaymentCommand(string Payload);

public record HandleVerifiedCommand(string Payload);

public class StoredMessage
{
    public string Raw { get; set; } = "";
}

public interface IDispatcher
{
    Task SendAsync(object message);
}

public class InboxController(IDispatcher dispatcher) : ControllerBase
{
    [HttpPost("open")]
    public async Task<IActionResult> Open()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        await dispatcher.SendAsync(new HandlePaymentCommand(json));
        return Ok();
    }

    [HttpPost("verified")]
    public async Task<IActionResult> Verified()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        EventUtility.ValidateSignature(json, Request.Headers["Stripe-Signature"], "secret");
        await dispatcher.SendAsync(new HandleVerifiedCommand(json));
        return Ok();
    }

    [HttpPost("stored")]
    public async Task<IActionResult> Stored()
    {
        var json = await new StreamReader(Request.Body).ReadToEndAsync();
        await dispatcher.SendAsync(new StoredMessage { Raw = json });
        return Ok();
    }
}

public class OpenHandler(Func<Event, Task> handle)
{
    public Task Handle(HandlePaymentCommand command) => handle(EventUtility.ParseEvent(command.Payload)); // PAY4001
}

public class VerifiedHandler(Func<Event, Task> handle)
{
    public Task Handle(HandleVerifiedCommand command) => handle(EventUtility.ParseEvent(command.Payload));
}

/// <summary>Asks Stripe again, through a helper that gives back what Stripe answers.</summary>
public class StoredHandler(Events events, Func<Event, Task> handle)
{
    public async Task Handle(StoredMessage message)
    {
        var untrusted = EventUtility.ParseEvent(message.Raw);
        await handle(await events.AgainAsync(untrusted));
    }
}

public class Events
{
    private readonly EventService _events = new();

    public async Task<Event> AgainAsync(Event untrusted) => await _events.GetAsync(untrusted.Id);
}

/// <summary>Reads an event into an object of its own, and does no more.</summary>
public class EventReader(string secret)
{
    public Completed? Read(string json, string header)
    {
        var stripeEvent = EventUtility.ConstructEvent(json, header, secret);
        return stripeEvent.Type switch
        {
            "checkout.session.completed" => Of((Stripe.Checkout.Session)stripeEvent.Data.Object),
            _ => null,
        };
    }

    private static Completed Of(Stripe.Checkout.Session session) => new(session.Id, session.CustomerId);

    public record Completed(string Session, string Customer);
}
