using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>What a variable, or the IdempotencyKey of an options object, can hold at one place of a method.</summary>
internal enum FlowValueKind
{
    /// <summary>null, default or the empty text: Stripe.net takes each of them for no key.</summary>
    Nothing,

    /// <summary>Nothing, because the caller of this method gave nothing: a wrapper that passes on what it is given.</summary>
    NothingByCaller,

    /// <summary>A RequestOptions, or a dictionary of headers, made in this method; <see cref="FlowValue.Syntax"/> is where.</summary>
    Created,

    /// <summary>A text, known by its parts.</summary>
    Text,

    /// <summary>Comes from outside this method and is trusted to hold a key.</summary>
    Trusted,
}

/// <summary>One possible value.</summary>
internal sealed class FlowValue : IEquatable<FlowValue>
{
    public static readonly FlowValue NothingByCaller = new(FlowValueKind.NothingByCaller, null, null, ImmutableArray<KeyPart>.Empty);

    private FlowValue(FlowValueKind kind, SyntaxNode? syntax, ISymbol? symbol, ImmutableArray<KeyPart> parts)
    {
        Kind = kind;
        Syntax = syntax;
        Symbol = symbol;
        Parts = parts;
    }

    public FlowValueKind Kind { get; }

    public SyntaxNode? Syntax { get; }

    /// <summary>The parameter, field or property that the value was read from, where there is one.</summary>
    public ISymbol? Symbol { get; }

    public ImmutableArray<KeyPart> Parts { get; }

    public static FlowValue Nothing { get; } = new(FlowValueKind.Nothing, null, null, ImmutableArray<KeyPart>.Empty);

    public static FlowValue Created(SyntaxNode where) => new(FlowValueKind.Created, where, null, ImmutableArray<KeyPart>.Empty);

    public static FlowValue Text(SyntaxNode where, ImmutableArray<KeyPart> parts, ISymbol? symbol = null) => new(FlowValueKind.Text, where, symbol, parts);

    public static FlowValue Trusted(SyntaxNode where, ISymbol? symbol = null) => new(FlowValueKind.Trusted, where, symbol, ImmutableArray<KeyPart>.Empty);

    /// <summary>A fresh ingredient that is stored where it is made is the operation's own from then on.</summary>
    public FlowValue WithKept(Func<SyntaxNode, bool> isKept) =>
        Parts.Any(part => part.Kind == KeyPartKind.Fresh)
            ? new(Kind, Syntax, Symbol, Parts.Select(part => part.Kind == KeyPartKind.Fresh && isKept(part.Syntax) ? part.AsOperation() : part).ToImmutableArray())
            : this;

    public bool Equals(FlowValue? other) =>
        other is not null
        && Kind == other.Kind
        && Syntax == other.Syntax
        && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol);

    public override bool Equals(object? obj) => Equals(obj as FlowValue);

    public override int GetHashCode() => unchecked(((Syntax?.GetHashCode() ?? 0) * 31) + (int)Kind);
}
