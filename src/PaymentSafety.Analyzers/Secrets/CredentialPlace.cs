using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>What part of a source a finding stands in, in words that follow "stands in".</summary>
internal static class CredentialPlace
{
    public const string ConstantExpression = "a constant expression";

    public const string String = "a string";

    public static string Of(SyntaxNode root, int position)
    {
        var token = root.FindToken(position);
        if (token.Span.Contains(position))
        {
            return String;
        }

        return root.FindTrivia(position).Kind() switch
        {
            SyntaxKind.DisabledTextTrivia => "code that is compiled under another condition",
            SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => "a documentation comment",
            SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia => "a comment",
            _ => "the source",
        };
    }
}
