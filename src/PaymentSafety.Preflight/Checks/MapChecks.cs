using PaymentSafety.Preflight.Prices;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF1xxx: the price map by itself.</summary>
internal static class MapChecks
{
    /// <summary>What the reader met.</summary>
    public static IEnumerable<Finding> FromReader(Check self, PreflightFacts facts) => facts.Map.Problems.Where(problem => problem.Check == self);

    public static IEnumerable<Finding> WrongTypes(Check self, PreflightFacts facts)
    {
        // The schema wants both slots. A slot that is missing where the prices are checked is PF1006; in the other mode it is a hole in the file.
        var other = facts.Mode.Other();
        var missing = Slots(facts, other).Where(entry => entry.Slot.State == SlotState.NotWritten).Select(entry => self.At(
            entry.Slot.Place, ("owner", $"Plan '{entry.Plan.Name}'"), ("prop", other.Word()), ("expected", "a price id, or null while it is not created"), ("actual", "missing"), ("example", $"\"{other.Word()}\": null")));
        return FromReader(self, facts).Concat(missing);
    }

    public static IEnumerable<Finding> MissingPrices(Check self, PreflightFacts facts) =>
        from entry in Slots(facts, facts.Mode)
        where entry.Slot.State is SlotState.NotWritten or SlotState.NotCreated
        select self.At(entry.Slot.Place, ("plan", entry.Plan.Name), ("mode", facts.Mode.Word()));

    /// <summary>A map in which no plan has credits is that of a shop that sells none: only a plan that is left out among others is told.</summary>
    public static IEnumerable<Finding> WithoutCredits(Check self, PreflightFacts facts)
    {
        var plans = facts.Map.Map?.Plans ?? [];
        return plans.Any(plan => plan.Slot(facts.Mode).Expected.Credits is not null)
            ? plans.Where(plan => plan.Slot(facts.Mode).Expected.Credits is null && !plan.IsCreditsWrong).Select(plan => self.At(plan.Place, ("plan", plan.Name)))
            : [];
    }

    private static IEnumerable<PlanSlot> Slots(PreflightFacts facts, StripeMode mode) =>
        facts.Map.Map?.Plans.Select(plan => new PlanSlot(plan, plan.Slot(mode))) ?? [];

    private sealed record PlanSlot(Plan Plan, PriceSlot Slot);
}
