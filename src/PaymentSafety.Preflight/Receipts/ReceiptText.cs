using System.Text;
using System.Text.Json;

namespace PaymentSafety.Preflight.Receipts;

/// <summary>Receipts as JSON. By hand: a serializer takes longer to set itself up than the rest of a run's reports to write.</summary>
internal static class ReceiptText
{
    public static string Of(ReceiptContent content)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            Write(json, "test", content.Test);
            Write(json, "live", content.Live);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <exception cref="JsonException">The text is no JSON, or not that of receipts.</exception>
    public static ReceiptContent Read(Stream stream)
    {
        using var json = JsonDocument.Parse(stream);
        try
        {
            return new ReceiptContent { Test = EntryOf(json.RootElement, "test"), Live = EntryOf(json.RootElement, "live") };
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new JsonException("These are no receipts.", exception);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, ReceiptEntry? entry)
    {
        if (entry is null)
            return;
        json.WriteStartObject(name);
        json.WriteString("mapHash", entry.MapHash);
        json.WriteString("utc", entry.Utc);
        json.WriteBoolean("passed", entry.Passed);
        json.WriteBoolean("offline", entry.Offline);
        foreach (var (key, value) in new[] { ("standIn", entry.StandIn), ("account", entry.Account), ("stripeNet", entry.StripeNet), ("apiVersion", entry.ApiVersion) })
        {
            if (value is not null)
                json.WriteString(key, value);
        }

        json.WriteString("tool", entry.Tool);
        json.WriteStartObject("checks");
        foreach (var (id, status) in entry.Checks)
            json.WriteString(id, status);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static ReceiptEntry? EntryOf(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var entry))
            return null;
        return new ReceiptEntry
        {
            MapHash = Required(entry, "mapHash"),
            Utc = entry.GetProperty("utc").GetDateTimeOffset(),
            Passed = entry.GetProperty("passed").GetBoolean(),
            Offline = entry.GetProperty("offline").GetBoolean(),
            StandIn = Text(entry, "standIn"),
            Account = Text(entry, "account"),
            StripeNet = Text(entry, "stripeNet"),
            ApiVersion = Text(entry, "apiVersion"),
            Tool = Required(entry, "tool"),
            Checks = entry.GetProperty("checks").EnumerateObject().ToDictionary(check => check.Name, check => check.Value.GetString() ?? "", StringComparer.Ordinal),
        };
    }

    private static string Required(JsonElement entry, string name) => Text(entry, name) ?? throw new KeyNotFoundException(name);

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString() : null;
}
