using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Flow;
using PaymentSafety.Analyzers.Logging;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>Runs the engine over one compilation. A body without a way out costs a look at a table for each call in it.</summary>
internal sealed class LeakSearch
{
    /// <summary>Operations evaluated in one body: some thousand lines. What is longer is generated, or read by nobody.</summary>
    private const int Steps = 60_000;

    private static readonly OperationKind[] WaysOut = [OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.SimpleAssignment];

    private readonly CardDataPolicy _policy;
    private readonly TaintBudget _budget = new(Steps);
    private readonly TaintSummaries _summaries;
    private readonly ProjectFacts _project;

    public LeakSearch(CardDataPolicy policy, Compilation compilation, ProjectFacts project)
    {
        _policy = policy;
        _summaries = new TaintSummaries(policy, new DeclaredBodies(new SourceModels(compilation)), _budget);
        _project = project;
    }

    public void Start(OperationBlockStartAnalysisContext start)
    {
        var (sinks, helpers) = (0, 0);
        start.RegisterOperationAction(
            operation =>
            {
                if (sinks == 0 && IsWayOut(operation.Operation))
                {
                    Interlocked.Increment(ref sinks);
                }
                else if (sinks == 0 && helpers == 0 && IsHelper(operation.Operation))
                {
                    Interlocked.Increment(ref helpers);
                }
            },
            WaysOut);
        start.RegisterOperationBlockEndAction(end =>
        {
            if (sinks > 0 || (helpers > 0 && end.OperationBlocks.Any(ReadsSource)))
            {
                AnalyzeBlocks(end);
            }
        });
    }

    /// <summary>Something that is not constant goes to a sink, or a constant that is a secret.</summary>
    private bool IsWayOut(IOperation operation) => operation switch
    {
        IInvocationOperation call => _policy.Sinks.IsSink(call) && call.Arguments.Any(argument => !argument.Value.ConstantValue.HasValue || _policy.Source(null, argument.Value).IsTainted),
        IObjectCreationOperation creation => _policy.Sinks.IsSink(creation) && creation.Arguments.Any(argument => !argument.Value.ConstantValue.HasValue),
        ISimpleAssignmentOperation assignment => !assignment.Value.ConstantValue.HasValue && _policy.Sinks.IsSink(assignment),
        _ => false,
    };

    /// <summary>A method of this compilation that is given something, and may have a sink in it.</summary>
    private static bool IsHelper(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false } call && call.Arguments.Any(argument => !argument.Value.ConstantValue.HasValue);

    private bool ReadsSource(IOperation block) =>
        block.Descendants().Any(read => read is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation && read.ReferencedSymbol() is { } symbol && _policy.Symbols.KindOf(symbol) != DataKind.None);

    private void AnalyzeBlocks(OperationBlockAnalysisContext context)
    {
        var reported = new HashSet<(string, Location)>();
        foreach (var block in context.OperationBlocks)
        {
            if (block.Kind is not (OperationKind.Block or OperationKind.FieldInitializer or OperationKind.PropertyInitializer or OperationKind.ConstructorBody or OperationKind.MethodBody))
            {
                continue;
            }

            foreach (var hit in new TaintFlow(_policy, _summaries, _budget, context.CancellationToken).Analyze(context.GetControlFlowGraph(block)))
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
}
