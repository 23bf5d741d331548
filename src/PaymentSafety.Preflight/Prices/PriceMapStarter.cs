using System.Text;

namespace PaymentSafety.Preflight.Prices;

/// <summary>The first price map of a project.</summary>
internal static class PriceMapStarter
{
    private const string SchemaName = "stripe-prices.schema.json";

    private const string Content = """
        {
          // Which Stripe price stands for which plan, in test and in live mode. "null" means: not created yet.
          // Copy the ids that start with price_ from the prices' own pages in the Stripe Dashboard.
          "$schema": "./stripe-prices.schema.json",
          "$defaults": { "currency": "usd", "interval": "month" },

          "basic-monthly": { "test": null, "live": null, "unit_amount": 900 }
        }

        """;

    /// <summary>Writes the map, and the schema beside it so that editors complete it.</summary>
    /// <returns>False when something of that name exists; nothing is changed then.</returns>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static bool TryWrite(string path) => TryWrite(path, Content);

    /// <param name="path">The map.</param>
    /// <param name="content">What to write instead of the example.</param>
    /// <inheritdoc cref="TryWrite(string)"/>
    public static bool TryWrite(string path, string content)
    {
        if (Path.Exists(path))
            return false;
        var directory = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(directory);
        using (var schema = typeof(PriceMapStarter).Assembly.GetManifestResourceStream(SchemaName)!)
        using (var copy = File.Create(Path.Combine(directory, SchemaName)))
            schema.CopyTo(copy);
        File.WriteAllText(path, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return true;
    }
}
