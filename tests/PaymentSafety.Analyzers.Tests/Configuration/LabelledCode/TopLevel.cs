// output: console
using Stripe;

StripeConfiguration.ApiKey = Environment.GetEnvironmentVariable("STRIPE_SECRET_KEY");
var builder = WebApplication.CreateBuilder(args);
builder.Services.Configure<Settings>(settings => StripeConfiguration.ApiKey = settings.Key);
var app = builder.Build();
SetKey();
app.MapPost("/pay", (IConfiguration configuration) =>
{
    StripeConfiguration.ApiKey = configuration["Stripe:SecretKey"]; // PAY5012
    return Results.Ok();
});
app.Use(async (context, next) =>
{
    StripeConfiguration.ApiKey = context.Request.Headers["X-Key"]; // PAY5012
    await next(context);
});
app.Run();

void SetKey() => StripeConfiguration.ApiKey = app.Configuration["Stripe:SecretKey"];

class Settings { public string Key { get; set; } = ""; }
