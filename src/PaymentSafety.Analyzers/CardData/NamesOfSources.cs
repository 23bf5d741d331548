using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// The names by which code of a compilation can come by something sensitive: of its own members and types that hold it or lead to it, and of what Stripe.net declares.
/// </summary>
internal sealed class NamesOfSources(CardDataPolicy policy, StripeContext stripe)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public HashSet<string> Collect()
    {
        Add(stripe.Compilation.SourceModule.GlobalNamespace);
        if (stripe.IsNamed)
        {
            _names.UnionWith(stripe.RequestOptions!.ContainingAssembly.TypeNames);
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
                AddIf(policy.Types.LeadsToSource(type), type);
                Add(type);
            }
            else if (!IsOfAnother(member) && member.TypeOfValue() is { SpecialType: not (SpecialType.System_Void or SpecialType.System_Boolean) } value)
            {
                AddIf(policy.Symbols.KindOf(member) != DataKind.None || LeadsToSource(value), member);
            }
        }
    }

    private void AddIf(bool isSource, ISymbol symbol)
    {
        if (isSource)
        {
            _names.Add(symbol.Name);
        }
    }

    /// <summary>What code does not name: accessors, the fields behind properties, constructors.</summary>
    private static bool IsOfAnother(ISymbol member) => member is IMethodSymbol { MethodKind: not MethodKind.Ordinary } or IFieldSymbol { AssociatedSymbol: not null };

    /// <summary>Any of the types that a type is put together from: of a list of pairs of a name and a card, all four.</summary>
    private bool LeadsToSource(ITypeSymbol type) =>
        type.SpecialType == SpecialType.None
        && (StripeOperations.IsStripeNet(type) || policy.Types.LeadsToSource(type) || (type is INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } && arguments.Any(LeadsToSource)));
}
