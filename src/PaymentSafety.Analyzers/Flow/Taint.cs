using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Flow;

/// <summary>Where a followed value comes from.</summary>
/// <param name="Label">What it is: an object with value equality that only the policy reads.</param>
/// <param name="Syntax">The expression that brings it in.</param>
/// <param name="Parameter">In a summary, the ordinal of the parameter that brings it in; else -1.</param>
/// <param name="Given">In a summary, the label that it came with.</param>
internal sealed record TaintOrigin(object Label, SyntaxNode Syntax, int Parameter = -1, object? Given = null);

/// <summary>
/// What is known of a value: nothing, that it is clean, or where it comes from. Nothing and clean differ: what is read from a variable of which nothing is
/// known may still be told by the variable's declaration.
/// </summary>
internal readonly struct Taint : IEquatable<Taint>
{
    /// <summary>A value with more origins is told by the first ones: one is enough to act on.</summary>
    private const int MostOrigins = 4;

    private readonly ImmutableArray<TaintOrigin> _origins;
    private readonly bool _isKnown;

    private Taint(ImmutableArray<TaintOrigin> origins, bool isKnown) => (_origins, _isKnown) = (origins, isKnown);

    public static Taint Unknown => default;

    public static Taint Clean { get; } = new(ImmutableArray<TaintOrigin>.Empty, isKnown: true);

    public ImmutableArray<TaintOrigin> Origins => _origins.IsDefault ? ImmutableArray<TaintOrigin>.Empty : _origins;

    public bool IsTainted => !_origins.IsDefaultOrEmpty;

    public bool IsClean => !IsTainted && _isKnown;

    public bool IsUnknown => !IsTainted && !_isKnown;

    public static Taint From(params TaintOrigin[] origins) => new(origins.Distinct().Take(MostOrigins).ToImmutableArray(), isKnown: true);

    /// <summary>Either of the two, or a value made of both.</summary>
    public Taint Union(Taint other) => Equals(other) ? this : new(Origins.Union(other.Origins).Take(MostOrigins).ToImmutableArray(), _isKnown && other._isKnown);

    /// <summary>Each origin replaced by what becomes of it.</summary>
    public Taint Select(Func<TaintOrigin, IEnumerable<TaintOrigin>> next) => IsTainted ? From(Origins.SelectMany(next).ToArray()) : this;

    public bool Equals(Taint other) => _isKnown == other._isKnown && Origins.SequenceEqual(other.Origins);

    public override bool Equals(object? obj) => obj is Taint other && Equals(other);

    public override int GetHashCode() => Origins.Length;
}
