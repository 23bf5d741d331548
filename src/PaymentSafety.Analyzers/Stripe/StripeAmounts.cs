using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Stripe;

/// <summary>
/// The properties of Stripe.net that hold an amount in the currency's minor unit: of options, what is asked for; of objects, what Stripe answers.
/// By type and by name, for most are called Amount or have it as a word (Stripe.net 52.2.0, properties of type long and decimal).
/// </summary>
internal static class StripeAmounts
{
    private static readonly HashSet<string> OtherNames = new(StringComparer.Ordinal)
    {
        "Total", "Subtotal", "TotalExcludingTax", "SubtotalExcludingTax", "Tax", "Balance", "StartingBalance", "EndingBalance", "Net", "Fee", "AtmFee", "ApplicationFee", "UnitCost", "UnitCostDecimal",
    };

    /// <summary>One of them is in the name of each amount that is sent.</summary>
    public static IReadOnlyList<string> WordsOfSent { get; } = ["Amount", "Balance", "UnitCost", "Fee", "Tax", "Total", "Subtotal"];

    public static bool IsAmount(IPropertySymbol property) =>
        StripeOperations.IsStripeNet(property)
        && IsNumber(property.Type)
        && (OtherNames.Contains(property.Name) || (property.Name.IndexOf("Amount", StringComparison.Ordinal) >= 0 && property.Name.IndexOf("Percent", StringComparison.Ordinal) < 0));

    /// <summary>An amount that is sent to Stripe.</summary>
    public static bool IsSent(IPropertySymbol property) =>
        property.ContainingType.Name.EndsWith("Options", StringComparison.Ordinal) && IsAmount(property);

    private static bool IsNumber(ITypeSymbol type) =>
        (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: { Length: 1 } arguments } ? arguments[0] : type)
            .SpecialType is SpecialType.System_Int64 or SpecialType.System_Decimal or SpecialType.System_Int32;
}
