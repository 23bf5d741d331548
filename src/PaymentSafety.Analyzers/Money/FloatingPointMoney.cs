using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Flow;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Money;

/// <summary>PAY5003: an amount that reaches Stripe is computed in floating point. Reported where it leaves floating point, for that is what the fix changes.</summary>
internal sealed class FloatingPointMoney
{
    private readonly FloatingPointPolicy _policy = new();
    private readonly TaintBudget _budget = new(steps: 50_000);
    private readonly TaintSummaries _summaries;
    private readonly ConcurrentDictionary<IOperation, IReadOnlyCollection<SyntaxNode>> _reported = new();

    public FloatingPointMoney(SourceModels models) => _summaries = new TaintSummaries(_policy, new DeclaredBodies(models), _budget);

    /// <summary>The expressions of a body that are, or were, reported.</summary>
    /// <param name="operation">Any operation of the body.</param>
    /// <param name="report">Takes what is found when the body is first asked about.</param>
    /// <param name="cancellation">Stops the analysis.</param>
    public IReadOnlyCollection<SyntaxNode> In(IOperation operation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        var root = operation.Root();
        if (_reported.TryGetValue(root, out var known))
        {
            return known;
        }

        var found = Find(root, cancellation);
        if (_reported.TryAdd(root, found.Keys))
        {
            foreach (var diagnostic in found.Values)
            {
                report(diagnostic);
            }
        }

        return found.Keys;
    }

    private Dictionary<SyntaxNode, Diagnostic> Find(IOperation root, CancellationToken cancellation)
    {
        var found = new Dictionary<SyntaxNode, Diagnostic>();
        if (root.SemanticModel is not { } model || root.GraphOfRoot(cancellation) is not { } graph)
        {
            return found;
        }

        foreach (var hit in new TaintFlow(_policy, _summaries, _budget, cancellation).Analyze(graph))
        {
            var place = (hit.Inner is null && Contains(root, hit.Origin.Syntax) ? LeavingFloatingPoint(hit.Origin.Syntax, model) : null) ?? hit.Value.Syntax;
            if (!found.ContainsKey(place))
            {
                found.Add(place, Diagnostic.Create(Rules.FloatingPointMoney, place.GetLocation(), new[] { (hit.Inner ?? hit.Value.Syntax).GetLocation() }, hit.Sink));
            }
        }

        return found;
    }

    private static bool Contains(IOperation block, SyntaxNode syntax) => block.Syntax.SyntaxTree == syntax.SyntaxTree && block.Syntax.Span.Contains(syntax.Span);

    private static SyntaxNode? LeavingFloatingPoint(SyntaxNode origin, SemanticModel model)
    {
        for (var outer = origin.Enclosing(); outer is not null; outer = outer.Enclosing())
        {
            if (model.GetTypeInfo(outer).Type is { } type && !type.IsFloatingPoint())
            {
                return type.IsDecimal() || type.IsWhole() ? outer : null;
            }
        }

        return null;
    }
}
