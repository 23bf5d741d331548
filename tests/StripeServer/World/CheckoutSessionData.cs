using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>A Checkout session of mode <c>payment</c>: one price, paid once, on a page of Stripe's.</summary>
public sealed record CheckoutSessionData(string Id, PriceData Price, string ProductName, int Quantity, string SuccessUrl) : IStripeObject
{
    public long Created { get; init; }

    public string? CancelUrl { get; init; }

    public string? Customer { get; init; }

    public string? ClientReferenceId { get; init; }

    /// <summary>Of the payment that is made of the session.</summary>
    public IReadOnlyDictionary<string, string> PaymentMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Made when somebody tries to pay.</summary>
    public string? PaymentIntentId { get; init; }

    public bool Complete { get; init; }

    public long AmountTotal => Price.UnitAmount!.Value * Quantity;

    /// <param name="livemode">The mode.</param>
    /// <param name="url">The page on which it is paid; null once it is.</param>
    public JsonObject ToJson(bool livemode, string? url) => new()
    {
        ["id"] = Id,
        ["object"] = "checkout.session",
        ["amount_subtotal"] = AmountTotal,
        ["amount_total"] = AmountTotal,
        ["cancel_url"] = CancelUrl,
        ["client_reference_id"] = ClientReferenceId,
        ["created"] = Created,
        ["currency"] = Price.Currency,
        ["customer"] = Customer,
        ["livemode"] = livemode,
        ["metadata"] = new JsonObject(),
        ["mode"] = "payment",
        ["payment_intent"] = PaymentIntentId,
        ["payment_status"] = Complete ? "paid" : "unpaid",
        ["status"] = Complete ? "complete" : "open",
        ["success_url"] = SuccessUrl,
        ["url"] = url,
    };
}
