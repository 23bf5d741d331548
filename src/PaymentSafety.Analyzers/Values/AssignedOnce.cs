using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers.Values;

/// <summary>
/// The only value that a variable of this compilation ever has: a local with an initialiser, a readonly field, a property without a
/// setter. Whether it is written again is decided by name, within what can write it: a name too many costs a finding, not a wrong one.
/// </summary>
internal static class AssignedOnce
{
    public static IOperation? ValueOf(ISymbol variable, ValueContext context)
    {
        var cancellation = context.Cancellation;
        if (variable.DeclaringSyntaxReferences.Length != 1 || variable.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not { } declaration)
        {
            return null;
        }

        var value = variable switch
        {
            ILocalSymbol local when Initializer(declaration) is { } initializer && !IsWritten(local.Name, BodyOf(declaration), cancellation) => initializer,
            IFieldSymbol { IsReadOnly: true } field when Initializer(declaration) is { } initializer && !IsWrittenInType(field, cancellation) => initializer,
            IPropertySymbol { SetMethod: null } property when GetterValue(declaration) is { } getter && !IsWrittenInType(property, cancellation) => getter,
            _ => null,
        };
        return value is null ? null : context.OperationOf(value);
    }

    private static ExpressionSyntax? Initializer(SyntaxNode declaration) => (declaration as VariableDeclaratorSyntax)?.Initializer?.Value;

    private static ExpressionSyntax? GetterValue(SyntaxNode declaration) => declaration switch
    {
        PropertyDeclarationSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax { ExpressionBody.Expression: var value } => value,
        PropertyDeclarationSyntax { AccessorList.Accessors: { Count: 1 } accessors } => accessors[0] switch
        {
            { ExpressionBody.Expression: var value } => value,
            { Body.Statements: { Count: 1 } statements } => (statements[0] as ReturnStatementSyntax)?.Expression,
            _ => null,
        },
        _ => null,
    };

    /// <summary>The member or, in top-level statements, the file: whatever can see the local.</summary>
    public static SyntaxNode BodyOf(SyntaxNode declaration) =>
        declaration.FirstAncestorOrSelf<SyntaxNode>(node => node is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? declaration.SyntaxTree.GetRoot();

    private static bool IsWrittenInType(ISymbol member, CancellationToken cancellation) =>
        member.ContainingType.DeclaringSyntaxReferences.Any(reference => IsWritten(member.Name, reference.GetSyntax(cancellation), cancellation));

    private static bool IsWritten(string name, SyntaxNode scope, CancellationToken cancellation)
    {
        foreach (var node in scope.DescendantNodes())
        {
            cancellation.ThrowIfCancellationRequested();
            var written = node switch
            {
                AssignmentExpressionSyntax assignment => assignment.Left,
                ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => argument.Expression,
                RefExpressionSyntax reference => reference.Expression,
                _ => null,
            };
            if (written is not null && Names(written, name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Names(ExpressionSyntax written, string name) => written switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText == name,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == name,
        TupleExpressionSyntax tuple => tuple.Arguments.Any(element => Names(element.Expression, name)),
        ParenthesizedExpressionSyntax parenthesized => Names(parenthesized.Expression, name),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => Names(suppressed.Operand, name),
        _ => false,
    };
}
