using Microsoft.CodeAnalysis;
using PaymentSafety.Core.Prices;

namespace PaymentSafety.Analyzers.PriceIds;

/// <summary>
/// What keeps the generator from reading the map, under the ids of the gate, which says the same before a publish. They are rows of the gate's table
/// and explained on its page, and therefore none of <see cref="Rules"/>.
/// </summary>
internal static class PriceMapDiagnostics
{
    private const string Category = "PaymentSafety.Preflight";
    private const string Page = "https://github.com/paymentsafety/paymentsafety/blob/main/docs/preflight.md#";

#pragma warning disable RS2000 // The gate's table is what tracks them.
    public static readonly DiagnosticDescriptor Missing = new(
        PriceMapWords.MissingId, "No price map", "PaymentSafetyGeneratePriceIds is true, and there is no price map (stripe-prices.json). Run `dotnet build -t:PaymentSafetyInit` to create one, or set PaymentSafetyPriceMap.",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Page + "pf1001");

    private static readonly DiagnosticDescriptor NotJson = new(
        PriceMapWords.NotJsonId, "Price map is not valid JSON", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Page + "pf1002");

    private static readonly DiagnosticDescriptor WrongType = new(
        PriceMapWords.WrongTypeId, "Wrong value in the price map", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Page + "pf1003");

    private static readonly DiagnosticDescriptor WrittenTwice = new(
        PriceMapWords.WrittenTwiceId, "Plan is written twice", "{0}", Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: Page + "pf1004");
#pragma warning restore RS2000

    public static DiagnosticDescriptor Of(string id) => id switch
    {
        PriceMapWords.NotJsonId => NotJson,
        PriceMapWords.WrittenTwiceId => WrittenTwice,
        _ => WrongType,
    };
}
