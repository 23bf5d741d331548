using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Creation;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Tool.Prices;

/// <summary>
/// Whether what exists is what would be created. The measure is the gate's: what the map says must hold, and what it does not say is free. So a
/// price that is taken over is one that the gate passes.
/// </summary>
internal static class ExistingObjects
{
    /// <summary>The first difference, as the end of "…, but …"; null when there is none.</summary>
    public static string? Difference(PriceToCreate wanted, StripePrice price)
    {
        var expected = wanted.Slot.Expected;
        var amount = Money.Parse(expected.Text("unit_amount") ?? expected.Text("unit_amount_decimal"));
        var actual = Money.Of(price.UnitAmount, price.UnitAmountDecimal);
        if (!price.Active)
            return "it is archived";
        if (price.Currency != expected.Text("currency"))
            return $"its currency is {price.Currency}, not {expected.Text("currency")}";
        if (actual != amount)
            return $"its amount is {(actual is { } some ? Money.Format(some, price.Currency) : "not fixed")}, not {Money.Format(amount!.Value, price.Currency)}";
        if (Rhythm(price) != (expected.Text("interval"), expected.Text("interval") == "one_time" ? "1" : expected.Text("interval_count") ?? "1", "licensed"))
            return "it is paid in another rhythm";
        if (expected.Text("tax_behavior") is { } tax && tax != (price.TaxBehavior ?? "unspecified"))
            return $"its tax behavior is {price.TaxBehavior ?? "unspecified"}, not {tax}";
        if (expected.Text("product") is { Length: > 0 } product && product != price.Product.Id)
            return $"its product is {price.Product.Id}, not {product}";
        return OtherCurrency(expected, price) ?? OtherMetadata(wanted.Metadata, price.Metadata) ?? Difference(wanted.Product with { Id = price.Product.Id }, price.Product);
    }

    /// <inheritdoc cref="Difference(PriceToCreate, StripePrice)"/>
    public static string? Difference(ProductToCreate wanted, StripeProduct product) =>
        product.Deleted ? "it is deleted"
        : !product.Active ? "it is archived"
        : wanted.IsNamed && product.Name != wanted.Name ? $"it is named '{Words.Clip(product.Name ?? "")}', not '{Words.Clip(wanted.Name)}'"
        : OtherMetadata(wanted.Metadata, product.Metadata);

    private static (string? Interval, string Count, string Usage) Rhythm(StripePrice price) =>
        price.Recurring is { } recurring ? (recurring.Interval, Words.Number(recurring.IntervalCount), recurring.UsageType) : ("one_time", "1", "licensed");

    private static string? OtherCurrency(PriceExpectation expected, StripePrice price)
    {
        foreach (var option in expected.Value("currency_options")?.Properties ?? [])
        {
            var wanted = option.Value.Properties.Select(part => Money.Parse(part.Value.Text)).FirstOrDefault(amount => amount is not null);
            if (!price.CurrencyOptions.TryGetValue(option.Name, out var actual) || (wanted is not null && Money.Of(actual.UnitAmount, actual.UnitAmountDecimal) != wanted))
                return $"its price in {option.Name} is another";
        }

        return null;
    }

    private static string? OtherMetadata(IReadOnlyDictionary<string, string> wanted, IReadOnlyDictionary<string, string> actual)
    {
        foreach (var (key, value) in wanted)
        {
            if (!actual.TryGetValue(key, out var written) || written.Trim() != value)
                return written is null ? $"its metadata has no {key}" : $"its metadata {key} is '{Words.Clip(written)}', not '{Words.Clip(value)}'";
        }

        return null;
    }
}
