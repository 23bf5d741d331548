using PaymentSafety.Core;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Snapshot;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF40xx: that every price of the map exists in the mode that is checked and can be sold, as Stripe knows it.</summary>
internal static class PriceChecks
{
    public static IEnumerable<Finding> Missing(Check self, PreflightFacts facts) => MappedPrices.OfEveryAnswer(facts, (plan, slot, answer) =>
        // The id of something else is told as that, by PF1011.
        IsMissing(answer) && !IsOfOtherMode(answer, facts.Mode) && IdKind.OtherThanPrice(slot.PriceId!) is null
            ? self.At(slot.Place, ("plan", plan.Name), ("id", slot.PriceId!), ("mode", facts.Mode.Word()))
            : null);

    public static IEnumerable<Finding> OfOtherMode(Check self, PreflightFacts facts) => MappedPrices.OfEveryAnswer(facts, (plan, slot, answer) =>
        IsMissing(answer) && IsOfOtherMode(answer, facts.Mode)
            ? self.At(slot.Place, ("plan", plan.Name), ("id", slot.PriceId!), ("other", facts.Mode.Other().Word()), ("mode", facts.Mode.Word()))
            : null);

    public static IEnumerable<Finding> InWrongSlot(Check self, PreflightFacts facts) => MappedPrices.OfEveryPrice(facts, (plan, slot, price) =>
        StripeModes.Of(price.Livemode) != facts.Mode
            ? self.At(slot.Place, ("plan", plan.Name), ("id", slot.PriceId!), ("livemode", price.Livemode ? "true" : "false"), ("mode", facts.Mode.Word()))
            : null);

    public static IEnumerable<Finding> Archived(Check self, PreflightFacts facts) => MappedPrices.OfEveryPrice(facts, (plan, slot, price) =>
        !price.Active && IsForSale(plan, slot) ? self.At(slot.Place, ("plan", plan.Name), ("id", slot.PriceId!)) : null);

    public static IEnumerable<Finding> ProductArchived(Check self, PreflightFacts facts) => MappedPrices.OfEveryPrice(facts, (plan, slot, price) =>
        !price.Product.Active && IsForSale(plan, slot)
            ? self.At(
                slot.Place, ("plan", plan.Name), ("product", price.Product.Id), ("state", price.Product.Deleted ? "deleted" : "archived"),
                ("fix", price.Product.Deleted ? "Map a price of another product" : "Unarchive it"))
            : null);

    public static IEnumerable<Finding> Product(Check self, PreflightFacts facts) => MappedPrices.OfEveryPrice(facts, (plan, slot, price) =>
        Differs(self, facts, plan, slot, "product", price.Product.Id) ?? Differs(self, facts, plan, slot, "name", price.Product.Name ?? ""));

    /// <summary>Where a lookup key that the map expects of a price leads.</summary>
    public static IEnumerable<Finding> LookupKey(Check self, PreflightFacts facts) => MappedPrices.OfEveryPrice(facts, (plan, slot, price) =>
    {
        if (slot.Expected.Text("lookup_key") is not { } key || price.LookupKey == key)
            return null;
        var holder = facts.Stripe.LookupKeys[key];
        return holder.Fault is { } fault
            ? Finding.Unproved(fault, facts.Project)
            : self.At(
                MappedPrices.PlaceOf(facts, slot, "lookup_key"), ("plan", plan.Name), ("key", key),
                ("state", holder.Value!.PriceId is { } other ? $"points to '{other}', not to '{price.Id}'" : "belongs to no active price"));
    });

    private static Finding? Differs(Check self, PreflightFacts facts, Plan plan, PriceSlot slot, string field, string actual) =>
        slot.Expected.Text(field) is { Length: > 0 } expected && expected != actual
            ? self.At(MappedPrices.PlaceOf(facts, slot, field), ("plan", plan.Name), ("actual", actual), ("expected", expected))
            : null;

    private static bool IsForSale(Plan plan, PriceSlot slot) => !plan.Retired && slot.Expected.Active;

    private static bool IsMissing(StripeAnswer<StripePrice> answer) => answer.Fault is { Kind: StripeFaultKind.ResourceMissing };

    private static bool IsOfOtherMode(StripeAnswer<StripePrice> answer, StripeMode mode) => answer.Fault!.ExistsInLivemode is { } livemode && StripeModes.Of(livemode) != mode;
}
