using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Tool.Init;

/// <summary>
/// Test and live prices as plans. Two prices are one plan when they have the same lookup key, or, where that says nothing, when product name, amount and interval are the
/// same and no other price of either mode has them. What is not certain is not paired, and told.
/// </summary>
/// <param name="Plans">Oldest first: the live prices, then the test prices that no live one belongs to.</param>
/// <param name="Notes">What a person should look at.</param>
internal sealed record PairedPlans(IReadOnlyList<FoundPlan> Plans, IReadOnlyList<string> Notes)
{
    public static PairedPlans OfOneMode(StripeMode mode, IReadOnlyList<StripePrice> prices)
    {
        var names = new PlanNames();
        return new PairedPlans([.. prices.Select(price => FoundPlan.Of(names.For(NameOf(price)), mode, price.Id, price))], []);
    }

    public static PairedPlans Of(IReadOnlyList<StripePrice> test, IReadOnlyList<StripePrice> live)
    {
        var twins = new Dictionary<string, StripePrice>(StringComparer.Ordinal);
        Pair(test, live, price => price.LookupKey is { Length: > 0 } key ? key : null, twins);
        var byKey = twins.Count;
        Pair(Left(test), [.. live.Where(price => !twins.ContainsKey(price.Id))], Likeness, twins);

        var names = new PlanNames();
        var notes = new List<string>();
        var plans = new List<FoundPlan>();
        foreach (var price in live)
        {
            var twin = twins.GetValueOrDefault(price.Id);
            var plan = new FoundPlan(names.For(NameOf(price)), twin?.Id, price.Id, price);
            plans.Add(plan);
            if (twin is not null && TermsOf(twin) != TermsOf(price))
                notes.Add($"Plan '{plan.Name}': the test price is {TermsOf(twin)}, the live price {TermsOf(price)}; the map expects the live one.");
        }

        plans.AddRange(Left(test).Select(price => FoundPlan.Of(names.For(NameOf(price)), StripeMode.Test, price.Id, price)));
        notes.Insert(0, $"{Count(byKey)} paired by lookup key, {Count(twins.Count - byKey)} by product name, amount and interval.");
        Unpaired("live", plans.Where(plan => plan.Test is null));
        Unpaired("test", plans.Where(plan => plan.Live is null));
        return new PairedPlans(plans, notes);

        List<StripePrice> Left(IEnumerable<StripePrice> prices)
        {
            var taken = twins.Values.Select(price => price.Id).ToHashSet(StringComparer.Ordinal);
            return [.. prices.Where(price => !taken.Contains(price.Id))];
        }

        void Unpaired(string mode, IEnumerable<FoundPlan> alone)
        {
            var all = alone.Select(plan => $"'{plan.Name}'").ToList();
            if (all.Count > 0)
                notes.Add($"Only a {mode} price was found for {Words.Some(all, 12)}: no price of the other mode has the same lookup key, or alone the same product name, amount and interval.");
        }
    }

    /// <summary>Adds the pairs of which each half is the only one of its mode that has the mark.</summary>
    private static void Pair(IReadOnlyList<StripePrice> test, IReadOnlyList<StripePrice> live, Func<StripePrice, string?> mark, Dictionary<string, StripePrice> twins)
    {
        var ofTest = test.Where(price => mark(price) is not null).ToLookup(price => mark(price)!, StringComparer.Ordinal);
        foreach (var same in live.Where(price => mark(price) is not null).GroupBy(price => mark(price)!, StringComparer.Ordinal))
        {
            if (same.Count() == 1 && ofTest[same.Key].Count() == 1)
                twins.Add(same.Single().Id, ofTest[same.Key].Single());
        }
    }

    private static string NameOf(StripePrice price) => price.LookupKey ?? price.Nickname ?? price.Product.Name ?? price.Id;

    private static string? Likeness(StripePrice price) => price.Product.Name is { Length: > 0 } name ? $"{name.Trim()}\n{TermsOf(price)}" : null;

    private static string TermsOf(StripePrice price)
    {
        var amount = Money.Of(price.UnitAmount, price.UnitAmountDecimal) is { } units ? Money.Format(units, price.Currency) : $"{price.BillingScheme} {price.Currency}";
        return price.Recurring is { } recurring ? $"{amount} every {Words.Number(recurring.IntervalCount)} {recurring.Interval} ({recurring.UsageType})" : $"{amount} once";
    }

    private static string Count(int count) => count == 1 ? "1 plan" : $"{Words.Number(count)} plans";
}
