using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>Whether a helper may bring in something sensitive by itself: its text names something that is, or that leads to it. Each is read once, and not bound.</summary>
internal sealed class HelperSigns
{
    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SameReference.Comparer);
    private readonly Lazy<HashSet<string>> _names;
    private readonly IdentifierSearch _search;

    public HelperSigns(CardDataPolicy policy, StripeContext stripe)
    {
        _names = new(() => new NamesOfSources(policy, stripe).Collect());
        _search = new(name => SensitiveSymbols.KindOfName(name) != DataKind.None || _names.Value.Contains(name));
    }

    public bool MayBring(IMethodSymbol helper)
    {
        helper = helper.OriginalDefinition;
        if (!_known.TryGetValue(helper, out var mayBring))
        {
            _known[helper] = mayBring = helper.DeclaringSyntaxReferences.Any(_search.IsIn);
        }

        return mayBring;
    }
}
