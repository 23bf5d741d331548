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

    public NamesOfSources(CardDataPolicy policy, StripeContext stripe, DeclaredTypes declared)
    {
        _policy = policy;
        _types = new(() => declared.All.ToLookup(type => type.Name, StringComparer.Ordinal));
        _declaring = new(() => declared.All.SelectMany(type => type.MemberNames, (type, name) => (type, name)).ToLookup(member => member.name, member => member.type, StringComparer.Ordinal));
        _ofStripe = new(() => stripe.IsNamed ? stripe.RequestOptions!.ContainingAssembly.TypeNames : []);
    }

    public bool Contain(string word) =>
        _ofStripe.Value.Contains(word)
        || _types.Value[word].Any(_policy.Types.LeadsToSource)
        || _declaring.Value[word].SelectMany(type => type.GetMembers(word)).Any(LeadsToSource);

    private bool LeadsToSource(ISymbol member) =>
        member.TypeOfValue() is { SpecialType: not (SpecialType.System_Void or SpecialType.System_Boolean) } value
        && (_policy.Symbols.KindOf(member) != DataKind.None || (value.SpecialType == SpecialType.None && _policy.Types.LeadsToSource(value)));
}
