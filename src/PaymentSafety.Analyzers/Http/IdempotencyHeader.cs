using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers.Http;

/// <summary>Finds where code gives a request an Idempotency-Key header.</summary>
internal static class IdempotencyHeader
{
    public const string Name = "Idempotency-Key";

    /// <summary>The places in a piece of code that speak of the header: the literal, a constant for it, or the member of an object that Flurl reads as headers.</summary>
    public static IEnumerable<SyntaxNode> Mentions(SyntaxNode scope, SemanticModel? model)
    {
        foreach (var node in scope.DescendantNodesAndSelf())
        {
            switch (node)
            {
                case LiteralExpressionSyntax { Token.ValueText: var text } when string.Equals(text, Name, StringComparison.OrdinalIgnoreCase):
                case AnonymousObjectMemberDeclaratorSyntax { NameEquals.Name.Identifier.ValueText: var member } when string.Equals(member, "Idempotency_Key", StringComparison.OrdinalIgnoreCase):
                    yield return node;
                    break;
                case IdentifierNameSyntax identifier when IsConstant(identifier, model):
                    yield return node;
                    break;
            }
        }
    }

    /// <summary>A constant of another assembly or a static field stands for the header when its name says so; a parameter or a local holds a key, not a header's name.</summary>
    private static bool IsConstant(IdentifierNameSyntax identifier, SemanticModel? model)
    {
        if (identifier.Identifier.ValueText.IndexOf("dempotency", StringComparison.Ordinal) < 0)
        {
            return false;
        }

        var symbol = model?.GetSymbolInfo(identifier).Symbol;
        return symbol switch
        {
            IFieldSymbol { HasConstantValue: true, ConstantValue: var value } => value is string text && string.Equals(text, Name, StringComparison.OrdinalIgnoreCase),
            ILocalSymbol { HasConstantValue: true, ConstantValue: string text } => string.Equals(text, Name, StringComparison.OrdinalIgnoreCase),
            IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true } => true,
            null => identifier.Parent is MemberAccessExpressionSyntax access && access.Name == identifier,
            _ => false,
        };
    }

    /// <summary>The value that the header is given where it is mentioned: the second argument, the right side, the second element.</summary>
    public static ExpressionSyntax? ValueAt(SyntaxNode mention)
    {
        foreach (var node in mention.AncestorsAndSelf().TakeWhile(node => node is not StatementSyntax))
        {
            switch (node)
            {
                case AnonymousObjectMemberDeclaratorSyntax member:
                    return member.Expression;
                case InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression, Expressions: { Count: 2 } pair }:
                    return pair[1];
                case AssignmentExpressionSyntax assignment when assignment.Left.Span.Contains(mention.Span):
                    return assignment.Right;
                case InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 1 } arguments } when arguments[0].Span.Contains(mention.Span):
                    return arguments[1].Expression;
            }
        }

        return null;
    }
}
