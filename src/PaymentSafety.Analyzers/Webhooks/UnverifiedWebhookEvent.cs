using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;
using PaymentSafety.Analyzers.Web;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>PAY4001: what a request brings is taken for an event of Stripe, though anybody can send it.</summary>
internal sealed class UnverifiedWebhookEvent(StripeContext stripe, SourceModels models)
{
    private readonly EventDecoding _decoding = new(stripe);
    private readonly Endpoints _endpoints = new(stripe);

    /// <summary>A text that is decoded.</summary>
    public void ReportDecoding(IOperation operation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (!EventDecoding.IsDecoder(MethodCall.NameOf(operation)) || operation.SemanticModel is not { } model || MethodCall.From(operation, model) is not { } call || _decoding.TextOf(call) is not { } text)
        {
            return;
        }

        var context = new ValueContext(model, models, cancellation);
        var origin = RequestBodies.Of(text, context);
        var check = new SignatureChecks(context).Of(call.Syntax, text, origin.Carriers);
        if (check == SignatureCheck.Made
            || (check == SignatureCheck.None && !origin.IsBody && !ComesUnchecked(origin, cancellation))
            || (check == SignatureCheck.Skipped && !origin.IsBody && origin.Parameters.Count == 0))
        {
            return;
        }

        var use = new EventUse(stripe, context);
        if (use.IsActedOn(operation) && !use.IsFetchedAgain(SignatureChecks.BodyOf(call.Syntax)))
        {
            report(Diagnostic.Create(Rules.UnverifiedWebhookEvent, NameOf(call.Syntax).GetLocation(), call.Method.Name, Clause(check)));
        }
    }

    /// <summary>An event that model binding makes of the body.</summary>
    public void ReportBound(IMethodSymbol method, bool isMapped, Action<Diagnostic> report, CancellationToken cancellation)
    {
        foreach (var parameter in method.Parameters)
        {
            if (_decoding.IsEvent(parameter.Type)
                && (isMapped || _endpoints.IsAction(method) || RequestBodies.IsBoundToBody(parameter))
                && !IsInjected(parameter)
                && parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is ParameterSyntax { Parent.Parent: { } declaration } syntax
                && models.Of(syntax.SyntaxTree) is { } model
                && !new EventUse(stripe, new ValueContext(model, models, cancellation)).IsFetchedAgain(declaration))
            {
                report(Diagnostic.Create(Rules.UnverifiedWebhookEvent, syntax.Identifier.GetLocation(), $"{parameter.Type.Name} {parameter.Name}", Clause(SignatureCheck.None)));
            }
        }
    }

    private static string Clause(SignatureCheck check) => check == SignatureCheck.Skipped ? "on a path that goes around the check of its signature" : "without a check of its signature";

    /// <summary>A filter or a middleware that has checked the body puts what it made among the services or the items of the request.</summary>
    private static bool IsInjected(IParameterSymbol parameter) =>
        parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "FromServicesAttribute" or "FromKeyedServicesAttribute" or "ModelBinderAttribute");

    private bool ComesUnchecked(RequestBodies origin, CancellationToken cancellation)
    {
        if (origin.Parameters.Count == 0 && origin.Members.Count == 0)
        {
            return false;
        }

        var callers = new WebhookCallers(stripe, models, cancellation);
        var answers = origin.Parameters.Select(callers.Ask).Concat(origin.Members.Select(callers.Ask)).ToArray();
        return !answers.Contains(WebhookCallers.Answer.Checked)
            && (answers.Contains(WebhookCallers.Answer.Unchecked) || origin.Parameters.Any(parameter => IsHandedToAHandler(parameter, cancellation)));
    }

    /// <summary>Nobody here says where the text comes from. A webhook's handler gets it from outside, unless another member of its type checks signatures.</summary>
    private static bool IsHandedToAHandler(IParameterSymbol parameter, CancellationToken cancellation) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary, ContainingType: { } type } method
        && parameter.Type.SpecialType == SpecialType.System_String
        && (Words.Of(method.Name).Contains("Webhook", StringComparer.OrdinalIgnoreCase) || method.Parameters.Any(other => other.Name.IndexOf("signature", StringComparison.OrdinalIgnoreCase) >= 0))
        && !SignatureChecks.IsIn(type, cancellation);

    internal static SyntaxNode NameOf(SyntaxNode call) => call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Name : call;
}
