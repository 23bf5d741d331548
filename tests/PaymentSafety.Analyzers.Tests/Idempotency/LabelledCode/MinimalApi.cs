// output: console
using Stripe;
using Stripe.Checkout;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<IStripeClient>(_ => new StripeClient(builder.Configuration["Stripe:SecretKey"]));
builder.Services.AddScoped(services => new SessionService(services.GetRequiredService<IStripeClient>()));
var app = builder.Build();

app.MapPost("/create-checkout-session", async (SessionService sessions, HttpRequest request) =>
{
    var session = await sessions.CreateAsync(new SessionCreateOptions { Mode = "payment", UiMode = "embedded" }); // PAY1001
    return Results.Json(new { clientSecret = session.ClientSecret });
});

app.MapPost("/create-payment-intent", (IStripeClient client, CreateIntent body) =>
    new PaymentIntentService(client).Create(new PaymentIntentCreateOptions { Amount = body.Amount, Currency = "eur" })); // PAY1001

app.MapPost("/pay", async (IStripeClient client, CreateIntent body, HttpContext http) =>
{
    if (!http.Request.Headers.TryGetValue("Idempotency-Key", out var key) || string.IsNullOrWhiteSpace(key))
    {
        return Results.BadRequest("Send an Idempotency-Key header.");
    }

    var intent = await new PaymentIntentService(client).CreateAsync(
        new PaymentIntentCreateOptions { Amount = body.Amount, Currency = "eur" },
        new RequestOptions { IdempotencyKey = key.ToString() });
    return Results.Ok(intent.Id);
});

app.MapPost("/pay-with-default", async (IStripeClient client, CreateIntent body, HttpContext http) =>
{
    var key = http.Request.Headers["X-Request-Id"].FirstOrDefault() ?? Guid.NewGuid().ToString();
    var intent = await new PaymentIntentService(client).CreateAsync(
        new PaymentIntentCreateOptions { Amount = body.Amount, Currency = "eur" }, new() { IdempotencyKey = key }, http.RequestAborted);
    return Results.Ok(intent.Id);
});

app.MapGet("/session-status", async (string session_id, SessionService sessions) =>
{
    var session = await sessions.GetAsync(session_id);
    return Results.Ok(new { session.Status });
});

app.MapPost("/customers", Customers.CreateAsync);
app.MapDelete("/customers/{id}", (string id, IStripeClient client) => new CustomerService(client).DeleteAsync(id));

var seeded = await new ProductService(app.Services.GetRequiredService<IStripeClient>())
    .CreateAsync(new ProductCreateOptions { Name = "Membership" }); // PAY1001
Console.WriteLine(seeded.Id);

async Task<Price> AddPriceAsync(string product, long amount)
{
    var prices = new PriceService();
    return await prices.CreateAsync(new PriceCreateOptions { Product = product, UnitAmount = amount, Currency = "eur" }); // PAY1001
}

await AddPriceAsync(seeded.Id, 900);
app.Run();

internal sealed record CreateIntent(string OrderId, long Amount);

internal static class Customers
{
    public static async Task<IResult> CreateAsync(IStripeClient client, string email, CancellationToken ct) =>
        Results.Ok((await new CustomerService(client).CreateAsync(new() { Email = email }, cancellationToken: ct)).Id); // PAY1001
}
