using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers;

/// <summary>
/// Symbols told apart by reference. A compilation has one object for each definition, so this is the same as to compare symbols, at a fraction of the cost; only
/// constructed types and methods have several, which a cache of definitions never sees.
/// </summary>
internal sealed class SameReference : IEqualityComparer<ISymbol>
{
    public static readonly SameReference Comparer = new();

    public bool Equals(ISymbol? x, ISymbol? y) => ReferenceEquals(x, y);

    public int GetHashCode(ISymbol symbol) => RuntimeHelpers.GetHashCode(symbol);
}
