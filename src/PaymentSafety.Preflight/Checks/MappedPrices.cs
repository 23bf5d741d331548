using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Snapshot;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Checks;

/// <summary>The prices of the map, one by one, beside what Stripe says about them.</summary>
internal static class MappedPrices
{
    /// <summary>Asks one thing of every answer. Where Stripe gave none the thing stays unproved.</summary>
    public static IEnumerable<Finding> OfEveryAnswer(PreflightFacts facts, Func<Plan, PriceSlot, StripeAnswer<StripePrice>, Finding?> find)
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

    /// <summary>Asks one thing of every price that exists; that one does not is told elsewhere.</summary>
    public static IEnumerable<Finding> OfEveryPrice(PreflightFacts facts, Func<Plan, PriceSlot, StripePrice, Finding?> find) =>
        OfEveryAnswer(facts, (plan, slot, answer) => answer.Value is { } price ? find(plan, slot, price) : null);

    /// <summary>The faults because of which nothing can be said about prices.</summary>
    public static IEnumerable<Finding> Unanswered(PreflightFacts facts) => OfEveryAnswer(facts, (_, _, _) => null);

    /// <summary>Where the plan says what was expected; the price's id where it is said for every plan.</summary>
    public static SourcePlace PlaceOf(PreflightFacts facts, PriceSlot slot, string field) =>
        slot.Expected.IsOwn(field) ? facts.Map.Map!.At(slot.Expected.Value(field)!) : slot.Place;
}
