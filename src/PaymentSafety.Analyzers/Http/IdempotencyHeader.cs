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

    /// <summary>
    /// A constant that holds the header's name, whatever it is called, and a static field of another assembly that is called so; a parameter or a local holds a key, not a
    /// header's name.
    /// </summary>
    private static bool IsConstant(IdentifierNameSyntax identifier, SemanticModel? model)
    {
        var saysSo = identifier.Identifier.ValueText.IndexOf("dempotency", StringComparison.Ordinal) >= 0;
        if (!saysSo && !StandsForName(identifier))
        {
            return false;
        }

        return model?.GetSymbolInfo(identifier).Symbol switch
        {
            IFieldSymbol { HasConstantValue: true, ConstantValue: var value } => value is string text && string.Equals(text, Name, StringComparison.OrdinalIgnoreCase),
            ILocalSymbol { HasConstantValue: true, ConstantValue: var value } => value is string text && string.Equals(text, Name, StringComparison.OrdinalIgnoreCase),
            IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true } => saysSo,
            null => saysSo && identifier.Parent is MemberAccessExpressionSyntax access && access.Name == identifier,
            _ => false,
        };
    }

    /// <summary>Where a header's name stands: the first argument of a call or an indexer, the first of a pair. Elsewhere no symbol need be asked for.</summary>
    private static bool StandsForName(IdentifierNameSyntax identifier)
    {
        ExpressionSyntax expression = identifier.Parent is MemberAccessExpressionSyntax access && access.Name == identifier ? access : identifier;
        return expression.Parent switch
        {
            ArgumentSyntax { Parent: BaseArgumentListSyntax list } argument => list.Arguments[0] == argument,
            InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression, Expressions: var pair } => pair[0] == expression,
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
