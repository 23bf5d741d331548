using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// The names by which code of a compilation can come by something sensitive: of its own members and types that hold it or lead to it, and of what Stripe.net declares. Which member
/// a word means is not bound: any of that name counts. Only those that are asked for are looked at.
/// </summary>
internal sealed class NamesOfSources
{
    private readonly CardDataPolicy _policy;
    private readonly Lazy<ILookup<string, INamedTypeSymbol>> _declaring;
    private readonly Lazy<ILookup<string, INamedTypeSymbol>> _types;
    private readonly Lazy<ICollection<string>> _ofStripe;

    public NamesOfSources(CardDataPolicy policy, StripeContext stripe)
    {
        _policy = policy;
        var declared = new Lazy<INamedTypeSymbol[]>(() => TypesIn(stripe.Compilation.SourceModule.GlobalNamespace).ToArray());
        _types = new(() => declared.Value.ToLookup(type => type.Name, StringComparer.Ordinal));
        _declaring = new(() => declared.Value.SelectMany(type => type.MemberNames, (type, name) => (type, name)).ToLookup(member => member.name, member => member.type, StringComparer.Ordinal));
        _ofStripe = new(() => stripe.IsNamed ? stripe.RequestOptions!.ContainingAssembly.TypeNames : []);
    }

    public bool Contain(string word) =>
        _ofStripe.Value.Contains(word)
        || _types.Value[word].Any(_policy.Types.LeadsToSource)
        || _declaring.Value[word].SelectMany(type => type.GetMembers(word)).Any(LeadsToSource);

    private bool LeadsToSource(ISymbol member) =>
        member.TypeOfValue() is { SpecialType: not (SpecialType.System_Void or SpecialType.System_Boolean) } value
        && (_policy.Symbols.KindOf(member) != DataKind.None || LeadsToSource(value));

    /// <summary>Any of the types that a type is put together from: of a list of pairs of a name and a card, all four.</summary>
    private bool LeadsToSource(ITypeSymbol type) =>
        type.SpecialType == SpecialType.None
        && (StripeOperations.IsStripeNet(type)
            || _policy.Types.LeadsToSource(type)
            || (type is INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } && arguments.Any(LeadsToSource)));

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container)
    {
        var types = container.GetTypeMembers().Where(type => type.TypeKind is not (TypeKind.Enum or TypeKind.Delegate)).SelectMany(type => TypesIn(type).Prepend(type));
        return container is INamespaceSymbol space ? types.Concat(space.GetNamespaceMembers().SelectMany(TypesIn)) : types;
    }
}
