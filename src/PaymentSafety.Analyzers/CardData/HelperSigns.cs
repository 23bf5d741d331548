using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// Whether a helper may bring in something sensitive by itself, by the words of its text: where it names what is, or what leads to it. Each is read once, and not bound.
/// </summary>
internal sealed class HelperSigns
{
    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SameReference.Comparer);
    private readonly IdentifierSearch _search;

    public HelperSigns(CardDataPolicy policy, StripeContext stripe, DeclaredTypes declared)
    {
        var sources = new NamesOfSources(policy, stripe, declared);
        _search = new IdentifierSearch(word => SensitiveSymbols.KindOfName(word) != DataKind.None || sources.Contain(word));
    }

    public bool MayBring(IMethodSymbol helper)
    {
        helper = helper.OriginalDefinition;
        if (!_known.TryGetValue(helper, out var isIn))
        {
            _known[helper] = isIn = helper.DeclaringSyntaxReferences.Any(_search.IsIn);
        }

        return isIn;
    }
}
