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
    /// <summary>What is caught, what runs side by side, and the options that are set: each is called by its name where it is used.</summary>
    private static readonly string[] Signs = ["StripeException", "WhenAll", "Parallel", "Confirm", "SuccessUrl", "ReturnUrl", .. StripeAmounts.WordsOfSent];

    public PracticeAnalyzer()
        : base(Rules.AmountFromClient, Rules.StripeErrorHidden, Rules.UnlimitedParallelStripeCalls, Rules.FulfilmentOnRedirect, Rules.ActionRequiredIgnored)
    {
    }

    protected override bool ShouldAnalyze(StripeContext stripe) => stripe.IsNamed;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        if (new ProjectFacts(context.Compilation, context.Options).IsTestProject)
        {
            return;
        }

        var models = new SourceModels(context.Compilation);
        var redirect = new FulfilmentOnRedirect(stripe, models);
        var client = new AmountFromClient(stripe);
        context.RegisterBodyAction(FileSigns.OfWords(Signs), body =>
        {
            foreach (var operation in body.Operations())
            {
                switch (operation)
                {
                    case ICatchClauseOperation handler:
                        Report(body, StripeErrorHidden.Find(handler, stripe, Values(body, operation, models)));
                        break;
                    case IInvocationOperation { TargetMethod.ContainingType.Name: "Task" or "Parallel" } call:
                        Report(body, new UnlimitedParallelStripeCalls(stripe, Values(body, operation, models)).Find(call));
                        break;
                    case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment when StripeOperations.IsStripeNet(property):
                        Report(body, ActionRequiredIgnored.Find(assignment, Values(body, operation, models)));
                        Report(body, client.Find(assignment, Values(body, operation, models)));
                        foreach (var finding in redirect.Find(assignment, body.OwningSymbol.ContainingType, body.CancellationToken))
                        {
                            Report(body, finding);
                        }

                        break;
                }
            }
        });
    }

    private static ValueContext Values(OperationBlockAnalysisContext context, IOperation operation, SourceModels models) => new(operation.SemanticModel!, models, context.CancellationToken);

    private static void Report(OperationBlockAnalysisContext context, Diagnostic? diagnostic)
    {
        if (diagnostic is not null)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}
