using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
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

    public FloatingPointMoney(SourceModels models) => _summaries = new TaintSummaries(_policy, new DeclaredBodies(models), _budget);

    /// <summary>The expressions of a body that were reported.</summary>
    public IReadOnlyCollection<SyntaxNode> Report(OperationBlockAnalysisContext context, IOperation body)
    {
        var reported = new HashSet<SyntaxNode>();
        if (!body.IsBody() || body.SemanticModel is not { } model)
        {
            return reported;
        }

        foreach (var hit in new TaintFlow(_policy, _summaries, _budget, context.CancellationToken).Analyze(context.GetControlFlowGraph(body)))
        {
            var place = (hit.Inner is null && Contains(body, hit.Origin.Syntax) ? LeavingFloatingPoint(hit.Origin.Syntax, model) : null) ?? hit.Value.Syntax;
            if (reported.Add(place))
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.FloatingPointMoney, place.GetLocation(), new[] { (hit.Inner ?? hit.Value.Syntax).GetLocation() }, hit.Sink));
            }
        }

        return reported;
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
