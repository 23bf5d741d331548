using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>
/// What is known at one place of a method: what each variable can hold, and which key each options object made in this method can carry.
/// Immutable, so that the states of branches share what they have in common.
/// </summary>
internal sealed class KeyState : IEquatable<KeyState>
{
    /// <summary>More possibilities than this and a variable is trusted: silence is the safe side.</summary>
    private const int MostValues = 8;

    public static readonly KeyState Empty = new(
        ImmutableDictionary<object, ImmutableArray<FlowValue>>.Empty,
        ImmutableDictionary<SyntaxNode, ImmutableArray<FlowValue>>.Empty,
        false);

    private readonly ImmutableDictionary<object, ImmutableArray<FlowValue>> _variables;
    private readonly ImmutableDictionary<SyntaxNode, ImmutableArray<FlowValue>> _keys;

    private KeyState(
        ImmutableDictionary<object, ImmutableArray<FlowValue>> variables, ImmutableDictionary<SyntaxNode, ImmutableArray<FlowValue>> keys, bool isKeyLeftOut)
    {
        _variables = variables;
        _keys = keys;
        IsKeyLeftOut = isKeyLeftOut;
    }

    /// <summary>Whether every path to this place has found that the caller gave no key.</summary>
    public bool IsKeyLeftOut { get; }

    /// <summary>A missing key, and whose choice it is.</summary>
    public FlowValue Nothing => IsKeyLeftOut ? FlowValue.NothingByCaller : FlowValue.Nothing;

    /// <summary>What the variable (an ISymbol, or the id of a flow capture) can hold; default where nothing is known.</summary>
    public ImmutableArray<FlowValue> Variable(object variable) => _variables.TryGetValue(variable, out var values) ? values : default;

    /// <summary>Which key the object made at this place can carry.</summary>
    public ImmutableArray<FlowValue> KeyOf(SyntaxNode created) => _keys.TryGetValue(created, out var values) ? values : default;

    public KeyState WithVariable(object variable, ImmutableArray<FlowValue> values) => new(_variables.SetItem(variable, values), _keys, IsKeyLeftOut);

    public KeyState WithKey(SyntaxNode created, ImmutableArray<FlowValue> values) => new(_variables, _keys.SetItem(created, values), IsKeyLeftOut);

    public KeyState WithoutVariables(Func<object, bool> forget) =>
        new(_variables.RemoveRange(_variables.Keys.Where(forget)), _keys, IsKeyLeftOut);

    /// <summary>On a path where the caller gave no key, what is missing is missing by the caller's choice.</summary>
    public KeyState KeyLeftOut() => new(ByCaller(_variables), ByCaller(_keys), true);

    public KeyState Join(KeyState other)
    {
        if (ReferenceEquals(this, other))
        {
            return this;
        }

        // A variable that one side does not know was not assigned there; what the other side knows stands.
        return new(Join(_variables, other._variables), Join(_keys, other._keys), IsKeyLeftOut && other.IsKeyLeftOut);
    }

    public bool Equals(KeyState? other) =>
        other is not null && (ReferenceEquals(this, other) || (IsKeyLeftOut == other.IsKeyLeftOut && Same(_variables, other._variables) && Same(_keys, other._keys)));

    public override bool Equals(object? obj) => Equals(obj as KeyState);

    public override int GetHashCode() => unchecked((_variables.Count * 31) + _keys.Count);

    public static ImmutableArray<FlowValue> Union(ImmutableArray<FlowValue> left, ImmutableArray<FlowValue> right)
    {
        if (left.IsDefault || right.IsDefault)
        {
            return left.IsDefault ? right : left;
        }

        var union = left;
        foreach (var value in right)
        {
            if (!union.Contains(value))
            {
                union = union.Add(value);
            }
        }

        return union.Length > MostValues ? ImmutableArray.Create(FlowValue.Trusted(union.First(value => value.Syntax is not null).Syntax!)) : union;
    }

    private static ImmutableDictionary<TKey, ImmutableArray<FlowValue>> Join<TKey>(
        ImmutableDictionary<TKey, ImmutableArray<FlowValue>> left, ImmutableDictionary<TKey, ImmutableArray<FlowValue>> right)
        where TKey : notnull
    {
        var joined = left;
        foreach (var pair in right)
        {
            joined = joined.SetItem(pair.Key, left.TryGetValue(pair.Key, out var known) ? Union(known, pair.Value) : pair.Value);
        }

        return joined;
    }

    private static ImmutableDictionary<TKey, ImmutableArray<FlowValue>> ByCaller<TKey>(ImmutableDictionary<TKey, ImmutableArray<FlowValue>> map)
        where TKey : notnull
    {
        foreach (var pair in map)
        {
            if (pair.Value.Contains(FlowValue.Nothing))
            {
                map = map.SetItem(pair.Key, Union(pair.Value.Remove(FlowValue.Nothing), ImmutableArray.Create(FlowValue.NothingByCaller)));
            }
        }

        return map;
    }

    private static bool Same<TKey>(ImmutableDictionary<TKey, ImmutableArray<FlowValue>> left, ImmutableDictionary<TKey, ImmutableArray<FlowValue>> right)
        where TKey : notnull
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left.Count != right.Count)
        {
            return false;
        }

        foreach (var pair in left)
        {
            if (!right.TryGetValue(pair.Key, out var values) || values.Length != pair.Value.Length || values.Any(value => !pair.Value.Contains(value)))
            {
                return false;
            }
        }

        return true;
    }
}
