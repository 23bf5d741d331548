using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Logging;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>What a declaration says about itself: data annotations and data classifications.</summary>
internal static class DataAttributes
{
    /// <summary>DataType.CreditCard of System.ComponentModel.DataAnnotations.</summary>
    private const int CreditCardDataType = 14;

    /// <summary>What the symbol is declared to be; null where it says nothing, as the framework does of its own.</summary>
    public static DataKind? KindOf(ISymbol symbol)
    {
        if (symbol.ContainingAssembly is not ISourceAssemblySymbol && symbol.IsInNamespace("System"))
        {
            return null;
        }

        var attributes = symbol.GetAttributes();
        if (attributes.IsEmpty)
        {
            return null;
        }

        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass?.Name == "CreditCardAttribute"
                || (attribute is { AttributeClass.Name: "DataTypeAttribute", ConstructorArguments: { Length: 1 } arguments } && arguments[0].Value is CreditCardDataType))
            {
                return DataKind.CardNumber;
            }
        }

        return DataClassification.AttributeOf(symbol) is { } classification && KindOfClassification(classification, symbol) is var kind and not DataKind.None ? kind : null;
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
