using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>A customer.</summary>
public sealed record CustomerData(string Id) : IStripeObject
{
    public long Created { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public JsonObject ToJson(bool livemode) => new()
    {
        ["id"] = Id,
        ["object"] = "customer",
        ["created"] = Created,
        ["email"] = null,
        ["livemode"] = livemode,
        ["metadata"] = StripeJson.Map(Metadata),
        ["name"] = null,
    };
}
