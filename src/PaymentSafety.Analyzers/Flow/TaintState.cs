using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.ControlFlow;

namespace PaymentSafety.Analyzers.Flow;

/// <summary>What is known of a variable or an object: of the whole, and of the members that were assigned one by one.</summary>
internal sealed class Slot : IEquatable<Slot>
{
    public static readonly Slot Unknown = new(Taint.Unknown);

    public Slot(Taint whole, ImmutableDictionary<ISymbol, Taint>? members = null) =>
        (Whole, Members) = (whole, members ?? ImmutableDictionary.Create<ISymbol, Taint>(SymbolEqualityComparer.Default));

    public Taint Whole { get; }

    public ImmutableDictionary<ISymbol, Taint> Members { get; }

    public Taint this[ISymbol member] => Members.TryGetValue(member, out var taint) ? taint : Taint.Unknown;

    public Slot With(ISymbol member, Taint taint) => new(Whole, Members.SetItem(member, taint));

    public Slot With(Taint whole) => new(whole, Members);

    public Slot Join(Slot other) => new(Whole.Union(other.Whole), Members.Join(other.Members, Taint.Unknown, (left, right) => left.Union(right)));

    public bool Equals(Slot? other) => ReferenceEquals(this, other) || (other is not null && Whole.Equals(other.Whole) && Members.SameAs(other.Members));

    public override bool Equals(object? obj) => Equals(obj as Slot);

    public override int GetHashCode() => Members.Count;
}

/// <summary>What is known at one place of a body. A root is a symbol, the id of a flow capture, the operation that made an object, or "this".</summary>
internal sealed class TaintState : IEquatable<TaintState>
{
    public static readonly TaintState Empty = new(ImmutableDictionary<object, Slot>.Empty);

    private readonly ImmutableDictionary<object, Slot> _slots;

    private TaintState(ImmutableDictionary<object, Slot> slots) => _slots = slots;

    public Slot this[object root] => _slots.TryGetValue(root, out var slot) ? slot : Slot.Unknown;

    public TaintState With(object root, Slot slot) => new(_slots.SetItem(root, slot));

    public TaintState Join(TaintState other) => new(_slots.Join(other._slots, Slot.Unknown, (left, right) => left.Join(right)));

    public bool Equals(TaintState? other) => other is not null && _slots.SameAs(other._slots);

    public override bool Equals(object? obj) => Equals(obj as TaintState);

    public override int GetHashCode() => _slots.Count;
}
