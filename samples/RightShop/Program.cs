using Shop;
using Stripe;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(StripeSettings.From(builder.Configuration));
builder.Services.AddSingleton<IStripeClient>(services => new StripeClient(services.GetRequiredService<StripeSettings>().SecretKey));
builder.Services.AddSingleton(PlanPrices.Read(builder.Environment));
builder.Services.AddSingleton<Orders>();

var app = builder.Build();
app.MapPost("/orders/{plan}", (string plan, Orders orders) => orders.Add(plan));
app.MapPost("/orders/{id}/checkout", Checkout.StartAsync);
app.MapPost("/orders/{id}/refund", Refunds.RefundAsync);
app.MapPost("/webhooks/stripe", Webhooks.ReceiveAsync);
app.Run();
