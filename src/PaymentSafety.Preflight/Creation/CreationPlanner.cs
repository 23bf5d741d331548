using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Prices;

namespace PaymentSafety.Preflight.Creation;

/// <summary>
/// Turns the map's expectations into what Stripe is asked to make. A price cannot be edited afterwards, so that nothing is guessed: what a
/// price cannot be made without has to be written.
/// </summary>
internal sealed class CreationPlanner
{
    private const int LongestLookupKey = 200;
    private const int LongestSlug = 60;

    private readonly List<Finding> _problems = [];
    private readonly Dictionary<string, ProductToCreate> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Plan> _lookupKeys = new(StringComparer.Ordinal);

    public static CreationPlan Plan(PriceMap map, StripeMode mode)
    {
        var planner = new CreationPlanner();
        // By hand, not lazily: a later plan may find that an earlier one has its key.
        var prices = map.Plans.Where(plan => IsMissing(plan, mode)).Select(plan => planner.Price(plan, plan.Slot(mode))).OfType<PriceToCreate>().ToList();
        return new CreationPlan(prices, planner._problems);
    }

    /// <summary>Whether the plan is to be sold in this mode and has no price yet.</summary>
    public static bool IsMissing(Plan plan, StripeMode mode) =>
        plan.Slot(mode).State is SlotState.NotWritten or SlotState.NotCreated && !plan.Retired && plan.Slot(mode).Expected.Active;

    private PriceToCreate? Price(Plan plan, PriceSlot slot)
    {
        var expected = slot.Expected;
        var before = _problems.Count;
        Require(plan, slot, expected.Text("currency") is not null, "its currency is not written", "\"currency\": \"usd\"");
        Require(plan, slot, expected.Text("unit_amount") is not null || expected.Text("unit_amount_decimal") is not null, "its amount is not written", "\"unit_amount\": 900, in the smallest unit of the currency");
        Require(plan, slot, expected.Text("interval") is not null, "how often it is paid is not written", "\"interval\": \"month\", or \"one_time\"");
        Require(
            plan, slot, expected.Text("usage_type") is not "metered", "a metered price needs a meter of the account, which the map does not name",
            "the id of a price that you made in the Dashboard");
        var lookupKey = expected.Text("lookup_key") ?? plan.Name;
        Require(plan, slot, lookupKey.Length <= LongestLookupKey, "its name is too long for a lookup key", "\"lookup_key\": \"lite-monthly\", with 200 characters at most");
        if (!_lookupKeys.TryAdd(lookupKey, plan))
            Require(plan, slot, false, $"plan '{_lookupKeys[lookupKey].Name}' has the same lookup key '{lookupKey}', and a key belongs to one price", "a \"lookup_key\" for each");
        var product = Product(plan, slot);
        return _problems.Count > before ? null : new PriceToCreate(plan, slot, product, lookupKey, PriceMetadata(expected));
    }

    /// <summary>Plans that name one product, or one product name, share it: "Lite" by the month and by the year.</summary>
    private ProductToCreate Product(Plan plan, PriceSlot slot)
    {
        var expected = slot.Expected;
        var named = expected.Text("name") is { Length: > 0 };
        var name = named ? expected.Text("name")! : plan.Name;
        var id = expected.Text("product") is { Length: > 0 } chosen ? chosen : IdFor(name);
        var product = new ProductToCreate(id, name, ProductMetadata(expected)) { IsNamed = named };
        if (!_products.TryGetValue(id, out var first))
            return _products[id] = product;

        Require(
            plan, slot, !(named && first.IsNamed && first.Name != name), $"product '{id}' is named '{first.Name}' by another plan", $"\"name\": \"{Words.Clip(first.Name)}\", or another product");
        Require(
            plan, slot, product.Metadata.Count == 0 || (first.Metadata.Count == product.Metadata.Count && product.Metadata.All(entry => first.Metadata.GetValueOrDefault(entry.Key) == entry.Value)),
            $"product '{id}' has other credits by another plan", "\"credits_in\": \"price\"");
        return first;
    }

    private void Require(Plan plan, PriceSlot slot, bool holds, string reason, string example)
    {
        if (!holds)
            _problems.Add(CheckTable.CannotBeCreated.At(slot.Place, ("plan", plan.Name), ("reason", reason), ("example", example)));
    }

    private static Dictionary<string, string> PriceMetadata(PriceExpectation expected)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in expected.Value("metadata")?.Properties ?? [])
            metadata[entry.Name] = entry.Value.Text;
        if (expected.Text("credits_in") is not ("product" or "none") && Credits(expected) is var (key, credits))
            metadata[key] = credits;
        return metadata;
    }

    private static Dictionary<string, string> ProductMetadata(PriceExpectation expected)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (expected.Text("credits_in") is "product" && Credits(expected) is var (key, credits))
            metadata[key] = credits;
        return metadata;
    }

    /// <summary>Stripe's metadata are texts; a number that is no text comes back as one anyway.</summary>
    private static (string Key, string Value)? Credits(PriceExpectation expected) =>
        expected.Credits is { } credits ? (expected.Text("credits_key") is { Length: > 0 } key ? key : "credits", credits.ToString(CultureInfo.InvariantCulture)) : null;

    /// <summary>The same id for the same name, in both modes. What an id cannot hold is left out, and a hash then keeps two names apart.</summary>
    private static string IdFor(string name)
    {
        var slug = new StringBuilder();
        foreach (var character in name)
        {
            if (char.IsAsciiLetterOrDigit(character))
                slug.Append(char.ToLowerInvariant(character));
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var plain = slug.ToString().Trim('-');
        if (plain == name && plain.Length <= LongestSlug)
            return "prod_" + plain;
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8].ToLowerInvariant();
        return $"prod_{plain[..Math.Min(plain.Length, LongestSlug)].TrimEnd('-')}-{hash}".Replace("_-", "_", StringComparison.Ordinal);
    }
}
