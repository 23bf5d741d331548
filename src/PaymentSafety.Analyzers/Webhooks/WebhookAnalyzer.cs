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

    protected override bool ShouldAnalyze(StripeContext stripe) => stripe.IsNamed;

    protected override void AnalyzeCompilation(CompilationStartAnalysisContext context, StripeContext stripe)
    {
        if (new ProjectFacts(context.Compilation, context.Options).IsTestProject)
        {
            return;
        }

        var models = new SourceModels(context.Compilation);
        var unverified = new UnverifiedWebhookEvent(stripe, models);
        var unpaid = new CheckoutFulfilledUnpaid(stripe, models);
        // An event is never called anything else; a check of a signature may stand alone, and so may the name of a type of event.
        context.RegisterBodyAction(FileSigns.OfWords("Event", "ValidateSignature", "heckout"), body =>
        {
            if (body.OwningSymbol is IMethodSymbol method)
            {
                unverified.ReportBound(method, isMapped: false, body.ReportDiagnostic, body.CancellationToken);
            }

            foreach (var operation in body.Operations())
            {
                Look(body, operation, unverified, unpaid, stripe, models);
            }
        });
    }

    private static void Look(OperationBlockAnalysisContext body, IOperation operation, UnverifiedWebhookEvent unverified, CheckoutFulfilledUnpaid unpaid, StripeContext stripe, SourceModels models)
    {
        switch (operation.Kind)
        {
            case OperationKind.Invocation or OperationKind.Invalid:
                unverified.ReportDecoding(operation, body.ReportDiagnostic, body.CancellationToken);
                if (operation is IInvocationOperation call && IsCheck(call.TargetMethod))
                {
                    AnalyzeHandler(body, call, stripe, models);
                }

                break;
            case OperationKind.AnonymousFunction when Endpoints.IsMapped(operation):
                unverified.ReportBound(((IAnonymousFunctionOperation)operation).Symbol, isMapped: true, body.ReportDiagnostic, body.CancellationToken);
                break;
            case OperationKind.Literal or OperationKind.FieldReference:
                Report(body, unpaid.Find(operation, body.CancellationToken));
                break;
        }
    }

    /// <summary>Verifies a text with the secret of an endpoint.</summary>
    private static bool IsCheck(IMethodSymbol method) =>
        method.Name is "ConstructEvent" or "ValidateSignature" or "ParseThinEvent" or "ParseEventNotification" && StripeOperations.IsStripeNet(method);

    private static void AnalyzeHandler(OperationBlockAnalysisContext context, IInvocationOperation check, StripeContext stripe, SourceModels models)
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

    private static void Report(OperationBlockAnalysisContext context, Diagnostic? diagnostic)
    {
        if (diagnostic is not null)
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}
