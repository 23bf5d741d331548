using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Plans;
using PaymentSafety.Preflight.Prices;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF6001 to PF6005: the plans that the app has stored, beside those of the map. Values are compared, letter by letter.</summary>
internal static class DatabaseChecks
{
    /// <summary>A table that was mixed up differs in every row; nobody reads ten thousand lines of it.</summary>
    private const int MostTold = 25;

    private const int ShownIds = 12;

    public static IEnumerable<Finding> NotInMap(Check self, PreflightFacts facts)
    {
        var mapped = facts.Map.Map!.Plans.Select(plan => plan.DatabaseId).ToHashSet(StringComparer.Ordinal);
        // What has no price costs nothing, and needs no Stripe.
        return Capped(self, facts, from plan in facts.Plans!.All
                                   where HoldsPrice(plan) && !mapped.Contains(plan.Id)
                                   select self.At(plan.Place ?? facts.Plans.Place, ("id", Shown(plan.Id)), ("price", Shown(plan.PriceId!))));
    }

    public static IEnumerable<Finding> NotInDatabase(Check self, PreflightFacts facts)
    {
        var stored = facts.Plans!.All.Select(plan => plan.Id).ToHashSet(StringComparer.Ordinal);
        // A retired plan lives on in Stripe, for those who bought it; the app need not offer it.
        return Capped(self, facts, from plan in facts.Map.Map!.Plans
                                   where !plan.Retired && !stored.Contains(plan.DatabaseId)
                                   select self.At(plan.Place, ("plan", Shown(plan.Name)), ("id", plan.DatabaseId == plan.Name ? "" : $" (id {Shown(plan.DatabaseId)})")));
    }

    public static IEnumerable<Finding> OfOtherMode(Check self, PreflightFacts facts)
    {
        var other = facts.Mode.Other();
        var open = Matched(facts).Where(entry => entry.Stored.PriceId == entry.Plan.Slot(other).PriceId && entry.Stored.PriceId != entry.Plan.Slot(facts.Mode).PriceId).ToList();
        if (open.Count == 0)
            yield break;
        yield return self.At(
            open[0].Stored.Place ?? facts.Plans!.Place, ("n", open.Count == 1 ? "1 plan still has" : $"{Words.Number(open.Count)} plans still have"), ("mode", other.Word()),
            ("ids", Words.Some([.. open.Select(entry => $"'{Shown(entry.Stored.Id)}'")], ShownIds)),
            ("state", facts.Mode == StripeMode.Live ? " Migration incomplete." : ""),
            ("what", facts.Mode == StripeMode.Live ? "Run the migration; where one was begun by hand, its rollback first" : "Name the database of the test environment, or run the rollback"));
    }

    public static IEnumerable<Finding> OfNeither(Check self, PreflightFacts facts) => Capped(
        self, facts,
        from entry in Matched(facts)
        where !HoldsPrice(entry.Stored) || (entry.Stored.PriceId != entry.Plan.Test.PriceId && entry.Stored.PriceId != entry.Plan.Live.PriceId)
        where HoldsPrice(entry.Stored) || entry.Plan.Slot(facts.Mode).PriceId is not null
        select self.At(
            entry.Stored.Place ?? entry.Plan.Slot(facts.Mode).Place, ("id", Shown(entry.Stored.Id)), ("price", HoldsPrice(entry.Stored) ? $"'{Shown(entry.Stored.PriceId!)}'" : "no price"),
            ("expected", entry.Plan.Slot(facts.Mode).PriceId ?? "null")));

    public static IEnumerable<Finding> StaleMigration(Check self, PreflightFacts facts)
    {
        var map = facts.Map.Map!;
        var current = MigrationOfMap.Of(map).Hash;
        if (facts.Migrations.All(file => file.Hash != current))
            yield return self.At(new SourcePlace(facts.Migrations[^1].Path, TextPosition.Start), ("script", Path.GetFileName(facts.Migrations[^1].Path)));
    }

    private static IEnumerable<(StoredPlan Stored, Plan Plan)> Matched(PreflightFacts facts)
    {
        var byId = facts.Map.Map!.Plans.GroupBy(plan => plan.DatabaseId, StringComparer.Ordinal).ToDictionary(plans => plans.Key, plans => plans.First(), StringComparer.Ordinal);
        return from stored in facts.Plans!.All
               where byId.ContainsKey(stored.Id)
               select (stored, byId[stored.Id]);
    }

    private static bool HoldsPrice(StoredPlan plan) => !string.IsNullOrEmpty(plan.PriceId);

    private static string Shown(string text) => Words.Clip(Words.OneLine(text));

    private static IEnumerable<Finding> Capped(Check self, PreflightFacts facts, IEnumerable<Finding> findings)
    {
        var all = findings.ToList();
        return all.Count <= MostTold ? all
            : [.. all.Take(MostTold), new Finding(self, facts.Plans!.Place, $"{Words.Number(all.Count - MostTold)} more plans of which {self.Id} says the same.", "Look first whether $database names the right table and the right columns.")];
    }
}
