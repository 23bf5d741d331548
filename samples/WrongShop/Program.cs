using Shop;
using Stripe;

StripeConfiguration.ApiKey = StripeKeys.Live;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<Orders>();

var app = builder.Build();
app.MapPost("/orders/{plan}", (string plan, Orders orders) => orders.Add(plan));
app.MapPost("/orders/{id}/checkout", Checkout.StartAsync);
app.MapPost("/orders/{id}/phone", PhoneOrders.PayAsync);
app.MapPost("/orders/{id}/refund", Refunds.RefundAsync);
app.Run();
