using System.Globalization;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Prices;

namespace PaymentSafety.Preflight.Creation;

/// <summary>A price as Stripe is asked to make it, from what the map expects of a plan in one mode.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Slot">The slot that has no id yet.</param>
/// <param name="Product">The product that it is a price of.</param>
/// <param name="LookupKey">The plan's own, or its name: Stripe gives one key to one price only, so that a price can be found again by it.</param>
/// <param name="Metadata">The plan's metadata and, where the map wants them on the price, its credits.</param>
internal sealed record PriceToCreate(Plan Plan, PriceSlot Slot, ProductToCreate Product, string LookupKey, IReadOnlyDictionary<string, string> Metadata)
{
    public const string Path = "/v1/prices";

    /// <summary>The form fields in an order that is always the same: the idempotency key is made of them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields()
    {
        var expected = Slot.Expected;
        var fields = new List<KeyValuePair<string, string>> { new("currency", expected.Text("currency")!), new("product", Product.Id), new("lookup_key", LookupKey) };
        fields.Add(expected.Text("unit_amount") is { } amount ? new("unit_amount", amount) : new("unit_amount_decimal", expected.Text("unit_amount_decimal")!));
        if (expected.Text("interval") is { } interval and not "one_time")
        {
            fields.Add(new("recurring[interval]", interval));
            if (expected.Text("interval_count") is { } count and not "1")
                fields.Add(new("recurring[interval_count]", count));
        }

        if (expected.Text("tax_behavior") is { } tax)
            fields.Add(new("tax_behavior", tax));
        foreach (var option in expected.Value("currency_options")?.Properties ?? [])
            fields.AddRange(option.Value.Properties.Where(part => part.Value.Text != "null").Select(part => KeyValuePair.Create($"currency_options[{option.Name}][{part.Name}]", part.Value.Text)));
        fields.AddRange(Metadata.Select(entry => KeyValuePair.Create($"metadata[{entry.Key}]", entry.Value)));
        return fields;
    }

    /// <summary>"9.00 USD every month, lookup key lite-monthly, 360 credits".</summary>
    public string Describe()
    {
        var expected = Slot.Expected;
        var amount = Money.Format(Money.Parse(expected.Text("unit_amount") ?? expected.Text("unit_amount_decimal"))!.Value, expected.Text("currency")!);
        var rhythm = expected.Text("interval") is { } interval and not "one_time"
            ? expected.Text("interval_count") is { } count and not "1" ? $"every {count} {interval}s" : $"every {interval}"
            : "once";
        var credits = expected.Credits is { } number ? string.Create(CultureInfo.InvariantCulture, $", {number} credits") : "";
        return $"{amount} {rhythm}, lookup key {LookupKey}{credits}";
    }
}

/// <summary>A product as Stripe is asked to make it.</summary>
/// <param name="Id">
/// Chosen here, not by Stripe: asked to make it twice, Stripe refuses, however long ago the first time was. Idempotency keys are forgotten after a day.
/// </param>
/// <param name="Name">What customers read on invoices.</param>
/// <param name="Metadata">The credits, where the map wants them on the product.</param>
internal sealed record ProductToCreate(string Id, string Name, IReadOnlyDictionary<string, string> Metadata)
{
    public const string Path = "/v1/products";

    /// <summary>Whether the map says the name, or whether it is only the plan's.</summary>
    public required bool IsNamed { get; init; }

    /// <inheritdoc cref="PriceToCreate.Fields"/>
    public IReadOnlyList<KeyValuePair<string, string>> Fields() =>
        [new("id", Id), new("name", Name), .. Metadata.Select(entry => KeyValuePair.Create($"metadata[{entry.Key}]", entry.Value))];
}

/// <summary>What is to be made in one mode, in the order of the map.</summary>
/// <param name="Prices">The plans whose slot has no id and that can be made.</param>
/// <param name="Problems">Why others cannot.</param>
internal sealed record CreationPlan(IReadOnlyList<PriceToCreate> Prices, IReadOnlyList<Finding> Problems)
{
    public IEnumerable<ProductToCreate> Products => Prices.Select(price => price.Product).DistinctBy(product => product.Id);
}
