using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>What is run for one type of event: the branch of an if, the section of a switch, the arm of a switch expression.</summary>
internal static class EventBranches
{
    public static SyntaxNode? Of(SyntaxNode eventType)
    {
        foreach (var node in eventType.Ancestors())
        {
            switch (node)
            {
                // A member that is looked into for the text is an event's type only where it is called so.
                case SubpatternSyntax { ExpressionColon.Expression: var member } when !SaysType(member):
                    return null;
                case IfStatementSyntax choice when choice.Condition.Span.Contains(eventType.Span):
                    return IsNegated(eventType, choice.Condition) ? choice.Parent : choice.Statement;
                case SwitchSectionSyntax section when section.Labels.Any(label => label.Span.Contains(eventType.Span)):
                    return section;
                case SwitchExpressionArmSyntax arm when arm.Pattern.Span.Contains(eventType.Span):
                    return arm.Expression;
                case StatementSyntax or MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    private static bool SaysType(ExpressionSyntax member) => member.GetLastToken().ValueText.EndsWith("Type", StringComparison.OrdinalIgnoreCase);

    /// <summary><c>if (e.Type != "checkout.session.completed") return;</c>: what follows is the branch.</summary>
    private static bool IsNegated(SyntaxNode eventType, ExpressionSyntax condition) =>
        eventType.AncestorsAndSelf().TakeWhile(node => node != condition.Parent).Any(node =>
            node is BinaryExpressionSyntax { OperatorToken.ValueText: "!=" } or UnaryPatternSyntax or PrefixUnaryExpressionSyntax { OperatorToken.ValueText: "!" });
}
