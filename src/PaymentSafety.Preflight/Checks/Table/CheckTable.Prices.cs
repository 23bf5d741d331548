namespace PaymentSafety.Preflight.Checks;

/// <summary>PF4xxx: The prices.</summary>
public static partial class CheckTable
{
    public static readonly Check PriceMissing = Error(
        "PF4001", "Plan '{plan}': price '{id}' does not exist in {mode} mode.",
        "Correct the id.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceChecks.Missing);

    public static readonly Check PriceOfOtherMode = Error(
        "PF4002", "Plan '{plan}': '{id}' is a {other} price, but the key is {mode}.",
        "Write the {mode} id.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceChecks.OfOtherMode);

    public static readonly Check PriceInWrongSlot = Error(
        "PF4003", "Plan '{plan}': Stripe says livemode={livemode} for '{id}' in the {mode} slot.",
        "Write the {mode} id.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceChecks.InWrongSlot);

    public static readonly Check PriceArchived = Error(
        "PF4004", "Plan '{plan}': price '{id}' is archived; new purchases will fail.",
        "Activate it or map the current price.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceChecks.Archived);

    private static IEnumerable<Check> PriceRows =>
    [
        PriceMissing, PriceOfOtherMode, PriceInWrongSlot, PriceArchived,
    ];
}
