using PaymentSafety.Preflight.Prices;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF401x: the map's prices beside those of the other mode, and beside the rest of the account's.</summary>
internal static class CatalogueChecks
{
    private const int ShownIds = 5;

    public static IEnumerable<Finding> ModesDiffer(Check self, PreflightFacts facts)
    {
        foreach (var plan in facts.Map.Map!.Plans)
        {
            var slot = plan.Slot(facts.Mode);
            if (slot.PriceId is null || plan.Slot(facts.Mode.Other()).PriceId is not { } otherId)
                continue;
            var (answer, other) = (facts.Stripe.Prices[slot.PriceId], facts.Stripe.OtherPrices![otherId]);
            // That a price does not exist is told where its own mode is checked.
            if (new[] { answer.Fault, other.Fault }.FirstOrDefault(fault => fault is { Kind: not StripeFaultKind.ResourceMissing }) is { } fault)
            {
                yield return Finding.Unproved(fault, facts.Project);
            }
            else if (answer.Value is { } price && other.Value is { } twin)
            {
                var (test, live) = facts.Mode == StripeMode.Live ? (twin, price) : (price, twin);
                foreach (var (field, a, b) in Terms(test).Zip(Terms(live), (x, y) => (x.Field, x.Value, y.Value)).Where(entry => entry.Item2 != entry.Item3))
                    yield return self.At(slot.Place, ("plan", plan.Name), ("field", field), ("a", a), ("b", b));
            }
        }
    }

    public static IEnumerable<Finding> Alike(Check self, PreflightFacts facts)
    {
        if (facts.Stripe.ActivePrices!.Fault is { } fault)
            return [Finding.Unproved(fault, facts.Project)];
        var alike = facts.Stripe.ActivePrices.Value!.Items.Where(price => price.UnitAmount is not null).ToLookup(Likeness);
        return MappedPrices.OfEveryPrice(facts, (plan, slot, price) =>
            price is { Active: true, UnitAmount: not null } && alike[Likeness(price)].Select(other => other.Id).Append(price.Id).Distinct(StringComparer.Ordinal).ToList() is { Count: > 1 } ids
                ? self.At(slot.Place, ("plan", plan.Name), ("n", Words.Number(ids.Count)), ("ids", Words.Some(ids, ShownIds)))
                : null);
    }

    /// <summary>Whether the part of the account's prices that was listed holds nothing alike, which says nothing about the rest.</summary>
    public static bool IsAloneInCutList(PreflightFacts facts) =>
        facts.Stripe.ActivePrices is { Value.IsCut: true } && !Alike(CheckTable.SeveralAlike, facts).Any(finding => !finding.IsUnknown);

    public static IEnumerable<Finding> Unmapped(Check self, PreflightFacts facts)
    {
        if (facts.Stripe.ActivePrices!.Fault is { } fault)
            return [Finding.Unproved(fault, facts.Project)];
        var mapped = facts.Map.Map!.Plans.Select(plan => plan.Slot(facts.Mode).PriceId).ToHashSet(StringComparer.Ordinal);
        var place = new SourcePlace(facts.Map.Map.Path, Core.Json.TextPosition.Start);
        var findings = facts.Stripe.ActivePrices.Value!.Items.Where(price => !mapped.Contains(price.Id)).Select(price => self.At(place, ("id", price.Id), ("amount", AmountOf(price))));
        return facts.Stripe.ActivePrices.Value.IsCut ? findings.Append(Cut(facts)) : findings;
    }

    private static Finding Cut(PreflightFacts facts) =>
        new(
            CheckTable.OutOfBudget, facts.Project,
            $"{Words.Number(facts.Stripe.Requests)} of {Words.Number(facts.Options.MostRequests(facts.Map.Map!.Plans.Count))} requests used; the scan of unmapped prices was stopped.",
            "Raise PaymentSafetyMaxRequests.")
        {
            IsUnknown = true,
        };

    private static (string, string, long?, string?, long?) Likeness(StripePrice price) =>
        (price.Product.Id, price.Currency, price.UnitAmount, price.Recurring?.Interval, price.Recurring?.IntervalCount);

    private static IEnumerable<(string Field, string Value)> Terms(StripePrice price)
    {
        yield return ("currency", price.Currency);
        yield return ("amount", AmountOf(price));
        yield return ("interval", price.Recurring is { } recurring ? $"every {Words.Number(recurring.IntervalCount)} {recurring.Interval}" : "once");
        yield return ("usage_type", price.Recurring?.UsageType ?? "none");
        yield return ("tax_behavior", price.TaxBehavior ?? "unspecified");
        yield return ("lookup_key", price.LookupKey is { } key ? $"'{key}'" : "none");
        yield return ("product name", $"'{price.Product.Name}'");
        yield return ("metadata", MetadataOf(price.Metadata));
        // The price's own currency is among its options, and is told as the amount.
        var others = price.CurrencyOptions.Where(option => option.Key != price.Currency).OrderBy(option => option.Key, StringComparer.Ordinal).ToList();
        yield return ("other currencies", others.Count == 0 ? "none" : string.Join(", ", others
            .Select(option => Money.Of(option.Value.UnitAmount, option.Value.UnitAmountDecimal) is { } amount ? Money.Format(amount, option.Key) : option.Key)));
    }

    private static string AmountOf(StripePrice price) =>
        Money.Of(price.UnitAmount, price.UnitAmountDecimal) is { } amount ? Money.Format(amount, price.Currency) : price.HasCustomUnitAmount ? "custom" : "tiered";

    private static string MetadataOf(IReadOnlyDictionary<string, string> metadata) =>
        metadata.Count == 0 ? "none" : string.Join(", ", metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={Words.Clip(entry.Value)}"));
}
