using System.Text.Json;

namespace CreditShop.Payments;

/// <summary>What is for sale, from stripe-prices.json, which is checked before a publish; a pack without a price in the app's mode is not for sale.</summary>
internal sealed class Packs(IReadOnlyList<Pack> all)
{
    public IReadOnlyList<Pack> All => all;

    public Pack? Find(string? name) => all.FirstOrDefault(pack => pack.Name == name);

    public static Packs Read(IHostEnvironment environment)
    {
        var mode = environment.IsProduction() ? "live" : "test";
        using var file = File.OpenRead(Path.Combine(environment.ContentRootPath, "stripe-prices.json"));
        using var map = JsonDocument.Parse(file, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        var currency = map.RootElement.GetProperty("$defaults").GetProperty("currency").GetString()!;
        return new Packs([.. from entry in map.RootElement.EnumerateObject()
                             where !entry.Name.StartsWith('$') && entry.Value.GetProperty(mode).ValueKind == JsonValueKind.String
                             select new Pack(
                                 entry.Name,
                                 entry.Value.GetProperty(mode).GetString()!,
                                 entry.Value.GetProperty("unit_amount").GetInt64(),
                                 currency,
                                 entry.Value.GetProperty("credits").GetInt64())]);
    }
}
