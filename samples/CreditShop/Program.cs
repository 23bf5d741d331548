using CreditShop.Accounts;
using CreditShop.Payments;
using CreditShop.Stage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Npgsql;
using PaymentSafety.Runtime.Resilience;

var builder = WebApplication.CreateBuilder(args);
var packs = Packs.Read(builder.Environment);

// The demo's Stripe, where no key of an account is set. Everything below is what a shop has.
await using var stage = await Stage.SetUpAsync(builder, packs);
if (stage is not null) builder.Services.AddSingleton(stage);
builder.Services.AddSingleton<Measurements>();

builder.Services.AddSingleton(packs);
builder.Services.AddScoped<Checkout>();
builder.Services.AddScoped<CreditGrant>();
builder.Services.AddHttpClient<StripeCheckout>().AddHttpMessageHandler<StripeResilienceHandler>();
var payments = builder.Services
    .AddPaymentSafety(options =>
    {
        foreach (var pack in packs.All) options.Health.PriceIds.Add(pack.Price);
    })
    .AddWebhookHandler<PaidPayments>()
    .AddReconciliation<CreditGrant>()
    .AddPaymentSelfCheck<ShopCustomers>()
    .AddHealth()
    .AddMonitoring();

if (builder.Configuration.GetConnectionString("Shop") is { Length: > 0 } connection)
{
    var database = NpgsqlDataSource.Create(connection);
    await PostgreSqlShopAccounts.CreateTablesAsync(database);
    builder.Services.AddSingleton(_ => database);
    builder.Services.AddSingleton<IShopAccounts, PostgreSqlShopAccounts>();
    payments.UsePostgreSql();
}
else
{
    builder.Services.AddSingleton<IShopAccounts, InMemoryShopAccounts>();
}

builder.Services.AddRazorPages();
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie => cookie.LoginPath = "/");

var app = builder.Build();
app.Services.GetRequiredService<Measurements>();
// A form is answered with a redirect to the page on which is paid, and browsers count that as where the form goes.
var forms = stage is null ? "https://checkout.stripe.com" : stage.Address.GetLeftPart(UriPartial.Authority);
app.Use((context, next) =>
{
    context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'self'; img-src data:; form-action 'self' {forms}; base-uri 'none'; frame-ancestors 'none'";
    return next(context);
});
app.UseStaticFiles();
app.UseAuthentication();
app.MapRazorPages();
app.MapStripeWebhook("/webhooks/stripe");
app.MapPaymentHealth("/health/payments");
if (stage is not null) app.Lifetime.ApplicationStarted.Register(() => stage.SendWebhooksTo(app.Urls.First()));
await app.RunAsync();
