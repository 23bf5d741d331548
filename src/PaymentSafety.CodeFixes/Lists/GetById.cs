using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.CodeFixes.Lists;

/// <summary><c>(await service.ListAsync()).First(x => x.Id == id)</c> is <c>await service.GetAsync(id)</c>.</summary>
internal static class GetById
{
    public static (SyntaxNode Old, SyntaxNode New)? Replacement(ListUseSite site)
    {
        if (site.Objects.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "First" or "Single", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } lookup }
            || arguments[0].Expression is not SimpleLambdaExpressionSyntax { Parameter.Identifier.ValueText: var parameter, Body: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equals }
            || Id(equals, parameter) is not { } id
            || !site.MethodsOfService(site.IsAsync ? "GetAsync" : "Get").Any(method => method.Parameters.Length > 0 && method.Parameters[0] is { Name: "id", Type.SpecialType: SpecialType.System_String } && method.Parameters.Skip(1).All(other => other.IsOptional)))
        {
            return null;
        }

        var get = $"{site.Called.Expression}.{(site.IsAsync ? "GetAsync" : "Get")}({id})";
        var replacement = !site.IsAsync ? get : lookup.Parent is MemberAccessExpressionSyntax ? $"(await {get})" : $"await {get}";
        return (lookup, SyntaxFactory.ParseExpression(replacement).WithTriviaFrom(lookup));
    }

    /// <summary>What the id of the parameter is compared with.</summary>
    private static ExpressionSyntax? Id(BinaryExpressionSyntax equals, string parameter) =>
        IsId(equals.Left, parameter) && !Mentions(equals.Right, parameter) ? equals.Right.WithoutTrivia()
        : IsId(equals.Right, parameter) && !Mentions(equals.Left, parameter) ? equals.Left.WithoutTrivia()
        : null;

    private static bool IsId(ExpressionSyntax side, string parameter) =>
        side is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Id", Expression: IdentifierNameSyntax owner } && owner.Identifier.ValueText == parameter;

    private static bool Mentions(SyntaxNode node, string name) => node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(use => use.Identifier.ValueText == name);
}
