using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>A payment. Money moved when <see cref="Status"/> is <c>succeeded</c>, and only then.</summary>
public sealed record PaymentIntentData(string Id, long Amount, string Currency, string Status) : IStripeObject
{
    public long Created { get; init; }

    public string? Customer { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public JsonObject ToJson(bool livemode) => new()
    {
        ["id"] = Id,
        ["object"] = "payment_intent",
        ["amount"] = Amount,
        ["amount_received"] = Status == "succeeded" ? Amount : 0,
        ["created"] = Created,
        ["currency"] = Currency,
        ["customer"] = Customer,
        ["livemode"] = livemode,
        ["metadata"] = StripeJson.Map(Metadata),
        ["status"] = Status,
    };
}
