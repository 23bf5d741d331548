using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers.Retries;

/// <summary>
/// A loop that asks the answer of a call whether it went well, and leaves then: <c>if (response.IsSuccessStatusCode) return response;</c>.
/// A loop over items goes on then.
/// </summary>
internal static class RepeatedUntilSuccess
{
    public static bool IsLoopOf(StatementSyntax loop, SyntaxNode call)
    {
        if (loop is CommonForEachStatementSyntax || RetryLoops.BodyOf(loop) is not { } body || !body.Span.Contains(call.Span) || AnswerOf(call) is not { } answer)
        {
            return false;
        }

        return (ConditionOf(loop) is { } condition && Asks(condition, answer) is { IsNegated: true } or { IsStatus: true })
            || body.DescendantNodes().OfType<IfStatementSyntax>().Any(test => Asks(test.Condition, answer) is { } question && SuccessLeaves(test, question.IsNegated && !question.IsStatus));
    }

    /// <summary>The variable that the call's answer is put into.</summary>
    private static string? AnswerOf(SyntaxNode call)
    {
        foreach (var node in call.Ancestors().TakeWhile(node => node is not AnonymousFunctionExpressionSyntax))
        {
            switch (node)
            {
                case VariableDeclaratorSyntax variable:
                    return variable.Identifier.ValueText;
                case AssignmentExpressionSyntax { Left: IdentifierNameSyntax name }:
                    return name.Identifier.ValueText;
                case StatementSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Whether a condition asks the answer for success, and which way round; a status can be compared either way.</summary>
    private static (bool IsNegated, bool IsStatus)? Asks(ExpressionSyntax condition, string answer)
    {
        var asked = condition.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().FirstOrDefault(access =>
            access.Name.Identifier.ValueText is "IsSuccessStatusCode" or "IsSuccessful" or "IsSuccess" or "Succeeded" or "StatusCode"
            && access.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == answer);
        return asked is null
            ? null
            : (asked.Ancestors().TakeWhile(node => node != condition.Parent).Any(node => node.IsKind(SyntaxKind.LogicalNotExpression)), asked.Name.Identifier.ValueText == "StatusCode");
    }

    private static bool SuccessLeaves(IfStatementSyntax test, bool isNegated)
    {
        if (!isNegated)
        {
            return Leaves(test.Statement);
        }

        // if (!response.IsSuccessStatusCode) { await Task.Delay(1000); continue; } return response;
        return (test.Else is { } otherwise && Leaves(otherwise.Statement))
            || (test.Statement.DescendantNodesAndSelf().Any(node => node is ContinueStatementSyntax) && test.Parent is BlockSyntax block && block.Statements.SkipWhile(statement => statement != test).Skip(1).Any(Leaves));
    }

    private static bool Leaves(StatementSyntax statement) =>
        statement.DescendantNodesAndSelf(node => node is not AnonymousFunctionExpressionSyntax).Any(node => node is ReturnStatementSyntax or BreakStatementSyntax);

    private static ExpressionSyntax? ConditionOf(StatementSyntax loop) => loop switch
    {
        WhileStatementSyntax statement => statement.Condition,
        DoStatementSyntax statement => statement.Condition,
        ForStatementSyntax statement => statement.Condition,
        _ => null,
    };
}
