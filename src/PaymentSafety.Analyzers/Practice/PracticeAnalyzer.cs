using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Practice;

/// <summary>Asks the rules of this folder, one file each. They are suggestions on how calls are made and answers are read; tests do as they like.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PracticeAnalyzer : PaymentAnalyzer
{
    public PracticeAnalyzer()
        : base(Rules.AmountFromClient, Rules.StripeErrorHidden, Rules.UnlimitedParallelStripeCalls, Rules.FulfilmentOnRedirect, Rules.ActionRequiredIgnored)
    {
    }

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        if (new ProjectFacts(context.Compilation, context.Options).IsTestProject)
        {
            return;
        }

        var models = new SourceModels(context.Compilation);
        var redirect = new FulfilmentOnRedirect(stripe, models);
        var client = new AmountFromClient(stripe);
        context.RegisterOperationAction(operation => Report(operation, StripeErrorHidden.Find((ICatchClauseOperation)operation.Operation, stripe, Values(operation, models))), OperationKind.CatchClause);
        context.RegisterOperationAction(
            operation =>
            {
                var call = (IInvocationOperation)operation.Operation;
                if (call.TargetMethod.ContainingType.Name is "Task" or "Parallel")
                {
                    Report(operation, new UnlimitedParallelStripeCalls(stripe, Values(operation, models)).Find(call));
                }
            },
            OperationKind.Invocation);
        context.RegisterOperationAction(
            operation =>
            {
                var assignment = (ISimpleAssignmentOperation)operation.Operation;
                if (assignment.Target is not IPropertyReferenceOperation { Property: var property } || !StripeOperations.IsStripeNet(property))
                {
                    return;
                }

                Report(operation, ActionRequiredIgnored.Find(assignment, Values(operation, models)));
                Report(operation, client.Find(assignment, Values(operation, models)));
                foreach (var finding in redirect.Find(assignment, operation.ContainingSymbol.ContainingType, operation.CancellationToken))
                {
                    Report(operation, finding);
                }
            },
            OperationKind.SimpleAssignment);
    }

    private static ValueContext Values(OperationAnalysisContext context, SourceModels models) => new(context.Operation.SemanticModel!, models, context.CancellationToken);

    private static void Report(OperationAnalysisContext context, Diagnostic? diagnostic)
    {
        if (diagnostic is not null)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}
