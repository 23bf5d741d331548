using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PaymentSafety.Runtime.Webhooks;

namespace PaymentSafety.Runtime.Tests.Webhooks;

/// <summary>Events as Stripe sends them, signed.</summary>
internal static class TestEvents
{
    public static readonly string Secret = TestKeys.Webhook('a');

    public static byte[] Body(string id = "evt_1", string type = "checkout.session.completed", string? objectId = "cs_1", bool livemode = false, string? version = "2026-07-29.dahlia") =>
        Encoding.UTF8.GetBytes(new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = version,
            ["created"] = 1767225600,
            ["data"] = new JsonObject { ["object"] = objectId is null ? new JsonObject() : new JsonObject { ["id"] = objectId, ["name"] = "Zoë 🎉" } },
            ["livemode"] = livemode,
            ["type"] = type,
        }.ToJsonString());

    public static string Sign(byte[] body, DateTimeOffset at, params string[] secrets)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time}," + string.Join(',', secrets.Select(secret => "v1=" + Convert.ToHexString(WebhookSignature.Of(secret, time, body)).ToLowerInvariant())) + ",v0=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39";
    }

    public static StripeWebhookEvent Event(string id, string type = "checkout.session.completed", string? objectId = null) =>
        new(id, type, objectId ?? "cs_of_" + id, false, DateTimeOffset.FromUnixTimeSeconds(1767225600), null, """{"object":"event"}""");
}
