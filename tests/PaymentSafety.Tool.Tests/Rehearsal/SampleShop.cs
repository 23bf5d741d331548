using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Stripe;

namespace PaymentSafety.Tool.Tests.Rehearsal.Sample;

/// <summary>An app in the shapes that apps have. It is read as a compiled file and never run.</summary>
internal static class SampleShop
{
    public static void Map(IEndpointRouteBuilder app, string secret)
    {
        app.MapPost("/orders/{plan}", (string plan) => plan);
        app.MapGet("/thanks", () => "thanks");
        app.MapPost("hooks", () => Results.Ok());
        var api = app.MapGroup("/api").RequireAuthorization();
        api.MapGroup("v1").MapPost("/payments/stripe-events", (HttpRequest request) => ReceiveAsync(request, secret));
        app.MapGroup("/events").MapPost("stripe", HandleAsync);
    }

    /// <summary>The one handler that checks a signature, in an async method as handlers are.</summary>
    public static async Task<IResult> HandleAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        var signed = EventUtility.ConstructEvent(await reader.ReadToEndAsync(cancellationToken), request.Headers["Stripe-Signature"].ToString(), Setting("Stripe:EndpointSecret"));
        return signed.Type is EventTypes.CheckoutSessionCompleted or EventTypes.InvoicePaid or "balance_settings.updated" ? Results.Ok() : Results.NoContent();
    }

    private static Task<IResult> ReceiveAsync(HttpRequest request, string secret) => Task.FromResult(Results.Ok(request.Path + secret));

    private static string Setting(string name) => name;
}

[Route("[controller]/api")]
public sealed class BillingController : ControllerBase
{
    [HttpPost("stripe/[action]")]
    public IActionResult Receive() => Ok();

    [HttpPost]
    [Route("second")]
    public IActionResult Other() => Ok();

    [HttpPost("~/from-the-root")]
    public IActionResult Root() => Ok();

    [HttpGet("ignored")]
    public IActionResult Get() => Ok();
}
