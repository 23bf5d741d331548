using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Retries;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>PAY1008: a retry that takes every StripeException takes the declines with it.</summary>
internal static class DeclineRetried
{
    private static readonly HashSet<string> DecliningServices = new(StringComparer.Ordinal)
    {
        "PaymentIntentService", "ChargeService", "SetupIntentService", "InvoiceService", "SubscriptionService", "SubscriptionItemService", "SubscriptionScheduleService", "PaymentMethodService", "CustomerPaymentSourceService",
        "CardService", "SourceService", "TokenService", "TopupService", "OrderService", "QuoteService",
    };

    /// <summary>What a filter or a handler looks at when it knows a decline from a fault.</summary>
    private static readonly string[] Distinctions =
    [
        "StripeError", "DeclineCode", "HttpStatusCode", "card_error", "CardException", "PaymentRequired", "ShouldRetry", "IsTransient", "IsRetryable", "Transient", "Retryable", "Retriable", "Decline", "advice_code", "AdviceCode",
    ];

    public static void Report(StripeCall call, Repeat? repeat, Action<Diagnostic> report)
    {
        if (repeat is null || !CanDecline(call.Method) || call.Model is not { } model || RetriesDeclines(call, repeat, model) is not { } cause)
        {
            return;
        }

        report(Diagnostic.Create(Rules.DeclineRetried, call.NameLocation, [cause.GetLocation()], call.DisplayName));
    }

    private static bool CanDecline(IMethodSymbol method) =>
        DecliningServices.Contains(method.ContainingType.Name)
        && StripeOperations.WithoutAsync(method.Name) is not ("Cancel" or "FinalizeInvoice" or "VoidInvoice" or "SendInvoice" or "MarkUncollectible" or "Detach");

    /// <summary>The clause or policy that takes declines, or null.</summary>
    private static SyntaxNode? RetriesDeclines(StripeCall call, Repeat repeat, SemanticModel model)
    {
        switch (repeat.Kind)
        {
            case RepeatKind.Loop when repeat.Cause is StatementSyntax loop && loop.Span.Contains(call.Syntax.Span) && loop.SyntaxTree == call.Syntax.SyntaxTree:
                return RetryLoops.RetryingCatches(loop, call.Syntax, model).FirstOrDefault(handler => TakesDeclines(handler, model)) is { } taken
                    ? (SyntaxNode?)taken.Declaration ?? taken
                    : null;
            case RepeatKind.Delegate when repeat.Cause is InvocationExpressionSyntax run && run.SyntaxTree == call.Syntax.SyntaxTree:
                return IsCaughtInside(call.Syntax, repeat.Region, model) ? null : PolicyThatTakesDeclines(run, model);
            default:
                return null;
        }
    }

    private static bool TakesDeclines(CatchClauseSyntax handler, SemanticModel model)
    {
        if (handler.Declaration is { } declaration && model.GetTypeInfo(declaration.Type).Type?.Name is not ("StripeException" or "Exception"))
        {
            return false;
        }

        // A filter that looks at the exception decides by what it sees, in whatever helper.
        if (handler.Filter is { } filter
            && (Distinguishes(filter) || filter.DescendantTokens().Any(token => token.ValueText == handler.Declaration?.Identifier.ValueText && token.ValueText.Length > 0)))
        {
            return false;
        }

        if (Distinguishes(handler.Block))
        {
            return false;
        }

        // catch (StripeException) { throw; } catch (Exception) { /* retry */ }
        return handler.Parent is not TryStatementSyntax attempt
            || !attempt.Catches.TakeWhile(earlier => earlier != handler).Any(earlier =>
                earlier.Declaration is { } known && model.GetTypeInfo(known.Type).Type?.Name == "StripeException" && (earlier.Filter is null || Distinguishes(earlier.Filter)));
    }

    private static bool Distinguishes(SyntaxNode node) =>
        node.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) || token.IsKind(SyntaxKind.StringLiteralToken) ? Distinctions.Any(word => token.ValueText.IndexOf(word, StringComparison.Ordinal) >= 0) : false);

    /// <summary>The delegate deals with the exception itself and lets none out to the retry.</summary>
    private static bool IsCaughtInside(SyntaxNode call, SyntaxNode region, SemanticModel model) =>
        call.Ancestors().TakeWhile(node => node != region).OfType<TryStatementSyntax>().Any(attempt =>
            attempt.Block.Span.Contains(call.Span) && attempt.Catches.Any(handler => handler.Declaration is null || model.GetTypeInfo(handler.Declaration.Type).Type?.Name is "StripeException" or "Exception"));

    private static SyntaxNode? PolicyThatTakesDeclines(InvocationExpressionSyntax run, SemanticModel model)
    {
        if (RetryDelegates.PolicyOf(run, model) is not { } policy || Distinguishes(policy))
        {
            return null;
        }

        // Policy.Handle<StripeException>().WaitAndRetryAsync(...): with a predicate it is the predicate's business.
        foreach (var handle in policy.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>())
        {
            if (handle.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.ValueText: "Handle" or "Or" or "HandleInner", TypeArgumentList.Arguments: { Count: 1 } types } }
                && handle.ArgumentList.Arguments.Count == 0
                && types[0].ToString() is "StripeException" or "Exception" or "Stripe.StripeException" or "System.Exception")
            {
                return handle;
            }
        }

        // Polly 8 retries on every exception unless ShouldHandle says otherwise.
        return policy.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(add => RetryDelegates.NameOf(add) == "AddRetry") is { } retry
            && !retry.DescendantTokens().Any(token => token.ValueText == "ShouldHandle")
                ? retry
                : null;
    }
}
