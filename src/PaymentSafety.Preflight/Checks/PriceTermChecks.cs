using System.Globalization;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF40xx: what a buyer is charged, how often and in which currency, against what the map expects. What the map does not say is not compared.</summary>
internal static class PriceTermChecks
{
    public static IEnumerable<Finding> Currency(Check self, PreflightFacts facts) => MappedPrices.OfEveryPrice(facts, (plan, slot, price) =>
        slot.Expected.Text("currency") is { } expected && expected != price.Currency
            ? self.At(MappedPrices.PlaceOf(facts, slot, "currency"), ("plan", plan.Name), ("actual", price.Currency), ("expected", expected))
            : null);

    public static IEnumerable<Finding> Amount(Check self, PreflightFacts facts) => MappedPrices.OfEveryPrice(facts, (plan, slot, price) =>
        ExpectedAmount(slot) is var (field, expected) && Money.Of(price.UnitAmount, price.UnitAmountDecimal) is { } actual && actual != expected
            ? self.At(
                MappedPrices.PlaceOf(facts, slot, field), ("plan", plan.Name), ("actual", Money.Format(actual, price.Currency)),
                // In the price's own currency: that the currency is another one has a row of its own.
                ("expected", Money.Format(expected, price.Currency)))
            : null);

    public static IEnumerable<Finding> NotComparable(Check self, PreflightFacts facts) => MappedPrices.OfEveryPrice(facts, (plan, slot, price) =>
        ExpectedAmount(slot) is var (field, _) && Money.Of(price.UnitAmount, price.UnitAmountDecimal) is null
            ? self.At(MappedPrices.PlaceOf(facts, slot, field), ("plan", plan.Name), ("kind", price.HasCustomUnitAmount ? "custom" : "tiered"))
            : null);

    public static IEnumerable<Finding> Interval(Check self, PreflightFacts facts) => MappedPrices.OfEveryPrice(facts, (plan, slot, price) =>
    {
        var expected = slot.Expected;
        var (interval, count, usage) = (expected.Text("interval"), expected.Text("interval_count"), expected.Text("usage_type"));
        var actual = price.Recurring;
        var differs = (interval is not null && interval != (actual?.Interval ?? "one_time"))
            || (actual is not null && ((count is not null && count != Words.Number(actual.IntervalCount)) || (usage is not null && usage != actual.UsageType)));
        if (!differs)
            return null;
        var field = new[] { "interval", "interval_count", "usage_type" }.First(name => expected.Value(name) is not null);
        return self.At(
            MappedPrices.PlaceOf(facts, slot, field),
            ("plan", plan.Name),
            ("actual", Rhythm(actual?.Interval ?? "one_time", actual is null ? null : Words.Number(actual.IntervalCount), usage is null ? null : actual?.UsageType)),
            ("expected", Rhythm(interval ?? actual?.Interval ?? "one_time", count ?? (interval is null && actual is not null ? Words.Number(actual.IntervalCount) : "1"), usage)));
    });

    public static IEnumerable<Finding> TaxBehavior(Check self, PreflightFacts facts) => MappedPrices.OfEveryPrice(facts, (plan, slot, price) =>
        slot.Expected.Text("tax_behavior") is { } expected && expected != (price.TaxBehavior ?? "unspecified")
            ? self.At(
                MappedPrices.PlaceOf(facts, slot, "tax_behavior"), ("plan", plan.Name), ("actual", price.TaxBehavior ?? "unspecified"), ("expected", expected))
            : null);

    public static IEnumerable<Finding> CurrencyOptions(Check self, PreflightFacts facts) => MappedPrices.Unanswered(facts).Concat(
        from plan in facts.Map.Map!.Plans
        let slot = plan.Slot(facts.Mode)
        where slot.PriceId is not null
        let price = facts.Stripe.Prices[slot.PriceId!].Value
        where price is not null
        from option in slot.Expected.Value("currency_options")?.Properties ?? []
        let what = Wrong(option, price)
        where what is not null
        select self.At(slot.Expected.IsOwn("currency_options") ? new SourcePlace(facts.Map.Map!.Path, option.Position) : slot.Place, ("plan", plan.Name), ("what", what)));

    public static IEnumerable<Finding> Free(Check self, PreflightFacts facts) => MappedPrices.OfEveryPrice(facts, (plan, slot, price) =>
        Money.Of(price.UnitAmount, price.UnitAmountDecimal) == 0 && ExpectedAmount(slot) is null ? self.At(slot.Place, ("plan", plan.Name)) : null);

    /// <summary>Whoever writes 900 for nine dollars writes 900 for nine yen. An amount that the map confirms was meant.</summary>
    public static IEnumerable<Finding> MinorUnit(Check self, PreflightFacts facts) => MappedPrices.OfEveryPrice(facts, (plan, slot, price) =>
        !Money.HasMinorUnit(price.Currency) && price.UnitAmount is > 0 and { } amount && ExpectedAmount(slot) is null
            ? self.At(
                slot.Place, ("plan", plan.Name), ("currency", price.Currency.ToUpperInvariant()), ("amount", Words.Number(amount)), ("formatted", Money.Format(amount, price.Currency)))
            : null);

    public static IEnumerable<Finding> Metered(Check self, PreflightFacts facts) => MappedPrices.OfEveryPrice(facts, (plan, slot, price) =>
        price.Recurring is { UsageType: "metered" } && slot.Expected.Text("usage_type") is null ? self.At(slot.Place, ("plan", plan.Name)) : null);

    private static string? Wrong(JsonMember option, StripePrice price)
    {
        if (!price.CurrencyOptions.TryGetValue(option.Name, out var actual))
            return $"no {option.Name} in currency_options";
        return Amount(option.Value) is { } expected && Money.Of(actual.UnitAmount, actual.UnitAmountDecimal) is var amount && amount != expected
            ? $"{option.Name} is {(amount is { } some ? Money.Format(some, option.Name) : "without an amount")}, expected {Money.Format(expected, option.Name)}"
            : null;
    }

    private static (string Field, decimal Amount)? ExpectedAmount(PriceSlot slot)
    {
        foreach (var field in new[] { "unit_amount", "unit_amount_decimal" })
        {
            if (Money.Parse(slot.Expected.Text(field)) is { } amount)
                return (field, amount);
        }

        return null;
    }

    private static decimal? Amount(JsonValue option) =>
        option.Properties.Where(property => property.Value.Kind != JsonValueKind.Null).Select(property => Money.Parse(property.Value.Text)).FirstOrDefault(amount => amount is not null);

    private static string Rhythm(string interval, string? count, string? usage)
    {
        var rhythm = interval == "one_time" ? "once" : string.Create(CultureInfo.InvariantCulture, $"every {count ?? "1"} {interval}{(count is null or "1" ? "" : "s")}");
        return usage is null ? rhythm : $"{rhythm} ({usage})";
    }
}
