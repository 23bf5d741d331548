using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

internal static class StripeJson
{
    public static JsonObject Map(IReadOnlyDictionary<string, string> map) => new(map.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));

    public static JsonArray Strings(IEnumerable<string> strings) => new([.. strings.Select(text => (JsonNode?)text)]);
}
