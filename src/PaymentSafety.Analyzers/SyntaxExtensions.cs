using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers;

internal static class SyntaxExtensions
{
    /// <summary>What an expression is called by its last name: <c>a.B</c>, <c>?.B</c>, <c>B&lt;T&gt;()</c> are all B; empty where it has no name.</summary>
    public static string LastName(this ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        InvocationExpressionSyntax call => call.Expression.LastName(),
        _ => string.Empty,
    };
}
