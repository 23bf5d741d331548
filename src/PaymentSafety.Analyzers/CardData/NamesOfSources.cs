using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>The names by which code of a compilation can come by something sensitive: of its own members and types that hold it, and of what Stripe.net declares.</summary>
internal sealed class NamesOfSources(CardDataPolicy policy, StripeContext stripe)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public HashSet<string> Collect()
    {
        Add(stripe.Compilation.SourceModule.GlobalNamespace);
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
            if (member is INamespaceOrTypeSymbol inner)
            {
                if (member is not ITypeSymbol { TypeKind: TypeKind.Enum or TypeKind.Delegate })
                {
                    Add(inner);
                }

                if (member is ITypeSymbol type && policy.Types.Holds(type))
                {
                    _names.Add(member.Name);
                }
            }
            else if (!IsOfAnother(member) && member.TypeOfValue() is { SpecialType: not (SpecialType.System_Void or SpecialType.System_Boolean) } value && (IsSource(member, value) || LeadsToStripe(value)))
            {
                _names.Add(member.Name);
            }
        }
    }

    /// <summary>What code does not name: accessors, the fields behind properties, constructors.</summary>
    private static bool IsOfAnother(ISymbol member) => member is IMethodSymbol { MethodKind: not MethodKind.Ordinary } or IFieldSymbol { AssociatedSymbol: not null };

    private bool IsSource(ISymbol member, ITypeSymbol value) => policy.Types.Holds(value) || policy.Symbols.KindOf(member) != DataKind.None;

    /// <summary>A service of Stripe's is no secret, but what it answers may be one.</summary>
    private static bool LeadsToStripe(ITypeSymbol type) =>
        StripeOperations.IsStripeNet(type) || (type is INamedTypeSymbol { TypeArguments: var arguments } && arguments.Any(LeadsToStripe));

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
