using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Options;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;
using PaymentSafety.Analyzers.Web;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>Asks the rules of this folder, one file each, about the code that takes events in. A test that builds an event is no handler.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WebhookAnalyzer : PaymentAnalyzer
{
    public WebhookAnalyzer()
        : base(
            Rules.UnverifiedWebhookEvent,
            Rules.WebhookToleranceDisabled,
            Rules.WebhookBodyRewritten,
            Rules.WebhookEventNotDeduplicated,
            Rules.WebhookFailureSwallowed,
            Rules.LivemodeIgnored,
            Rules.CheckoutFulfilledUnpaid)
    {
    }

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        if (new ProjectFacts(context.Compilation, context.Options).IsTestProject)
        {
            return;
        }

        var models = new SourceModels(context.Compilation);
        var unverified = new UnverifiedWebhookEvent(stripe, models);
        var unpaid = new CheckoutFulfilledUnpaid(stripe, models);
        context.RegisterOperationAction(
            operation =>
            {
                unverified.ReportDecoding(operation.Operation, operation.ReportDiagnostic, operation.CancellationToken);
                if (operation.Operation is IInvocationOperation call && IsCheck(call.TargetMethod))
                {
                    AnalyzeHandler(operation, call, stripe, models);
                }
            },
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
        context.RegisterOperationAction(operation => Report(operation, unpaid.Find(operation.Operation, operation.CancellationToken)), OperationKind.Literal, OperationKind.FieldReference);
    }

    /// <summary>Verifies a text with the secret of an endpoint.</summary>
    private static bool IsCheck(IMethodSymbol method) =>
        method.Name is "ConstructEvent" or "ValidateSignature" or "ParseThinEvent" or "ParseEventNotification" && StripeOperations.IsStripeNet(method);

    private static void AnalyzeHandler(OperationAnalysisContext context, IInvocationOperation check, StripeContext stripe, SourceModels models)
    {
        var values = new ValueContext(check.SemanticModel!, models, context.CancellationToken);
        Report(context, WebhookToleranceDisabled.Find(check, values));
        Report(context, WebhookBodyRewritten.Find(check, values));
        var body = SignatureChecks.BodyOf(check.Syntax);
        foreach (var swallowed in WebhookFailureSwallowed.Find(body, check, values))
        {
            Report(context, swallowed);
        }

        var handler = new HandlerBody(body, stripe, values);
        var place = UnverifiedWebhookEvent.NameOf(check.Syntax).GetLocation();
        Report(context, WebhookEventNotDeduplicated.Find(place, handler, values));
        Report(context, LivemodeIgnored.Find(place, handler));
    }

    private static void Report(OperationAnalysisContext context, Diagnostic? diagnostic)
    {
        if (diagnostic is not null)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}
