using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Logging;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>Which types hold card data or secrets, and when their text form shows it. Each type is looked at once.</summary>
internal sealed class SensitiveTypes
{
    /// <summary>Objects in objects in objects: what is deeper is not what a reader of the call has in mind, and most often not there.</summary>
    private const int Deepest = 3;

    private static readonly HashSet<string> LeftOutOfLogs = new() { "NotLoggedAttribute", "NotLoggedIfNullAttribute", "LogMaskedAttribute", "LogReplacedAttribute", "LogPropertyIgnoreAttribute" };
    private static readonly HashSet<string> LeftOutOfJson = new() { "JsonIgnoreAttribute", "IgnoreDataMemberAttribute", "XmlIgnoreAttribute", "NonSerializedAttribute" };

    private readonly SensitiveSymbols _symbols;
    private readonly StripeContext _stripe;
    private readonly TypeArguments _arguments;
    private readonly ConcurrentDictionary<(ITypeSymbol Type, WrittenAs Form), HeldData?> _held = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, ISymbol[]> _members = new(SymbolEqualityComparer.Default);
    private readonly Holders _holders;

    public SensitiveTypes(SensitiveSymbols symbols, StripeContext stripe, DeclaredTypes declared)
    {
        _symbols = symbols;
        _stripe = stripe;
        _arguments = new TypeArguments(declared);
        _holders = new Holders(PartsOf);
    }

    /// <summary>Whether any form of the type can show something.</summary>
    public bool Holds(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface or TypeKind.Array or TypeKind.TypeParameter }
        && Find(type, WrittenAs.LoggedMembers) is not null;

    /// <summary>Whether the type, or a type that it is made of, shows something at any depth: false more quickly than <see cref="Find(ITypeSymbol, WrittenAs)"/> is.</summary>
    public bool LeadsToSource(ITypeSymbol type) => _holders.MayBe(type);

    /// <summary>What the text form of the type shows; null where it shows nothing, such as a class that prints its name.</summary>
    public HeldData? Find(ITypeSymbol type, WrittenAs form) => _holders.MayBe(type) ? _held.GetOrAdd((type, form), key => Search(key.Type, key.Form, Deepest, [])) : null;

    /// <summary>The same for an object some of whose members are known to hold nothing: their names, each between commas.</summary>
    public HeldData? Find(ITypeSymbol type, WrittenAs form, string cleared) =>
        cleared.Length == 0 || type is not INamedTypeSymbol named || !IsData(named) ? Find(type, form) : SearchMembers(named, form, Deepest, [type], cleared);

    /// <summary>Whether ToString of the type writes the member.</summary>
    public bool Prints(ITypeSymbol type, ISymbol member) =>
        type is INamedTypeSymbol named
        && (OwnText.Of(named) is { } own
            ? own.Shows(member)
            : type.IsTupleType
                || type.IsAnonymousType
                || type.IsRecord
                || _stripe.IsEntity(type)
                || type is { Name: "KeyValuePair" } && type.IsInNamespace("System", "Collections", "Generic"));

    /// <summary>Whether the type can be a value that a log writes: an object, and not a delegate, a task or a part of the framework.</summary>
    private static bool IsData(INamedTypeSymbol type) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface && type.SpecialType == SpecialType.None
        && !IsOfFramework(type)
        && !type.IsException();

    private static bool IsOfFramework(INamedTypeSymbol type) => type.OutermostNamespace() is "System" or "Microsoft";

    private HeldData? Search(ITypeSymbol type, WrittenAs form, int depth, HashSet<ITypeSymbol> seen)
    {
        if (depth == 0 || !seen.Add(type))
        {
            return null;
        }

        var found = type is ITypeParameterSymbol parameter ? SearchArguments(parameter, form, depth, seen)
            : ElementOf(type) is { } element && (form != WrittenAs.Text || depth == Deepest) ? Search(element, form, depth - 1, seen)
            : type is INamedTypeSymbol named && IsData(named) ? SearchMembers(named, form, depth, seen)
            : null;
        seen.Remove(type);
        return found;
    }

    private HeldData? SearchArguments(ITypeParameterSymbol parameter, WrittenAs form, int depth, HashSet<ITypeSymbol> seen)
    {
        foreach (var argument in _arguments.Of(parameter))
        {
            if (Search(argument, form, depth - 1, seen) is { } held)
            {
                return held with { Path = argument.Name + "." + held.Path };
            }
        }

        return null;
    }

    private HeldData? SearchMembers(INamedTypeSymbol type, WrittenAs form, int depth, HashSet<ITypeSymbol> seen, string cleared = "")
    {
        HeldData? nested = null;
        foreach (var member in TellingMembersOf(type))
        {
            if (cleared.Contains($",{member.Name},") || IsLeftOut(member, form) || (form == WrittenAs.Text && !Prints(type, member)))
            {
                continue;
            }

            var ofStripe = StripeOperations.IsStripeNet(member) ? member as IPropertySymbol : null;
            if ((ofStripe is null ? _symbols.KindOf(member) : StripeSecrets.KindInJson(ofStripe, depth == Deepest)) is var kind and not DataKind.None)
            {
                return new HeldData(member.Name, member, kind);
            }

            var isThere = ofStripe is null || !StripeSecrets.IsExpandable(ofStripe);
            if (nested is null && isThere && member.TypeOfValue() is { } inner && SearchInner(inner, form, depth - 1, seen) is { } deeper)
            {
                nested = new HeldData(member.Name + "." + deeper.Path, member, deeper.Kind);
            }
        }

        return nested;
    }

    /// <summary>[LogProperties] writes a member's own text, and that of each item of a collection.</summary>
    private HeldData? SearchInner(ITypeSymbol inner, WrittenAs form, int depth, HashSet<ITypeSymbol> seen) =>
        form == WrittenAs.LogProperties ? Search(ElementOf(inner) ?? inner, WrittenAs.Text, depth, seen) : Search(inner, form, depth, seen);

    /// <summary>The types that a definition is made of; null where it declares something sensitive, or may do so: what is Stripe.net's is told by the form in which it is shown.</summary>
    private IReadOnlyList<ITypeSymbol>? PartsOf(ITypeSymbol definition)
    {
        if (StripeOperations.IsStripeNet(definition))
        {
            return null;
        }

        var parts = new List<ITypeSymbol>();
        if (definition is ITypeParameterSymbol parameter)
        {
            parts.AddRange(_arguments.Of(parameter));
        }
        else if (definition is INamedTypeSymbol named && IsData(named))
        {
            foreach (var member in named.GetMembers())
            {
                if (!IsShown(member) || member.TypeOfValue() is not { } type)
                {
                    continue;
                }

                if (_symbols.KindOf(member) != DataKind.None)
                {
                    return null;
                }

                if (type.SpecialType == SpecialType.None)
                {
                    parts.Add(type);
                }
            }

            if (named.BaseType is { SpecialType: SpecialType.None } ancestor)
            {
                parts.Add(ancestor);
            }
        }

        return parts;
    }

    /// <summary>The members that can show something, by what they are called or by what is in them: of most types, none.</summary>
    private ISymbol[] TellingMembersOf(INamedTypeSymbol type)
    {
        if (!_members.TryGetValue(type, out var members))
        {
            _members[type] = members = MembersOf(type).Where(member => IsOfData(member.TypeOfValue()) || StripeOperations.IsStripeNet(member) || _symbols.KindOf(member) != DataKind.None).ToArray();
        }

        return members;
    }

    private static bool IsOfData(ITypeSymbol? type) => type switch
    {
        ITypeParameterSymbol => true,
        INamedTypeSymbol named when IsData(named) => true,
        { SpecialType: SpecialType.None } => ElementOf(type) is { } element && IsOfData(element),
        _ => false,
    };

    private static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type)
    {
        for (var current = type; current is not null && !IsOfFramework(current); current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (IsShown(member))
                {
                    yield return member;
                }
            }
        }
    }

    private static bool IsShown(ISymbol member) =>
        member.Kind is SymbolKind.Property or SymbolKind.Field
        && member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public }
        && member is IPropertySymbol { IsIndexer: false, GetMethod: not null } or IFieldSymbol { AssociatedSymbol: null, IsConst: false };

    private static bool IsLeftOut(ISymbol member, WrittenAs form) => form switch
    {
        WrittenAs.LogProperties when DataClassification.IsClassified(member) => true,
        WrittenAs.LoggedMembers or WrittenAs.LogProperties => member.GetAttributes().Any(attribute => attribute.AttributeClass is { } type && LeftOutOfLogs.Contains(type.Name)),
        WrittenAs.Json => member.GetAttributes().Any(attribute => attribute.AttributeClass is { } type && LeftOutOfJson.Contains(type.Name)),
        _ => false,
    };

    /// <summary>What a collection, a nullable or a task is of.</summary>
    private static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { IsGenericType: true, IsTupleType: false } named when named.IsInNamespace("System") && named.TypeArguments is { Length: > 0 } arguments => arguments[arguments.Length - 1],
        _ => null,
    };
}
