using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// Which types lead to something sensitive, however deep: by a member of their own, or by the type of one. Each definition of a compilation is looked at once, with all that it is
/// made of, because most of a solution's types lead nowhere and are asked about all the time. What a generic type is made for counts as a part of it, whether it has one or not.
/// </summary>
/// <param name="partsOf">The types that a definition is made of; null where it shows something itself.</param>
internal sealed class Holders(Func<ITypeSymbol, IReadOnlyList<ITypeSymbol>?> partsOf)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SameReference.Comparer);

    /// <summary>False where nothing can be found in the type; true where it is worth a look.</summary>
    public bool MayBe(ITypeSymbol type)
    {
        while (type is IArrayTypeSymbol array)
        {
            type = array.ElementType;
        }

        if (type is INamedTypeSymbol { IsGenericType: true, IsDefinition: false } made)
        {
            return MayBe(made.OriginalDefinition) || ArgumentsOf(made).Any(MayBe);
        }

        // The one object for Name and Name?.
        var definition = type.OriginalDefinition;
        if (!_known.TryGetValue(definition, out var isHolder))
        {
            LookAt(definition);
            isHolder = _known[definition];
        }

        return isHolder;
    }

    private void LookAt(ITypeSymbol first)
    {
        var holdersOf = new Dictionary<ISymbol, List<ITypeSymbol>>(SameReference.Comparer) { [first] = [] };
        var open = new Stack<ITypeSymbol>([first]);
        var telling = new Stack<ITypeSymbol>();
        while (open.Count > 0)
        {
            var type = open.Pop();
            if (partsOf(type) is not { } parts)
            {
                telling.Push(type);
                continue;
            }

            foreach (var part in parts)
            {
                Add(part, type);
            }
        }

        var found = new HashSet<ISymbol>(SameReference.Comparer);
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

        void Add(ITypeSymbol part, ITypeSymbol holder)
        {
            if (part is IArrayTypeSymbol array)
            {
                Add(array.ElementType, holder);
            }
            else if (part is INamedTypeSymbol { IsGenericType: true, IsDefinition: false } made)
            {
                Add(made.OriginalDefinition, holder);
                foreach (var argument in ArgumentsOf(made))
                {
                    Add(argument, holder);
                }
            }
            else
            {
                AddDefinition(part.OriginalDefinition, holder);
            }
        }

        void AddDefinition(ITypeSymbol part, ITypeSymbol holder)
        {
            if (_known.TryGetValue(part, out var isHolder))
            {
                if (isHolder)
                {
                    telling.Push(holder);
                }
            }
            else if (holdersOf.TryGetValue(part, out var holders))
            {
                holders.Add(holder);
            }
            else
            {
                holdersOf[part] = [holder];
                open.Push(part);
            }
        }
    }

    /// <summary>What a generic type is made for, and those in which it is declared.</summary>
    private static IEnumerable<ITypeSymbol> ArgumentsOf(INamedTypeSymbol made)
    {
        for (var type = made; type is not null; type = type.ContainingType)
        {
            foreach (var argument in type.TypeArguments)
            {
                yield return argument;
            }
        }
    }
}
