using System.Text.Json;

namespace Shop;

/// <summary>Which Stripe price stands for a plan: the same file that is checked before a publish, so code holds no price id.</summary>
internal sealed class PlanPrices
{
    private readonly IReadOnlyDictionary<string, string> _prices;

    private PlanPrices(IReadOnlyDictionary<string, string> prices) => _prices = prices;

    public string? Find(string plan) => _prices.GetValueOrDefault(plan);

    public static PlanPrices Read(IHostEnvironment environment)
    {
        var mode = environment.IsProduction() ? "live" : "test";
        using var file = File.OpenRead(Path.Combine(environment.ContentRootPath, "stripe-prices.json"));
        using var map = JsonDocument.Parse(file, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return new PlanPrices(map.RootElement.EnumerateObject()
            .Where(property => !property.Name.StartsWith('$') && property.Value.GetProperty(mode).ValueKind == JsonValueKind.String)
            .ToDictionary(plan => plan.Name, plan => plan.Value.GetProperty(mode).GetString()!));
    }
}
