using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Web;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>Asks the rules of this folder, one file each, about the code that takes events in. A test that builds an event is no handler.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WebhookAnalyzer : PaymentAnalyzer
{
    public WebhookAnalyzer()
        : base(Rules.UnverifiedWebhookEvent)
    {
    }

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        if (new ProjectFacts(context.Compilation, context.Options).IsTestProject)
        {
            return;
        }

        var unverified = new UnverifiedWebhookEvent(stripe, new SourceModels(context.Compilation));
        context.RegisterOperationAction(
            operation => unverified.ReportDecoding(operation.Operation, operation.ReportDiagnostic, operation.CancellationToken),
            OperationKind.Invocation,
            OperationKind.Invalid);
        context.RegisterOperationAction(
            operation =>
            {
                if (Endpoints.IsMapped(operation.Operation))
                {
                    unverified.ReportBound(((IAnonymousFunctionOperation)operation.Operation).Symbol, isMapped: true, operation.ReportDiagnostic, operation.CancellationToken);
                }
            },
            OperationKind.AnonymousFunction);
        context.RegisterSymbolAction(
            symbol => unverified.ReportBound((IMethodSymbol)symbol.Symbol, isMapped: false, symbol.ReportDiagnostic, symbol.CancellationToken),
            SymbolKind.Method);
    }
}
