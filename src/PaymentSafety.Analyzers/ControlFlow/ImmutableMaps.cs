using System.Collections.Immutable;

namespace PaymentSafety.Analyzers.ControlFlow;

/// <summary>Maps as states of an analysis: joined where paths meet, compared by what they say.</summary>
internal static class ImmutableMaps
{
    /// <param name="left">What one path knows.</param>
    /// <param name="right">What the other knows.</param>
    /// <param name="missing">What a path knows of a key that it does not have.</param>
    /// <param name="join">What both know together.</param>
    public static ImmutableDictionary<TKey, TValue> Join<TKey, TValue>(
        this ImmutableDictionary<TKey, TValue> left, ImmutableDictionary<TKey, TValue> right, TValue missing, Func<TValue, TValue, TValue> join)
        where TKey : notnull
        where TValue : IEquatable<TValue>
    {
        if (ReferenceEquals(left, right))
        {
            return left;
        }

        var joined = left;
        foreach (var pair in left)
        {
            var other = right.TryGetValue(pair.Key, out var known) ? known : missing;
            joined = other.Equals(pair.Value) ? joined : joined.SetItem(pair.Key, join(pair.Value, other));
        }

        foreach (var pair in right)
        {
            joined = left.ContainsKey(pair.Key) ? joined : joined.SetItem(pair.Key, join(missing, pair.Value));
        }

        return joined;
    }

    public static bool SameAs<TKey, TValue>(this ImmutableDictionary<TKey, TValue> left, ImmutableDictionary<TKey, TValue> right)
        where TKey : notnull
        where TValue : IEquatable<TValue> =>
        ReferenceEquals(left, right)
        || (left.Count == right.Count && left.All(pair => right.TryGetValue(pair.Key, out var value) && value.Equals(pair.Value)));
}
