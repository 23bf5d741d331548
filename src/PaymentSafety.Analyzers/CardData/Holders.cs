using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// Which types lead to something sensitive, however deep: by a member of their own, or by the type of one. Each type of a compilation is looked at once, with all that it is made
/// of, because most of a solution's types lead nowhere and are asked about all the time.
/// </summary>
/// <param name="tells">Whether the type shows something itself.</param>
/// <param name="partsOf">The types that it is made of.</param>
internal sealed class Holders(Func<ITypeSymbol, bool> tells, Func<ITypeSymbol, IEnumerable<ITypeSymbol>> partsOf)
{
    /// <summary>A type that is made of itself in a wrapper has no end: <c>class A&lt;T&gt; { A&lt;A&lt;T&gt;&gt; Next; }</c>.</summary>
    private const int DeepestArguments = 6;

    private readonly ConcurrentDictionary<ITypeSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>False where nothing can be found in the type; true where it is worth a look.</summary>
    public bool MayBe(ITypeSymbol type)
    {
        if (!_known.TryGetValue(type, out var isHolder))
        {
            LookAt(type);
            isHolder = _known[type];
        }

        return isHolder;
    }

    private void LookAt(ITypeSymbol first)
    {
        var holdersOf = new Dictionary<ITypeSymbol, List<ITypeSymbol>>(SymbolEqualityComparer.Default) { [first] = [] };
        var open = new Stack<ITypeSymbol>([first]);
        var telling = new Stack<ITypeSymbol>();
        while (open.Count > 0)
        {
            var type = open.Pop();
            if (tells(type) || DepthOf(type) > DeepestArguments)
            {
                telling.Push(type);
                continue;
            }

            foreach (var part in partsOf(type))
            {
                if (_known.TryGetValue(part, out var isHolder))
                {
                    if (isHolder)
                    {
                        telling.Push(type);
                    }
                }
                else if (holdersOf.TryGetValue(part, out var holders))
                {
                    holders.Add(type);
                }
                else
                {
                    holdersOf[part] = [type];
                    open.Push(part);
                }
            }
        }

        var found = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        while (telling.Count > 0)
        {
            var type = telling.Pop();
            if (found.Add(type))
            {
                holdersOf[type].ForEach(telling.Push);
            }
        }

        foreach (var type in holdersOf.Keys)
        {
            _known[type] = found.Contains(type);
        }
    }

    private static int DepthOf(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } ? 1 + arguments.Max(DepthOf) : 0;
}
