using System.Text.Json;

namespace PaymentSafety.Runtime.Webhooks;

/// <summary>What an event says of a payment, for the metrics: an issuer's decline is the payer's affair, and no failure of the shop's.</summary>
internal static class PaymentOutcome
{
    /// <returns><c>succeeded</c>, <c>declined</c> or <c>failed</c>; null for an event that ends no payment.</returns>
    public static string? Of(StripeWebhookEvent webhookEvent) => webhookEvent.Type switch
    {
        "payment_intent.succeeded" => "succeeded",
        "payment_intent.payment_failed" => IsDecline(webhookEvent) ? "declined" : "failed",
        _ => null,
    };

    private static bool IsDecline(StripeWebhookEvent webhookEvent)
    {
        using var json = webhookEvent.ParseJson();
        return Property(Property(Property(json.RootElement, "data"), "object"), "last_payment_error") is { } error && Property(error, "type") is { ValueKind: JsonValueKind.String } type && type.ValueEquals("card_error");
    }

    private static JsonElement? Property(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) ? value : null;
}
