using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers;

internal static class SyntaxExtensions
{
    /// <summary>What an expression is called by its last name: <c>a.B</c>, <c>a?.B</c>, <c>B&lt;T&gt;()</c>, <c>(B!)</c> are all B; empty where it has no name.</summary>
    public static string LastName(this ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        InvocationExpressionSyntax call => call.Expression.LastName(),
        ConditionalAccessExpressionSyntax access => access.WhenNotNull.LastName(),
        PostfixUnaryExpressionSyntax operation => operation.Operand.LastName(),
        ParenthesizedExpressionSyntax inner => inner.Expression.LastName(),
        _ => string.Empty,
    };
}
