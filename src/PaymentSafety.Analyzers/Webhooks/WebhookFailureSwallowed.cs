using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>PAY4005: the handling of an event fails, and Stripe is told that all is well.</summary>
internal static class WebhookFailureSwallowed
{
    private static readonly HashSet<string> Successes = new(StringComparer.Ordinal) { "Ok", "NoContent", "Accepted", "OkResult", "OkObjectResult", "NoContentResult", "AcceptedResult", "EmptyResult" };

    public static IEnumerable<Diagnostic> Find(SyntaxNode body, IInvocationOperation check, ValueContext context)
    {
        foreach (var attempt in body.DescendantNodes().OfType<TryStatementSyntax>())
        {
            if (!HandlesEvent(attempt.Block, check, context))
            {
                continue;
            }

            foreach (var handler in attempt.Catches)
            {
                if (TakesFailures(handler, context) && AnswersSuccess(handler.Block, context) && !IsKept(handler.Block, context))
                {
                    yield return Diagnostic.Create(Rules.WebhookFailureSwallowed, handler.CatchKeyword.GetLocation());
                }
            }
        }
    }

    /// <summary>More is done in it than reading and verifying: something of the project is called.</summary>
    private static bool HandlesEvent(BlockSyntax block, IInvocationOperation check, ValueContext context) =>
        block.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            call.SpanStart > (block.Span.Contains(check.Syntax.Span) ? check.Syntax.Span.End : block.SpanStart)
            && context.OperationOf(call) is IInvocationOperation { TargetMethod: var method }
            && !HandlerBody.IsOutput(method) && !method.IsInNamespace("System") && !method.IsInNamespace("Microsoft", "AspNetCore") && method.ContainingType.Name is not "EventUtility");

    private static bool TakesFailures(CatchClauseSyntax handler, ValueContext context) =>
        handler.Filter is null && (handler.Declaration is null || (context.OperationOf(handler) as ICatchClauseOperation)?.ExceptionType.Name is "Exception");

    private static bool AnswersSuccess(BlockSyntax block, ValueContext context)
    {
        var returns = block.DescendantNodes().OfType<ReturnStatementSyntax>().ToArray();
        return !block.DescendantNodes().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax) && returns.Length > 0 && returns.All(statement => statement.Expression is { } answer && IsSuccess(answer, context));
    }

    private static bool IsSuccess(ExpressionSyntax answer, ValueContext context) => answer switch
    {
        InvocationExpressionSyntax { Expression: var called, ArgumentList.Arguments: var arguments } when called.LastName() is { } name =>
            Successes.Contains(name) || (name is "StatusCode" && arguments.Count > 0 && context.OperationOf(arguments[0].Expression)?.ConstantValue is { HasValue: true, Value: >= 200 and < 300 }),
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax type, ArgumentList: var list } => Successes.Contains(type.Identifier.ValueText)
            || (type.Identifier.ValueText == "StatusCodeResult" && list?.Arguments.Count == 1 && context.OperationOf(list.Arguments[0].Expression)?.ConstantValue is { HasValue: true, Value: >= 200 and < 300 }),
        _ => false,
    };

    /// <summary>What failed is put somewhere for later: something other than a log is called.</summary>
    private static bool IsKept(BlockSyntax block, ValueContext context) =>
        block.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => context.OperationOf(call) is not IInvocationOperation { TargetMethod: var method }
            || (!HandlerBody.IsOutput(method) && !method.IsInNamespace("System") && !method.IsInNamespace("Microsoft", "AspNetCore")));
}
