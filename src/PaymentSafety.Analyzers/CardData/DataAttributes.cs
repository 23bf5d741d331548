using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>What a declaration says about itself: data annotations, and the classifications of Microsoft.Extensions.Compliance.</summary>
internal static class DataAttributes
{
    /// <summary>DataType.CreditCard of System.ComponentModel.DataAnnotations.</summary>
    private const int CreditCardDataType = 14;

    /// <summary>What the symbol is declared to be; null where it says nothing.</summary>
    public static DataKind? KindOf(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            switch (attribute.AttributeClass?.Name)
            {
                case "CreditCardAttribute":
                    return DataKind.CardNumber;
                case "DataTypeAttribute" when attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is CreditCardDataType:
                    return DataKind.CardNumber;
                default:
                    if (IsClassification(attribute.AttributeClass) && KindOfClassification(attribute.AttributeClass!, symbol) is var kind and not DataKind.None)
                    {
                        return kind;
                    }

                    break;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the declaration carries a data classification, which the logging source generator redacts by. The base type decides: each team derives its own.
    /// "No classification" is none.
    /// </summary>
    public static bool IsClassified(ISymbol symbol) => symbol.GetAttributes().Any(attribute => IsClassification(attribute.AttributeClass));

    private static bool IsClassification(INamedTypeSymbol? attribute)
    {
        for (var type = attribute; type is not null; type = type.BaseType)
        {
            if (type.Name == "DataClassificationAttribute" && type.IsInNamespace("Microsoft", "Extensions", "Compliance", "Classification"))
            {
                return attribute!.Name != "NoDataClassificationAttribute";
            }
        }

        return false;
    }

    /// <summary>A taxonomy has more than cards in it: what the attribute or the member is called decides.</summary>
    private static DataKind KindOfClassification(INamedTypeSymbol attribute, ISymbol symbol)
    {
        if (SensitiveSymbols.KindOfName(symbol.Name) is var named and not DataKind.None)
        {
            return named;
        }

        var words = Words.Of(attribute.Name);
        return words.Any(word => word is "Card" or "Cardholder" or "Pan" or "PAN" or "Pci" or "PCI" or "Payment") ? DataKind.CardNumber
            : words.Any(word => word is "Cvc" or "CVC" or "Cvv" or "CVV" or "Sad" or "SAD") ? DataKind.AuthenticationData
            : words.Any(word => word is "Secret" or "Credential" or "Credentials") ? DataKind.Secret
            : DataKind.None;
    }
}
