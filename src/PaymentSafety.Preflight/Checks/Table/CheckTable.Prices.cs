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

    public static readonly Check ProductArchived = Error(
        "PF4005", "Plan '{plan}': product '{product}' is {state}.",
        "{fix}.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceChecks.ProductArchived);

    public static readonly Check OtherCurrency = Error(
        "PF4006", "Plan '{plan}': currency is {actual}, expected {expected}.",
        "Prices cannot be edited: create a new price, transfer the lookup key, update the map.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceTermChecks.Currency);

    public static readonly Check OtherAmount = Error(
        "PF4007", "Plan '{plan}': amount is {actual}, expected {expected}.",
        "Prices cannot be edited: create a new price, transfer the lookup key, update the map.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceTermChecks.Amount);

    public static readonly Check OtherInterval = Error(
        "PF4008", "Plan '{plan}': billed {actual}, expected {expected}.",
        "Prices cannot be edited: create a new price, transfer the lookup key, update the map.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceTermChecks.Interval);

    public static readonly Check OtherLookupKey = Error(
        "PF4009", "Plan '{plan}': lookup key '{key}' {state}.",
        "Create the price with transfer_lookup_key, or correct the map.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceChecks.LookupKey);

    public static readonly Check OtherMetadata = Error(
        "PF4010", "Plan '{plan}': metadata {key} is {actual}, the map says {expected}.",
        "Edit the {owner}'s metadata (allowed).",
        Needs.Map | Needs.Prices | Needs.Stripe, MetadataChecks.Metadata);

    public static readonly Check OtherProduct = Error(
        "PF4011", "Plan '{plan}': product is '{actual}', expected '{expected}'.",
        "Map the price of that product, or correct the map.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceChecks.Product);

    public static readonly Check ModesDiffer = Warning(
        "PF4012", "Plan '{plan}': test and live differ: {field} {a} / {b}.",
        "\"Copy to live mode\" copies once; repeat the later change.",
        Needs.Map | Needs.Prices | Needs.Stripe | Needs.OtherMode, CatalogueChecks.ModesDiffer);

    public static readonly Check SeveralAlike = Warning(
        "PF4013", "Plan '{plan}': {n} active prices have the same product, amount and interval: {ids}.",
        "Archive the unused.",
        Needs.Map | Needs.Prices | Needs.Stripe | Needs.ActivePrices, CatalogueChecks.Alike);

    public static readonly Check InNoPlan = Note(
        "PF4014", "Active price '{id}' ({amount}) is in no plan.",
        "Map or archive.",
        Needs.Map | Needs.Stripe | Needs.WholeCatalogue, CatalogueChecks.Unmapped);

    public static readonly Check NoComparableAmount = Warning(
        "PF4015", "Plan '{plan}': {kind} price; the amount cannot be compared.",
        "Leave unit_amount out of the map, or map a price with one amount.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceTermChecks.NotComparable);

    public static readonly Check OtherCurrencyOption = Error(
        "PF4016", "Plan '{plan}': {what}.",
        "Add the currency to the price, or correct currency_options.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceTermChecks.CurrencyOptions);

    public static readonly Check FreePrice = Warning(
        "PF4017", "Plan '{plan}': the price is free.",
        "Confirm with \"unit_amount\": 0.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceTermChecks.Free);

    public static readonly Check NoMinorUnit = Warning(
        "PF4018", "Plan '{plan}': {currency} has no minor unit; {amount} means {formatted}.",
        "Confirm with \"unit_amount\": {amount}, or create the price with the amount that was meant.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceTermChecks.MinorUnit);

    public static readonly Check UnexpectedlyMetered = Warning(
        "PF4019", "Plan '{plan}': metered price without expectation usage_type=metered.",
        "Write \"usage_type\": \"metered\", or map a licensed price.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceTermChecks.Metered);

    public static readonly Check OtherTaxBehavior = Error(
        "PF4020", "Plan '{plan}': tax_behavior is {actual}, expected {expected}.",
        "Prices cannot be edited: create a new price, transfer the lookup key, update the map.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceTermChecks.TaxBehavior);

    private static IEnumerable<Check> PriceRows =>
    [
        PriceMissing, PriceOfOtherMode, PriceInWrongSlot, PriceArchived, ProductArchived, OtherCurrency,
        OtherAmount, OtherInterval, OtherLookupKey, OtherMetadata, OtherProduct, ModesDiffer,
        SeveralAlike, InNoPlan, NoComparableAmount, OtherCurrencyOption, FreePrice, NoMinorUnit,
        UnexpectedlyMetered, OtherTaxBehavior,
    ];
}
