using System.Text.Json;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Runtime.Webhooks;

/// <summary>An event whose signature, mode and version were checked.</summary>
/// <param name="Id"><c>evt_…</c></param>
/// <param name="Type"><c>checkout.session.completed</c></param>
/// <param name="ObjectId">The id of <c>data.object</c>; null for the few objects without one, such as a balance.</param>
/// <param name="Livemode">Whether real money moved.</param>
/// <param name="Created">When it happened, by Stripe's clock.</param>
/// <param name="ApiVersion">The version that <see cref="Json"/> is written in.</param>
/// <param name="Json">The body as Stripe sent it: for <c>EventUtility.ParseEvent(json)</c> of Stripe.net, or to be read as it is.</param>
public sealed record StripeWebhookEvent(string Id, string Type, string? ObjectId, bool Livemode, DateTimeOffset Created, string? ApiVersion, string Json)
{
    /// <summary>The event's <c>data.object</c>.</summary>
    /// <remarks>The caller disposes the document.</remarks>
    /// <exception cref="JsonException">The event did not come from the guard, and is no JSON.</exception>
    public JsonDocument ParseJson() => JsonDocument.Parse(Json);

    /// <summary>The payment that the event tells of, for the same grant that the reconciliation calls.</summary>
    /// <returns>Null for an event about another object.</returns>
    /// <exception cref="FormatException">The payment lacks what Stripe always gives.</exception>
    public StripePayment? ReadPayment() => StripePayment.FromEvent(Json);

    /// <summary>Type and id, without the data.</summary>
    public override string ToString() => $"{Type} {Id}";
}
