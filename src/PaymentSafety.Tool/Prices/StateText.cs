using System.Text.Json;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Prices;

namespace PaymentSafety.Tool.Prices;

/// <summary>What an account has and lacks, for a person and for a program.</summary>
internal static class StateText
{
    public static IEnumerable<string> Lines(AccountState state)
    {
        var width = Math.Min(40, state.Plans.Select(plan => plan.Plan.Name.Length).DefaultIfEmpty(0).Max());
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var plan in state.Plans)
        {
            yield return $"  {Sign(plan.Status)} {plan.Plan.Name.PadRight(width)}  {plan.Status switch
            {
                PlanStatus.Exists => $"{plan.PriceId} exists",
                PlanStatus.Found => $"{plan.PriceId} found by its lookup key; its id goes into the map",
                PlanStatus.Missing => plan.Creation!.Describe(),
                PlanStatus.NotForSale => "not for sale",
                _ => "see above",
            }}";
            if (plan is { Status: PlanStatus.Missing, Creation.Product: { } product } && told.Add(product.Id))
                yield return $"    {"".PadRight(width)}  of {(state.MissingProducts.ContainsKey(product.Id) ? "a new product" : "product")} {product.Id} \"{product.Name}\"";
        }
    }

    public static string Summary(AccountState state) =>
        $"{Count(state.Plans.Count, "plan")}: {Words.Number(state.Count(PlanStatus.Exists))} exist, {Words.Number(state.Count(PlanStatus.Found))} found, "
        + $"{Words.Number(state.Count(PlanStatus.Missing))} to create with {Count(state.MissingProducts.Count, "new product")}.";

    /// <summary>"1 product", "2 products".</summary>
    public static string Count(int number, string what) => $"{Words.Number(number)} {what}{(number == 1 ? "" : "s")}";

    public static void Write(Utf8JsonWriter json, AccountState state, PriceMap map, StripeMode mode)
    {
        json.WriteString("priceMap", map.Path);
        json.WriteString("mode", mode.Word());
        json.WriteStartArray("plans");
        foreach (var plan in state.Plans)
        {
            json.WriteStartObject();
            json.WriteString("plan", plan.Plan.Name);
            json.WriteString("status", plan.Status.ToString().ToLowerInvariant());
            if (plan.PriceId is { } id)
                json.WriteString("price", id);
            if (plan.Creation is { } price)
                WriteFields(json, "create", price.Fields());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("products");
        foreach (var product in state.MissingProducts.Values)
        {
            json.WriteStartObject();
            WriteFields(json, "create", product.Fields());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("problems");
        foreach (var problem in state.Problems)
            json.WriteStringValue($"{problem.Check.Id}: {problem.Message}");
        json.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        json.WriteStartObject(name);
        foreach (var (field, value) in fields)
            json.WriteString(field, value);
        json.WriteEndObject();
    }

    private static char Sign(PlanStatus status) => status switch
    {
        PlanStatus.Exists => '=',
        PlanStatus.Found => '~',
        PlanStatus.Missing => '+',
        PlanStatus.NotForSale => '-',
        _ => '!',
    };
}
