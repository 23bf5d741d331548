using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
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
    private readonly SourceModels _models;
    private readonly HelperKeys? _handedOnTo;
    private readonly ConcurrentDictionary<ISymbol, HelperSummary?> _summaries = new(SymbolEqualityComparer.Default);

    public HelperKeys(StripeContext stripe, SourceModels models)
        : this(stripe, models, new HelperKeys(stripe, models, handedOnTo: null))
    {
    }

    private HelperKeys(StripeContext stripe, SourceModels models, HelperKeys? handedOnTo)
    {
        _stripe = stripe;
        _models = models;
        _handedOnTo = handedOnTo;
    }

    public HelperSummary? Evaluate(IMethodSymbol method, CancellationToken cancellation)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return IsFixed(definition) ? _summaries.GetOrAdd(definition, _ => Summarize(definition, cancellation)) : null;
    }

    public HelperSummary? Evaluate(IPropertySymbol property, CancellationToken cancellation)
    {
        var definition = property.OriginalDefinition;
        return definition.GetMethod is { } getter && IsFixed(definition) && IsComputed(definition, cancellation)
            ? _summaries.GetOrAdd(definition, _ => Summarize(getter, cancellation))
            : null;
    }

    /// <summary>Whether a method that is handed an options object can be seen to leave its key alone.</summary>
    public static bool NeverSetsKey(IMethodSymbol method, CancellationToken cancellation) =>
        IsFixed(method.OriginalDefinition)
        && method.OriginalDefinition.DeclaringSyntaxReferences is { IsEmpty: false } declarations
        && declarations.All(declaration => !declaration.GetSyntax(cancellation).DescendantTokens().Any(token =>
            token.ValueText is "IdempotencyKey" || string.Equals(token.ValueText, "Idempotency-Key", StringComparison.OrdinalIgnoreCase)));

    /// <summary>What runs is what is declared here: in source, and not to be overridden.</summary>
    private static bool IsFixed(ISymbol symbol) =>
        !symbol.DeclaringSyntaxReferences.IsEmpty
        && !symbol.IsAbstract
        && !symbol.IsExtern
        && symbol.ContainingType?.TypeKind != TypeKind.Interface
        && (!(symbol.IsVirtual || symbol.IsOverride) || symbol.IsSealed || symbol.ContainingType is { IsSealed: true });

    /// <summary>A property with a body of its own; an auto-property holds what somebody stored.</summary>
    private static bool IsComputed(IPropertySymbol property, CancellationToken cancellation) =>
        property.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is PropertyDeclarationSyntax declaration
        && (declaration.ExpressionBody is not null || declaration.AccessorList!.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null));

    private HelperSummary? Summarize(IMethodSymbol method, CancellationToken cancellation)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(cancellation);
            if (syntax is ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax })
            {
                // The getter of an expression-bodied property is declared by the arrow.
            }
            else if (syntax is BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null } or AccessorDeclarationSyntax { Body: null, ExpressionBody: null })
            {
                continue;
            }

            if (_models.Of(syntax.SyntaxTree) is not { } model)
            {
                return null;
            }

            if (Graph(model.GetOperation(syntax, cancellation), cancellation) is { } graph)
            {
                var (returned, state) = new KeyFlow(_stripe, _handedOnTo, SymbolPatterns.None, cancellation).Returned(graph, method);
                return returned.IsDefaultOrEmpty ? null : new HelperSummary(method, returned, state);
            }
        }

        return null;
    }

    private static ControlFlowGraph? Graph(IOperation? body, CancellationToken cancellation) => body switch
    {
        IMethodBodyOperation method => ControlFlowGraph.Create(method, cancellation),
        IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancellation),
        _ => null,
    };
}
