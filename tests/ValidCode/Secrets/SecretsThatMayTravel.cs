using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Stripe;

namespace ValidCode.Secrets;

/// <summary>A client secret, a publishable key and an ephemeral key are made for the browser or the phone; our own links have a key of their own.</summary>
internal static class SecretsThatMayTravel
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/config", (IConfiguration configuration) => Results.Ok(new { publishableKey = configuration["Stripe:PublishableKey"] }));

        routes.MapPost("/orders/{id:guid}/payment", async (Guid id, IOrderStore orders, PaymentIntentService intents, CancellationToken cancellationToken) =>
        {
            var order = await orders.GetAsync(id, cancellationToken);
            var intent = await intents.CreateAsync(
                new() { Amount = order.Amount, Currency = order.Currency, Customer = order.CustomerId, AutomaticPaymentMethods = new() { Enabled = true } },
                new() { IdempotencyKey = $"order:{order.Id}" },
                cancellationToken);
            return Results.Ok(new { clientSecret = intent.ClientSecret });
        });

        routes.MapPost("/phone/{visit:guid}/customer", async (Guid visit, string apiVersion, IOrderStore orders, EphemeralKeyService keys) =>
        {
            var order = await orders.GetAsync(visit);
            var key = await keys.CreateAsync(
                new EphemeralKeyCreateOptions { Customer = order.CustomerId, StripeVersion = apiVersion },
                new RequestOptions { IdempotencyKey = $"ephemeral:{visit}" });
            return Results.Content(key.RawJson, "application/json");
        });
    }

    /// <summary>The receipt link is signed with a key that signs receipt links, and opens nothing at Stripe.</summary>
    public static string ReceiptLink(IConfiguration configuration, Guid orderId)
    {
        var key = Convert.FromBase64String(configuration["ReceiptLinks:SigningKey"] ?? "");
        return $"/receipts/{orderId}?s={Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(orderId.ToString())))}";
    }
}
