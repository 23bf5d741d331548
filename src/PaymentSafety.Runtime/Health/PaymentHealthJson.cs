using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PaymentSafety.Runtime.Health;

/// <summary>The answer as JSON: <c>{"status":"healthy","checks":{"stripe_api":{"status":"healthy","description":"…","checked":"…"}}}</c>.</summary>
internal static class PaymentHealthJson
{
    public static byte[] Write(PaymentHealthReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("status", Word(report.Status));
            json.WriteStartObject("checks");
            foreach (var entry in report.Checks)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("status", Word(entry.Status));
                json.WriteString("description", entry.Description);
                json.WriteString("checked", entry.Checked);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
