using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Practice;

/// <summary>PAY5006: what Stripe says about an error is thrown away: its code, whether it is a decline, the id of the request.</summary>
internal static class StripeErrorHidden
{
    public static Diagnostic? Find(ICatchClauseOperation handler, StripeContext stripe, ValueContext context)
    {
        if (handler.ExceptionType is not INamedTypeSymbol { Name: "StripeException" } type || !StripeOperations.IsStripeNet(type)
            || handler.Syntax is not CatchClauseSyntax { Parent: TryStatementSyntax attempt } clause
            || (clause.Filter is not null && Says(clause.Filter, NameOf(clause)))
            || !CallsStripe(attempt.Block, stripe, context))
        {
            return null;
        }

        var rethrows = clause.Block.DescendantNodes().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax);
        return rethrows || Says(clause.Block, NameOf(clause)) ? null : Diagnostic.Create(Rules.StripeErrorHidden, clause.Declaration!.GetLocation());
    }

    private static string NameOf(CatchClauseSyntax clause) => clause.Declaration?.Identifier.ValueText ?? "";

    /// <summary>The exception is handed on whole, or more of it is read than its message.</summary>
    private static bool Says(SyntaxNode node, string exception) =>
        exception.Length > 0 && node.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == exception && name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Expression == name => access.Name.Identifier.ValueText is not ("Message" or "GetType" or "StackTrace"),
            _ => true,
        });

    /// <summary>A failed check of a webhook's signature carries no error of Stripe's.</summary>
    private static bool CallsStripe(BlockSyntax block, StripeContext stripe, ValueContext context)
    {
        var methods = block.DescendantNodes().OfType<InvocationExpressionSyntax>().Select(call => context.OperationOf(call)).OfType<IInvocationOperation>().Select(call => call.TargetMethod).ToArray();
        return methods.Any(method => StripeOperations.VerbOf(method, stripe) is not StripeVerb.None)
            || !methods.Any(method => StripeOperations.IsStripeNet(method) && method.Parameters.Any(parameter => parameter.Name == "secret"));
    }
}
