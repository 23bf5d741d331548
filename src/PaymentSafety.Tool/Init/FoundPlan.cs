using System.Text;
using System.Text.Json;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Tool.Init;

/// <summary>A plan as it was found.</summary>
/// <param name="Name">The name for it; each once.</param>
/// <param name="Test">Its test price; null when none was found.</param>
/// <param name="Live">Its live price; null when none was found.</param>
/// <param name="Terms">What the price is, where Stripe said it.</param>
internal sealed record FoundPlan(string Name, string? Test, string? Live, StripePrice? Terms)
{
    /// <summary>With the id in the slot of a mode.</summary>
    public static FoundPlan Of(string name, StripeMode mode, string id, StripePrice? terms) =>
        mode == StripeMode.Live ? new FoundPlan(name, null, id, terms) : new FoundPlan(name, id, null, terms);
}

/// <summary>The text of a map.</summary>
internal static class MapText
{
    private static readonly JsonEncodedText Schema = JsonEncodedText.Encode("$schema");

    public static string Of(IEnumerable<FoundPlan> plans)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString(Schema, "./stripe-prices.schema.json");
            foreach (var plan in plans)
                Write(json, plan);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, FoundPlan plan)
    {
        json.WriteStartObject(plan.Name);
        json.WriteString("test", plan.Test);
        json.WriteString("live", plan.Live);
        if (plan.Terms is { } terms)
        {
            json.WriteString("currency", terms.Currency);
            if (terms.UnitAmount is { } amount)
                json.WriteNumber("unit_amount", amount);
            json.WriteString("interval", terms.Recurring?.Interval ?? "one_time");
            if (terms.Recurring is { IntervalCount: > 1 and <= 1095 } recurring)
                json.WriteNumber("interval_count", recurring.IntervalCount);
            if (terms.Recurring is { UsageType: "metered" })
                json.WriteString("usage_type", "metered");
            if (terms.LookupKey is { Length: > 0 } key)
                json.WriteString("lookup_key", key);
            if (terms.Metadata.TryGetValue("credits", out var text) && long.TryParse(text, out var credits) && credits >= 0)
                json.WriteNumber("credits", credits);
        }

        json.WriteEndObject();
    }
}

/// <summary>Names of plans: small letters with hyphens, each once.</summary>
internal sealed class PlanNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public string For(string said)
    {
        var name = new StringBuilder();
        for (var i = 0; i < said.Length; i++)
        {
            // LiteMonthly becomes lite-monthly, "Lite, monthly" too.
            var starts = char.IsUpper(said[i]) && i > 0 && !char.IsUpper(said[i - 1]);
            if ((starts || !char.IsLetterOrDigit(said[i])) && name.Length > 0 && name[^1] != '-')
                name.Append('-');
            if (char.IsLetterOrDigit(said[i]))
                name.Append(char.ToLowerInvariant(said[i]));
        }

        var plain = name.ToString().Trim('-') is { Length: > 0 } text ? text : "plan";
        var unique = plain;
        for (var number = 2; !_taken.Add(unique); number++)
            unique = $"{plain}-{number}";
        return unique;
    }
}
