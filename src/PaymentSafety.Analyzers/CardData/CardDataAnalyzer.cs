using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Flow;
using PaymentSafety.Analyzers.Logging;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// Follows card data and secrets through each body that has a way out in it, and asks the rules of this folder, one file each, about what gets out. A body without one
/// costs a look at a table for each call.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CardDataAnalyzer : PaymentAnalyzer
{
    /// <summary>Operations evaluated in one body: some thousand lines. What is longer is generated, or read by nobody.</summary>
    private const int Steps = 60_000;

    private static readonly Func<Leak, Diagnostic?>[] LeakRules =
    [
        CardNumberLogged.Report, CardVerificationCodeLogged.Report, StripeObjectLogged.Report, SecretLogged.Report, CardDataInException.Report, CardDataWrittenToDisk.Report, CardDataSentOn.Report,
        CardNumberHashLogged.Report,
    ];

    public CardDataAnalyzer()
        : base(
            Rules.CardNumberLogged,
            Rules.CardVerificationCodeLogged,
            Rules.StripeObjectLogged,
            Rules.SecretLogged,
            Rules.CardDataInException,
            Rules.CardDataWrittenToDisk,
            Rules.CardDataSentOn,
            Rules.CardNumberHashLogged)
    {
    }

    /// <summary>A layer that logs need not be the one that talks to Stripe.</summary>
    protected override bool ShouldAnalyze(StripeContext stripe) => true;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        var policy = new CardDataPolicy(stripe);
        var budget = new TaintBudget(Steps);
        var summaries = new TaintSummaries(policy, new DeclaredBodies(new SourceModels(context.Compilation)), budget);
        context.RegisterOperationBlockStartAction(start =>
        {
            var ways = 0;
            start.RegisterOperationAction(
                operation =>
                {
                    if (ways == 0 && MayLeak(operation.Operation, policy))
                    {
                        Interlocked.Increment(ref ways);
                    }
                },
                OperationKind.Invocation,
                OperationKind.ObjectCreation,
                OperationKind.SimpleAssignment);
            start.RegisterOperationBlockEndAction(end =>
            {
                if (ways > 0)
                {
                    AnalyzeBlocks(end, new TaintFlow(policy, summaries, budget, end.CancellationToken), policy);
                }
            });
        });
        context.RegisterSymbolAction(symbol => AnalyzeLoggerMessage((IMethodSymbol)symbol.Symbol, policy, symbol.ReportDiagnostic), SymbolKind.Method);
    }

    /// <summary>Something that is not constant goes to a sink, or card data goes into a helper that may have one.</summary>
    private static bool MayLeak(IOperation operation, CardDataPolicy policy) => operation switch
    {
        IInvocationOperation call when policy.Sinks.IsSink(call) => call.Arguments.Any(argument => !argument.Value.ConstantValue.HasValue || policy.Source(null, argument.Value).IsTainted),
        IInvocationOperation call => !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty && call.Arguments.Any(argument => Values.Operations.ReferencedSymbol(argument.Value) is { } given && policy.Source(given, argument.Value).IsTainted),
        IObjectCreationOperation creation => policy.Sinks.IsSink(creation) && creation.Arguments.Any(argument => !argument.Value.ConstantValue.HasValue),
        ISimpleAssignmentOperation assignment => !assignment.Value.ConstantValue.HasValue && policy.Sinks.IsSink(assignment),
        _ => false,
    };

    private static void AnalyzeBlocks(OperationBlockAnalysisContext context, TaintFlow flow, CardDataPolicy policy)
    {
        foreach (var block in context.OperationBlocks)
        {
            if (block.Kind is not (OperationKind.Block or OperationKind.FieldInitializer or OperationKind.PropertyInitializer or OperationKind.ConstructorBody or OperationKind.MethodBody))
            {
                continue;
            }

            var reported = new HashSet<(string, Location)>();
            foreach (var hit in flow.Analyze(context.GetControlFlowGraph(block)))
            {
                if (hit.Sink is SinkUse use && policy.Shown((DataLabel)hit.Origin.Label, use.Form) is { } shown)
                {
                    Report(new Leak(shown, use, hit.Value.Syntax, hit.Origin.Syntax, hit.Inner), reported, context.ReportDiagnostic);
                }
            }
        }
    }

    /// <summary>The parameters of a log method that a source generator writes: the declaration says what will be logged.</summary>
    private static void AnalyzeLoggerMessage(IMethodSymbol method, CardDataPolicy policy, Action<Diagnostic> report)
    {
        if (!method.IsPartialDefinition || !LoggerMessages.IsLoggerMessage(method))
        {
            return;
        }

        foreach (var parameter in method.Parameters.Where(parameter => LoggerMessages.IsLogged(parameter) && !parameter.DeclaringSyntaxReferences.IsEmpty))
        {
            var form = LoggerMessages.ExpandsMembers(parameter) ? WrittenAs.LogProperties : WrittenAs.Text;
            var label = policy.Symbols.KindOf(parameter) is var kind and not DataKind.None ? new DataLabel(kind) : new DataLabel(DataKind.None, parameter.Type);
            var declaration = parameter.DeclaringSyntaxReferences[0].GetSyntax();
            if (policy.Shown(label, form) is { } shown)
            {
                Report(new Leak(shown, new SinkUse(SinkKind.Log, method.Name, form), declaration, declaration, null), [], report);
            }
        }
    }

    private static void Report(Leak leak, HashSet<(string, Location)> reported, Action<Diagnostic> report)
    {
        if (LeakRules.Select(rule => rule(leak)).FirstOrDefault(found => found is not null) is { } diagnostic && reported.Add((diagnostic.Id, diagnostic.Location)))
        {
            report(diagnostic);
        }
    }
}
