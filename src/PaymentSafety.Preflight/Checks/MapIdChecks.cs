using PaymentSafety.Preflight.Prices;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF10xx: what the ids of the map say by themselves, in both modes, without a question to Stripe.</summary>
internal static class MapIdChecks
{
    /// <summary>Where Stripe has said which of the two slots is wrong (PF4002), that is told instead.</summary>
    public static IEnumerable<Finding> SameInBothModes(Check self, PreflightFacts facts) =>
        from plan in Plans(facts)
        where plan.Live.PriceId is not null && plan.Live.PriceId == plan.Test.PriceId
        where facts.Stripe.Prices.GetValueOrDefault(plan.Live.PriceId ?? "") is not { Fault.ExistsInLivemode: not null }
        select self.At(plan.Live.Place, ("plan", plan.Name), ("id", plan.Live.PriceId!));

    /// <summary>Two plans with one price cannot be told apart by what was paid: an error where they grant different things.</summary>
    public static IEnumerable<Finding> Shared(Check self, PreflightFacts facts)
    {
        foreach (var mode in new[] { StripeMode.Test, StripeMode.Live })
        {
            var first = new Dictionary<string, Plan>(StringComparer.Ordinal);
            foreach (var plan in Plans(facts))
            {
                var slot = plan.Slot(mode);
                if (slot.PriceId is null || first.TryAdd(slot.PriceId, plan))
                    continue;
                var other = first[slot.PriceId];
                var (a, b) = (other.Slot(mode).Expected.Credits, slot.Expected.Credits);
                var finding = self.At(
                    slot.Place, ("id", slot.PriceId), ("a", other.Name), ("b", plan.Name), ("credits", a == b ? "the same credits" : $"{Credits(a)} and {Credits(b)} credits"));
                yield return a == b ? finding with { AtMost = Severity.Warning } : finding;
            }
        }
    }

    public static IEnumerable<Finding> Placeholders(Check self, PreflightFacts facts) => OfEveryId(
        facts, (plan, slot) => PlaceholderId.Is(slot.PriceId!) ? self.At(slot.Place, ("plan", plan.Name), ("id", slot.PriceId!)) : null);

    public static IEnumerable<Finding> MarkedForOtherMode(Check self, PreflightFacts facts) => OfEveryId(
        facts,
        (plan, slot) => slot.PriceId!.StartsWith($"price_{slot.Mode.Other().Word()}_", StringComparison.Ordinal)
            ? self.At(slot.Place, ("plan", plan.Name), ("mode", slot.Mode.Word()), ("id", slot.PriceId), ("other", slot.Mode.Other().Word()))
            : null);

    public static IEnumerable<Finding> OtherKinds(Check self, PreflightFacts facts) => OfEveryId(
        facts, (plan, slot) => IdKind.OtherThanPrice(slot.PriceId!) is { } what ? self.At(slot.Place, ("plan", plan.Name), ("id", slot.PriceId!), ("what", what)) : null);

    private static string Credits(long? credits) => credits is { } number ? Words.Number(number) : "no";

    private static IEnumerable<Finding> OfEveryId(PreflightFacts facts, Func<Plan, PriceSlot, Finding?> find) =>
        from plan in Plans(facts)
        from slot in new[] { plan.Test, plan.Live }
        where slot.PriceId is not null
        let finding = find(plan, slot)
        where finding is not null
        select finding;

    private static IReadOnlyList<Plan> Plans(PreflightFacts facts) => facts.Map.Map?.Plans ?? [];
}
