using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Logging;

/// <summary>The classifications of Microsoft.Extensions.Compliance, by which the logging source generator redacts.</summary>
internal static class DataClassification
{
    public static bool IsClassified(ISymbol symbol) => AttributeOf(symbol) is not null;

    /// <summary>The base type decides, because each team derives its own. "No classification" is none.</summary>
    public static INamedTypeSymbol? AttributeOf(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
            {
                if (type.Name == "DataClassificationAttribute" && type.IsInNamespace("Microsoft", "Extensions", "Compliance", "Classification") && attribute.AttributeClass!.Name != "NoDataClassificationAttribute")
                {
                    return attribute.AttributeClass;
                }
            }
        }

        return null;
    }
}
