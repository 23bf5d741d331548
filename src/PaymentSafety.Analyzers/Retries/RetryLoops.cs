using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers.Retries;

/// <summary>
/// Tells a loop that tries one operation until it succeeds from a loop over many operations: a failure is caught and the loop goes on, and a success leaves it.
/// </summary>
internal static class RetryLoops
{
    public static bool IsRetryOf(StatementSyntax loop, SyntaxNode call, SemanticModel model)
    {
        foreach (var attempt in call.Ancestors().TakeWhile(node => node != loop).OfType<TryStatementSyntax>())
        {
            if (attempt.Block.Span.Contains(call.Span)
                && attempt.Catches.Any(handler => GoesOn(handler, loop, model))
                && SuccessLeaves(loop, attempt, model))
            {
                return true;
            }
        }

        return RepeatedUntilSuccess.IsLoopOf(loop, call);
    }

    /// <summary>The clauses of the try around a call after which the loop turns again.</summary>
    public static IEnumerable<CatchClauseSyntax> RetryingCatches(StatementSyntax loop, SyntaxNode call, SemanticModel model) =>
        call.Ancestors().TakeWhile(node => node != loop).OfType<TryStatementSyntax>()
            .Where(attempt => attempt.Block.Span.Contains(call.Span))
            .SelectMany(attempt => attempt.Catches)
            .Where(handler => GoesOn(handler, loop, model));

    public static StatementSyntax? BodyOf(SyntaxNode loop) => loop switch
    {
        ForStatementSyntax statement => statement.Statement,
        WhileStatementSyntax statement => statement.Statement,
        DoStatementSyntax statement => statement.Statement,
        CommonForEachStatementSyntax statement => statement.Statement,
        _ => null,
    };

    private static bool GoesOn(CatchClauseSyntax handler, StatementSyntax loop, SemanticModel model)
    {
        var flow = model.AnalyzeControlFlow(handler.Block);
        return flow is { Succeeded: true }
            && (flow.EndPointIsReachable || flow.ExitPoints.Any(exit => exit is ContinueStatementSyntax && LoopOf(exit) == loop));
    }

    private static bool SuccessLeaves(StatementSyntax loop, TryStatementSyntax attempt, SemanticModel model)
    {
        var flow = model.AnalyzeControlFlow(attempt.Block);
        if (flow is { Succeeded: true } && flow.ExitPoints.Any(exit => Leaves(exit, loop)))
        {
            return true;
        }

        // try { ... } catch { continue; } return result;
        if (attempt.Parent is BlockSyntax block
            && block.Statements.Skip(block.Statements.IndexOf(attempt) + 1).Any(statement => statement is ReturnStatementSyntax or BreakStatementSyntax && Leaves(statement, loop)))
        {
            return true;
        }

        // while (!done) { try { ...; done = true; } catch { } }
        var condition = loop switch
        {
            WhileStatementSyntax statement => statement.Condition,
            DoStatementSyntax statement => statement.Condition,
            ForStatementSyntax statement => statement.Condition,
            _ => null,
        };
        if (condition is null)
        {
            return false;
        }

        var read = new HashSet<string>(condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText), StringComparer.Ordinal);
        return attempt.Block.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Any(assignment => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && assignment.Left is IdentifierNameSyntax name && read.Contains(name.Identifier.ValueText));
    }

    private static bool Leaves(SyntaxNode exit, StatementSyntax loop) => exit switch
    {
        ReturnStatementSyntax => true,
        BreakStatementSyntax => LoopOf(exit) == loop,
        _ => false,
    };

    private static SyntaxNode? LoopOf(SyntaxNode exit) =>
        exit.Ancestors().FirstOrDefault(node => BodyOf(node) is not null || (exit is BreakStatementSyntax && node is SwitchStatementSyntax));
}
