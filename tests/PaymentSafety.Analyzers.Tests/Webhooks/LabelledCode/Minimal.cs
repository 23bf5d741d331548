// output: console
using System.Text.Json;
using Stripe;

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
var secret = builder.Configuration["Stripe:WebhookSecret"];

app.MapPost("/bound", (Event stripeEvent) => Results.Ok(stripeEvent.Data.Object)); // PAY4001

app.MapPost("/read", async (HttpRequest request) =>
{
    var stripeEvent = await request.ReadFromJsonAsync<Event>(); // PAY4001
    return Results.Ok(stripeEvent!.Data.Object);
});

app.MapPost("/copied", async (HttpContext context) =>
{
    using var buffer = new MemoryStream();
    await context.Request.Body.CopyToAsync(buffer);
    var text = System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    var stripeEvent = JsonSerializer.Deserialize<Event>(text); // PAY4001
    return Results.Ok(stripeEvent!.Data.Object);
});

app.MapPost("/unset", async (HttpContext context, ILogger<Program> logger) =>
{
    using StreamReader reader = new(context.Request.Body);
    var json = await reader.ReadToEndAsync();
    var signature = context.Request.Headers["Stripe-Signature"].ToString();
    Event? stripeEvent = null;
    if (string.IsNullOrEmpty(secret))
    {
        logger.LogWarning("no secret, not verified");
        stripeEvent = EventUtility.ParseEvent(json, throwOnApiVersionMismatch: false); // PAY4001
    }
    else
    {
        try
        {
            stripeEvent = EventUtility.ConstructEvent(json, signature, secret, throwOnApiVersionMismatch: false);
        }
        catch (StripeException)
        {
            return Results.BadRequest();
        }
    }

    return Results.Ok(stripeEvent.Data.Object);
});

app.MapPost("/checked", async (HttpContext context) =>
{
    using StreamReader reader = new(context.Request.Body);
    var json = await reader.ReadToEndAsync();
    EventUtility.ValidateSignature(json, context.Request.Headers["Stripe-Signature"], secret);
    return Results.Ok(EventUtility.ParseEvent(json).Data.Object);
});

app.Run();
