using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// The names by which code of a compilation can come by something sensitive: of its own members and types that hold it, and of what Stripe.net declares. A type holds what the types
/// of its members hold, however deep: each declaration is looked at once, and the answer may be yes where a log would stop before.
/// </summary>
internal sealed class NamesOfSources(CardDataPolicy policy, StripeContext stripe)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Declared types that are known to hold something, and those that hold what another one holds.</summary>
    private readonly HashSet<ISymbol> _holding = new(SameReference.Comparer);
    private readonly Dictionary<ISymbol, List<INamedTypeSymbol>> _holders = new(SameReference.Comparer);
    private readonly List<(string Name, ITypeSymbol Value)> _undecided = [];

    public HashSet<string> Collect()
    {
        Add(stripe.Compilation.SourceModule.GlobalNamespace);
        foreach (var (name, value) in _undecided)
        {
            if (!_names.Contains(name) && Parts(value).Any(_holding.Contains))
            {
                _names.Add(name);
            }
        }

        foreach (var type in _holding)
        {
            _names.Add(type.Name);
        }

        if (stripe.RequestOptions is { ContainingModule.GlobalNamespace: var api })
        {
            AddTypes(api);
        }

        return _names;
    }

    private void Add(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamespaceSymbol space)
            {
                Add(space);
            }
            else if (member is INamedTypeSymbol { TypeKind: not (TypeKind.Enum or TypeKind.Delegate) } type)
            {
                if (type.BaseType is { SpecialType: SpecialType.None } wider)
                {
                    AddHolder(wider.OriginalDefinition, type);
                }

                Add(type);
            }
            else if (!IsOfAnother(member) && member.TypeOfValue() is { SpecialType: not (SpecialType.System_Void or SpecialType.System_Boolean) } value)
            {
                Add(member, value);
            }
        }
    }

    /// <summary>What code does not name: accessors, the fields behind properties, constructors.</summary>
    private static bool IsOfAnother(ISymbol member) => member is IMethodSymbol { MethodKind: not MethodKind.Ordinary } or IFieldSymbol { AssociatedSymbol: not null };

    private void Add(ISymbol member, ITypeSymbol value)
    {
        var isSource = policy.Symbols.KindOf(member) != DataKind.None;
        var isPart = member is IPropertySymbol or IFieldSymbol;
        if (isSource && isPart)
        {
            Hold(member.ContainingType);
        }

        if (value.SpecialType == SpecialType.None)
        {
            foreach (var part in Parts(value))
            {
                if (SameReference.Comparer.Equals(part.ContainingAssembly, stripe.Compilation.Assembly) && part is INamedTypeSymbol)
                {
                    if (isPart)
                    {
                        AddHolder(part, member.ContainingType);
                    }
                }
                else if (StripeOperations.IsStripeNet(part) || policy.Types.Holds(part))
                {
                    isSource = true;
                    if (isPart)
                    {
                        Hold(member.ContainingType);
                    }
                }
            }

            if (!isSource)
            {
                _undecided.Add((member.Name, value));
            }
        }

        if (isSource)
        {
            _names.Add(member.Name);
        }
    }

    /// <summary>Whoever has a member of the type holds what it holds.</summary>
    private void AddHolder(ITypeSymbol held, INamedTypeSymbol holder)
    {
        if (_holding.Contains(held))
        {
            Hold(holder);
            return;
        }

        if (!_holders.TryGetValue(held, out var holders))
        {
            _holders[held] = holders = [];
        }

        holders.Add(holder);
    }

    private void Hold(INamedTypeSymbol type)
    {
        var open = new Stack<INamedTypeSymbol>();
        open.Push(type);
        while (open.Count > 0)
        {
            var holding = open.Pop();
            if (_holding.Add(holding) && _holders.TryGetValue(holding, out var holders))
            {
                holders.ForEach(open.Push);
            }
        }
    }

    /// <summary>The definitions that a type is put together from: of a list of pairs of a name and a card, all four.</summary>
    private static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return Parts(array.ElementType);
            case INamedTypeSymbol { SpecialType: not SpecialType.None }:
                return [];
            case INamedTypeSymbol { TypeArguments.IsEmpty: false } constructed:
                return constructed.TypeArguments.SelectMany(Parts).Prepend(constructed.OriginalDefinition);
            default:
                return [type.OriginalDefinition];
        }
    }

    private void AddTypes(INamespaceSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamespaceSymbol inner)
            {
                AddTypes(inner);
            }
            else
            {
                _names.Add(member.Name);
            }
        }
    }
}
