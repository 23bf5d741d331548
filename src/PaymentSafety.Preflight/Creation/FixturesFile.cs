using System.Text;
using System.Text.Json;

namespace PaymentSafety.Preflight.Creation;

/// <summary>The same products and prices as a file for <c>stripe fixtures</c> of the official Stripe CLI.</summary>
internal static class FixturesFile
{
    public static string Text(CreationPlan plan)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartObject("_meta");
            json.WriteNumber("template_version", 0);
            json.WriteEndObject();
            json.WriteStartArray("fixtures");
            var number = 0;
            foreach (var product in plan.Products)
                Write(json, $"product_{++number}", ProductToCreate.Path, product.Fields());
            number = 0;
            foreach (var price in plan.Prices)
                Write(json, $"price_{++number}", PriceToCreate.Path, price.Fields());
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, string name, string path, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("path", path);
        json.WriteString("method", "post");
        json.WritePropertyName("params");
        WriteGroup(json, [.. fields.Select(field => (Names: field.Key.Split('[', StringSplitOptions.None).Select(part => part.TrimEnd(']')).ToArray(), field.Value))], depth: 0);
        json.WriteEndObject();
    }

    /// <summary>metadata[credits]=360 of a form is { "metadata": { "credits": "360" } } here. Values stay texts: the CLI sends a form as well.</summary>
    private static void WriteGroup(Utf8JsonWriter json, IReadOnlyList<(string[] Names, string Value)> fields, int depth)
    {
        json.WriteStartObject();
        foreach (var group in fields.GroupBy(field => field.Names[depth]))
        {
            json.WritePropertyName(group.Key);
            if (group.First().Names.Length == depth + 1)
                json.WriteStringValue(group.First().Value);
            else
                WriteGroup(json, [.. group], depth + 1);
        }

        json.WriteEndObject();
    }
}
