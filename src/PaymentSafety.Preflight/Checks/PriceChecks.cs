using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Snapshot;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF4xxx: every price of the map in the mode that is checked, as Stripe knows it.</summary>
internal static class PriceChecks
{
    public static IEnumerable<Finding> Missing(Check self, PreflightFacts facts) => OfEveryPrice(facts, (plan, slot, answer) =>
        // The id of something else is told as that, by PF1011.
        IsMissing(answer) && !IsOfOtherMode(answer, facts.Mode) && IdKind.OtherThanPrice(slot.PriceId!) is null
            ? self.At(slot.Place, ("plan", plan.Name), ("id", slot.PriceId!), ("mode", facts.Mode.Word()))
            : null);

    public static IEnumerable<Finding> OfOtherMode(Check self, PreflightFacts facts) => OfEveryPrice(facts, (plan, slot, answer) =>
        IsMissing(answer) && IsOfOtherMode(answer, facts.Mode)
            ? self.At(slot.Place, ("plan", plan.Name), ("id", slot.PriceId!), ("other", facts.Mode.Other().Word()), ("mode", facts.Mode.Word()))
            : null);

    public static IEnumerable<Finding> InWrongSlot(Check self, PreflightFacts facts) => OfEveryPrice(facts, (plan, slot, answer) =>
        answer.Value is { } price && StripeModes.Of(price.Livemode) != facts.Mode
            ? self.At(slot.Place, ("plan", plan.Name), ("id", slot.PriceId!), ("livemode", price.Livemode ? "true" : "false"), ("mode", facts.Mode.Word()))
            : null);

    public static IEnumerable<Finding> Archived(Check self, PreflightFacts facts) => OfEveryPrice(facts, (plan, slot, answer) =>
        answer.Value is { Active: false } && !plan.Retired && slot.Expected.Active
            ? self.At(slot.Place, ("plan", plan.Name), ("id", slot.PriceId!))
            : null);

    /// <summary>Asks one thing of every price. Where Stripe gave no answer the thing stays unproved.</summary>
    private static IEnumerable<Finding> OfEveryPrice(PreflightFacts facts, Func<Plan, PriceSlot, StripeAnswer<StripePrice>, Finding?> find)
    {
        foreach (var plan in facts.Map.Map!.Plans)
        {
            var slot = plan.Slot(facts.Mode);
            if (slot.PriceId is null)
                continue;
            var answer = facts.Stripe.Prices[slot.PriceId];
            var finding = answer.Fault is { Kind: not StripeFaultKind.ResourceMissing } fault ? Finding.Unproved(fault, facts.Project) : find(plan, slot, answer);
            if (finding is not null)
                yield return finding;
        }
    }

    private static bool IsMissing(StripeAnswer<StripePrice> answer) => answer.Fault is { Kind: StripeFaultKind.ResourceMissing };

    private static bool IsOfOtherMode(StripeAnswer<StripePrice> answer, StripeMode mode) => answer.Fault!.ExistsInLivemode is { } livemode && StripeModes.Of(livemode) != mode;
}
