using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Logging;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// What a helper may do by itself, by the words of its text: bring in something sensitive, where it names what is or what leads to it; let something out, where it names
/// a way out. Each is read once for either, and not bound.
/// </summary>
internal sealed class HelperSigns
{
    private readonly TextSign _mayBring;
    private readonly TextSign _mayLetOut;

    public HelperSigns(CardDataPolicy policy, StripeContext stripe, SinkNames sinks)
    {
        var sources = new Lazy<HashSet<string>>(() => new NamesOfSources(policy, stripe).Collect());
        _mayBring = new TextSign(word => SensitiveSymbols.KindOfName(word) != DataKind.None || sources.Value.Contains(word));
        _mayLetOut = new TextSign(sinks.Contains);
    }

    public bool MayBring(IMethodSymbol helper) => _mayBring.IsIn(helper);

    public bool MayLetOut(IMethodSymbol helper) => _mayLetOut.IsIn(helper);

    private sealed class TextSign(Func<string, bool> isSought)
    {
        private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SameReference.Comparer);
        private readonly IdentifierSearch _search = new(isSought);

        public bool IsIn(IMethodSymbol helper)
        {
            helper = helper.OriginalDefinition;
            if (!_known.TryGetValue(helper, out var isIn))
            {
                _known[helper] = isIn = helper.DeclaringSyntaxReferences.Any(_search.IsIn);
            }

            return isIn;
        }
    }
}
