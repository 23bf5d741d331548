using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Flow;
using PaymentSafety.Analyzers.Logging;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>Runs the engine over one compilation. A body is followed only where something leaves it, and something sensitive is read in it or may come from a helper.</summary>
internal sealed class LeakSearch
{
    /// <summary>Operations evaluated in one body: some thousand lines. What is longer is generated, or read by nobody.</summary>
    private const int Steps = 60_000;

    private readonly CardDataPolicy _policy;
    private readonly ExitSigns _exits;
    private readonly SourceSigns _sources;
    private readonly TaintBudget _budget = new(Steps);
    private readonly TaintSummaries _summaries;
    private readonly ProjectFacts _project;

    /// <summary>The list that no body has at the moment.</summary>
    private List<BodyOperation>? _operations;

    public LeakSearch(CardDataPolicy policy, StripeContext stripe, ProjectFacts project)
    {
        _policy = policy;
        _exits = new ExitSigns(policy);
        _sources = new SourceSigns(policy);
        _summaries = new TaintSummaries(policy, new DeclaredBodies(new SourceModels(stripe.Compilation)), _budget);
        _project = project;
    }

    public void Analyze(OperationBlockAnalysisContext body)
    {
        var operations = Interlocked.Exchange(ref _operations, null) ?? [];
        operations.AddAll(body.OperationBlocks);
        if (MayLeak(body.OwningSymbol, operations))
        {
            Follow(body);
        }

        operations.Clear();
        _operations = operations;
    }

    /// <summary>In the order of what most bodies of a solution are done with after it.</summary>
    private bool MayLeak(ISymbol owner, List<BodyOperation> body)
    {
        var exit = _exits.Of(owner, body);
        return exit != Exit.Nowhere && (_sources.AreIn(body) ? exit == Exit.Here || _exits.AreInHelpers(body) : exit == Exit.Here && _sources.MayBeBroughtInto(body));
    }

    private void Follow(OperationBlockAnalysisContext context)
    {
        var reported = new HashSet<(string, Location)>();
        foreach (var hit in context.OperationBlocks.Where(block => block.IsBody()).SelectMany(block => new TaintFlow(_policy, _summaries, _budget, context.CancellationToken).Analyze(context.GetControlFlowGraph(block))))
        {
            if (hit.Sink is SinkUse use
                && _policy.Shown((DataLabel)hit.Origin.Label, use.Form) is { } shown
                && LeakRules.Report(new Leak(shown, use, hit.Value.Syntax, hit.Origin.Syntax, hit.Inner, _project)) is { } diagnostic
                && reported.Add((diagnostic.Id, diagnostic.Location)))
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }
}
