using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>A payment. Money moved when <see cref="Status"/> is <c>succeeded</c>, and only then.</summary>
public sealed record PaymentIntentData(string Id, long Amount, string Currency, string Status) : IStripeObject
{
    public long Created { get; init; }

    public string? Customer { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public long AmountRefunded { get; init; }

    public bool Disputed { get; init; }

    /// <summary>Why the issuer declined the last try; null where none was declined.</summary>
    public string? DeclineCode { get; init; }

    public JsonObject ToJson(bool livemode, bool expandCharge = false) => new()
    {
        ["id"] = Id,
        ["object"] = "payment_intent",
        ["amount"] = Amount,
        ["amount_received"] = Status == "succeeded" ? Amount : 0,
        ["created"] = Created,
        ["currency"] = Currency,
        ["customer"] = Customer,
        ["last_payment_error"] = DeclineCode is null ? null : new JsonObject { ["code"] = "card_declined", ["decline_code"] = DeclineCode, ["message"] = "Your card was declined.", ["type"] = "card_error" },
        ["latest_charge"] = Status != "succeeded" ? null : expandCharge ? Charge(livemode) : ChargeId,
        ["livemode"] = livemode,
        ["metadata"] = StripeJson.Map(Metadata),
        ["status"] = Status,
    };

    private string ChargeId => "ch_" + Id["pi_".Length..];

    private JsonObject Charge(bool livemode) => new()
    {
        ["id"] = ChargeId,
        ["object"] = "charge",
        ["amount"] = Amount,
        ["amount_refunded"] = AmountRefunded,
        ["disputed"] = Disputed,
        ["livemode"] = livemode,
        ["payment_intent"] = Id,
        ["refunded"] = AmountRefunded == Amount,
        ["status"] = "succeeded",
    };
}
