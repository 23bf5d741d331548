using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// What a declared thing holds, by its type first, then by its attributes, then by the words of its name where its type can hold it.
/// Each symbol of a compilation is looked at once.
/// </summary>
internal sealed class SensitiveSymbols
{
    /// <summary>Members that are called after what their type stands for: <c>CreditCard.Number</c>, <c>CardNumber.Value</c>.</summary>
    private static readonly HashSet<string> NamedAfterType = new(StringComparer.OrdinalIgnoreCase) { "Number", "No", "Num", "Value", "Digits", "Raw", "Text", "Code" };

    /// <summary>Ends of a type's name that do not say what it holds.</summary>
    private static readonly HashSet<string> RolesOfTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "Dto", "Model", "View", "Vm", "Request", "Response", "Command", "Query", "Input", "Form", "Payload", "Entity", "Record", "Rec", "Details", "Detail", "Info", "Data", "Params",
        "Options", "Message", "Event", "Raw", "Value", "Object",
    };

    /// <summary>Last words of types whose members say what things are called, and hold none of them: <c>SettingNames.SecretKey</c>, <c>CardColumns.Cvc</c>.</summary>
    private static readonly HashSet<string> TypesOfNames = new(StringComparer.OrdinalIgnoreCase) { "Names", "Columns", "Headers", "Labels", "Placeholders" };

    private readonly ConcurrentDictionary<ISymbol, DataKind> _kinds = new(SameReference.Comparer);

    private readonly ConcurrentDictionary<string, DataKind> _names = new(StringComparer.Ordinal);

    private readonly SymbolPatterns _own;

    /// <param name="own">What the user says holds card data.</param>
    public SensitiveSymbols(SymbolPatterns own) => _own = own;

    public DataKind KindOf(ISymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        return symbol switch
        {
            // No other body has the variable, and nobody else declares it.
            ILocalSymbol local when _own.IsEmpty => local.IsConst ? DataKind.None : OfName(local, local.Type),
            IParameterSymbol parameter when _own.IsEmpty => DataAttributes.KindOf(parameter) ?? OfName(parameter, parameter.Type),
            _ => _kinds.TryGetValue(symbol, out var kind) ? kind : _kinds[symbol] = Classify(symbol),
        };
    }

    private DataKind Classify(ISymbol symbol)
    {
        if (!_own.IsEmpty && (_own.Matches(symbol) || (symbol.TypeOfValue() is { } valueType && _own.Matches(valueType))))
        {
            return KindOfName(symbol.Name) is var named and not DataKind.None ? named : DataKind.CardNumber;
        }

        if (StripeOperations.IsStripeNet(symbol))
        {
            return symbol is IPropertySymbol property ? StripeSecrets.KindOf(property) : DataKind.None;
        }

        if (symbol.TypeOfValue() is not { } type || symbol is IFieldSymbol { IsConst: true } or ILocalSymbol { IsConst: true })
        {
            return DataKind.None;
        }

        return (DataAttributes.KindOf(symbol) ?? OfName(symbol, type)) is var kind and not DataKind.None && !IsNameOnly(symbol) ? kind : DataKind.None;
    }

    /// <summary>A verification code fits in the most types: what it does not fit in needs no look at its name.</summary>
    private DataKind OfName(ISymbol symbol, ITypeSymbol type) =>
        MayTell(symbol.Name) && CanHold(type, DataKind.AuthenticationData) && ByName(symbol, type) is var kind && CanHold(type, kind) ? kind : DataKind.None;

    /// <summary>False of most names at once. The value that a setter is given is called "value".</summary>
    private static bool MayTell(string name) => CardDataName.MayBeSensitive(name) || NamedAfterType.Contains(name.TrimStart('_'));

    private static bool IsNameOnly(ISymbol symbol) =>
        symbol is IFieldSymbol or IPropertySymbol && symbol.ContainingType is { } type && Words.Of(type.Name) is { Count: > 0 } words && TypesOfNames.Contains(words[words.Count - 1]);

    private DataKind ByName(ISymbol symbol, ITypeSymbol type)
    {
        var name = symbol switch
        {
            // The value that a setter is given.
            IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.PropertySet, AssociatedSymbol: { } set } } => set.Name,
            IMethodSymbol method => NameOfResult(method),
            _ => symbol.Name,
        };
        var kind = KindOfKnown(name);
        if (kind == DataKind.None && name.EndsWith("s", StringComparison.Ordinal) && KindOfKnown(name.Substring(0, name.Length - 1)) is var ofOne and not DataKind.None && IsCollection(type))
        {
            kind = ofOne;
        }

        if (kind == DataKind.CardNumber && symbol is IPropertySymbol or IFieldSymbol && CardDataName.IsOtherCard(OwnerOf(symbol.ContainingType)))
        {
            return DataKind.None;
        }

        return kind == DataKind.None && symbol is IPropertySymbol or IFieldSymbol && NamedAfterType.Contains(name.TrimStart('_'))
            ? KindOfName(NameOfMember(symbol.ContainingType, name))
            : kind;
    }

    /// <summary>Names come again and again.</summary>
    private DataKind KindOfKnown(string name) => _names.TryGetValue(name, out var kind) ? kind : _names[name] = KindOfName(name);

    public static DataKind KindOfName(string name) => CardDataName.Classify(name) switch
    {
        SensitiveName.CardNumber => DataKind.CardNumber,
        SensitiveName.AuthenticationData => DataKind.AuthenticationData,
        SensitiveName.ClientSecret => DataKind.ClientSecret,
        SensitiveName.Secret => DataKind.Secret,
        _ => DataKind.None,
    };

    /// <summary><c>CreditCardDto.Number</c> is a CreditCardNumber, <c>CardNumber.Value</c> a CardNumber, <c>Invoice.Number</c> an InvoiceNumber.</summary>
    private static string NameOfMember(INamedTypeSymbol type, string member)
    {
        var owner = OwnerOf(type);
        return KindOfName(owner) != DataKind.None ? owner
            : member.EndsWith("o", StringComparison.OrdinalIgnoreCase) || member.StartsWith("num", StringComparison.OrdinalIgnoreCase) ? owner + "Number"
            : owner;
    }

    /// <summary>What the type stands for, without its role: a GiftCardDto is a GiftCard.</summary>
    private static string OwnerOf(INamedTypeSymbol type)
    {
        var words = Words.Of(type.Name).ToList();
        while (words.Count > 1 && RolesOfTypes.Contains(words[words.Count - 1]))
        {
            words.RemoveAt(words.Count - 1);
        }

        return string.Concat(words);
    }

    /// <summary>A method that is asked for a value is called after it: GetCardNumber. One that does something with it is not: ValidateCardNumber.</summary>
    private static string NameOfResult(IMethodSymbol method) =>
        Words.First(method.Name) is var verb && verb is "Get" or "Read" or "Load" or "Fetch" or "Decrypt" or "Retrieve" or "Extract" or "Reveal" or "Detokenize" or "Generate"
            ? method.Name.Substring(verb.Length)
            : string.Empty;

    /// <summary>Whether a value of the type can be what the name says: a bool called hasCvc is none, nor is a double called pan.</summary>
    private static bool CanHold(ITypeSymbol type, DataKind kind) => type switch
    {
        _ when kind == DataKind.None => false,
        { SpecialType: SpecialType.System_String or SpecialType.System_Object } => true,
        { SpecialType: SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Decimal } => kind is DataKind.CardNumber or DataKind.AuthenticationData,
        { SpecialType: SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int16 or SpecialType.System_UInt16 } => kind == DataKind.AuthenticationData,
        { TypeKind: TypeKind.Dynamic } => true,
        IArrayTypeSymbol array => IsCharacter(array.ElementType) || CanHold(array.ElementType, kind),
        INamedTypeSymbol { Name: "Nullable" or "Task" or "ValueTask" or "Lazy", TypeArguments: { Length: 1 } wrapped } => CanHold(wrapped[0], kind),
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory", TypeArguments: { Length: 1 } element } => IsCharacter(element[0]),
        INamedTypeSymbol { Name: "StringValues" or "StringBuilder" or "SecureString" } => true,
        INamedTypeSymbol { TypeArguments: { Length: 1 } element } => CanHold(element[0], kind) && IsCollection(type),
        _ => false,
    };

    private static bool IsCharacter(ITypeSymbol type) => type.SpecialType is SpecialType.System_Char or SpecialType.System_Byte;

    private static bool IsCollection(ITypeSymbol type) =>
        type is IArrayTypeSymbol
        || (type.SpecialType != SpecialType.System_String
            && (type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
                || type.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable)));
}
