using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>
/// What the helpers of this compilation return: methods and properties that cannot be overridden. Each is looked at once. A helper is followed one level, and one more
/// where it hands on to another: overloads do.
/// </summary>
internal sealed class HelperKeys
{
    private readonly StripeContext _stripe;
    private readonly DeclaredBodies _bodies;
    private readonly HelperKeys? _handedOnTo;
    private readonly ConcurrentDictionary<ISymbol, HelperSummary?> _summaries = new(SymbolEqualityComparer.Default);

    public HelperKeys(StripeContext stripe, DeclaredBodies bodies)
        : this(stripe, bodies, new HelperKeys(stripe, bodies, handedOnTo: null))
    {
    }

    private HelperKeys(StripeContext stripe, DeclaredBodies bodies, HelperKeys? handedOnTo)
    {
        _stripe = stripe;
        _bodies = bodies;
        _handedOnTo = handedOnTo;
    }

    public HelperSummary? Evaluate(IMethodSymbol method, CancellationToken cancellation)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return DeclaredBodies.IsFixed(definition) ? _summaries.GetOrAdd(definition, _ => Summarize(definition, cancellation)) : null;
    }

    public HelperSummary? Evaluate(IPropertySymbol property, CancellationToken cancellation)
    {
        var definition = property.OriginalDefinition;
        return definition.GetMethod is { } getter && DeclaredBodies.IsFixed(definition) && IsComputed(definition, cancellation)
            ? _summaries.GetOrAdd(definition, _ => Summarize(getter, cancellation))
            : null;
    }

    /// <summary>Whether a method that is handed an options object can be seen to leave its key alone.</summary>
    public static bool NeverSetsKey(IMethodSymbol method, CancellationToken cancellation) =>
        DeclaredBodies.IsFixed(method.OriginalDefinition)
        && method.OriginalDefinition.DeclaringSyntaxReferences is { IsEmpty: false } declarations
        && declarations.All(declaration => !declaration.GetSyntax(cancellation).DescendantTokens().Any(token =>
            token.ValueText is "IdempotencyKey" || string.Equals(token.ValueText, "Idempotency-Key", StringComparison.OrdinalIgnoreCase)));

    /// <summary>A property with a body of its own; an auto-property holds what somebody stored.</summary>
    private static bool IsComputed(IPropertySymbol property, CancellationToken cancellation) =>
        property.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is PropertyDeclarationSyntax declaration
        && (declaration.ExpressionBody is not null || declaration.AccessorList!.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null));

    private HelperSummary? Summarize(IMethodSymbol method, CancellationToken cancellation)
    {
        if (_bodies.GraphOf(method, cancellation) is not { } graph)
        {
            return null;
        }

        var (returned, state) = new KeyFlow(_stripe, _handedOnTo, SymbolPatterns.None, cancellation).Returned(graph, method);
        return returned.IsDefaultOrEmpty ? null : new HelperSummary(method, returned, state);
    }
}
