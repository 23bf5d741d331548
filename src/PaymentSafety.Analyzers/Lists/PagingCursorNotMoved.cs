using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Lists;

/// <summary>PAY5013: a loop reads on as long as there is more, and asks for the same page each time.</summary>
internal static class PagingCursorNotMoved
{
    private static readonly HashSet<string> Cursors = new(StringComparer.Ordinal) { "StartingAfter", "EndingBefore", "Page", "NextPage", "NextPageUrl" };

    /// <summary>What narrows a list down: moved by what was read, it leads on as a cursor does.</summary>
    private static readonly HashSet<string> Filters = new(StringComparer.Ordinal) { "Created", "Query" };

    public static Diagnostic? Find(ListCall list, StripeContext stripe, ValueContext context)
    {
        if (!StripeOperations.IsStripeNet(list.Call.TargetMethod))
        {
            return null;
        }

        var call = list.Call.Syntax;
        foreach (var loop in call.Ancestors().TakeWhile(node => node is not (MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) || node is GlobalStatementSyntax))
        {
            var condition = loop switch
            {
                WhileStatementSyntax statement => statement.Condition,
                DoStatementSyntax statement => statement.Condition,
                ForStatementSyntax statement => statement.Condition,
                _ => null,
            };
            if (loop is not (WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax))
            {
                continue;
            }

            return (condition is not null && AsksForMore(condition, context, loop)) || LeavesWithoutMore(loop)
                ? CanMove(loop, list, context) || TakesAway(loop, stripe, context) ? null : Diagnostic.Create(Rules.PagingCursorNotMoved, list.NameLocation, [loop.GetFirstToken().GetLocation()], list.DisplayName, IsSearch(list) ? "Page to the page's NextPage" : "StartingAfter to the id of the page's last object")
                : null;
        }

        return null;
    }

    private static bool IsSearch(ListCall list) => list.Call.TargetMethod.Name.StartsWith("Search", StringComparison.Ordinal);

    /// <summary><c>while (page.HasMore)</c>, or a variable that is set from it in the loop.</summary>
    private static bool AsksForMore(ExpressionSyntax condition, ValueContext context, SyntaxNode loop) =>
        ReadsHasMore(condition)
        || condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name =>
            context.OperationOf(name) is ILocalReferenceOperation
            && loop.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => assignment.Left is IdentifierNameSyntax left && left.Identifier.ValueText == name.Identifier.ValueText && ReadsHasMore(assignment.Right)));

    /// <summary><c>while (true) { ...; if (!page.HasMore) break; }</c></summary>
    private static bool LeavesWithoutMore(SyntaxNode loop) =>
        loop.DescendantNodes().OfType<IfStatementSyntax>().Any(choice => ReadsHasMore(choice.Condition) && choice.Statement.DescendantNodesAndSelf().Any(node => node is BreakStatementSyntax or ReturnStatementSyntax));

    private static bool ReadsHasMore(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(name => name.Identifier.ValueText == "HasMore");

    /// <summary>
    /// Whether anything in the loop may change what is asked for: a cursor that is set from what changes in the loop, options that are made or changed elsewhere, a page that leads on by itself.
    /// </summary>
    private static bool CanMove(SyntaxNode loop, ListCall list, ValueContext context)
    {
        foreach (var assignment in loop.DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            var set = assignment.Left switch
            {
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                IdentifierNameSyntax name when assignment.Parent is InitializerExpressionSyntax => name.Identifier.ValueText,
                _ => null,
            };
            if (set is not null && (Cursors.Contains(set) ? ChangesIn(assignment.Right, loop, context) : Filters.Contains(set) && IsOfLocalsOf(assignment.Right, loop, context)))
            {
                return true;
            }
        }

        // Options that another method has in hand, and ones that are not made in this body.
        foreach (var argument in list.Call.Arguments.Where(argument => argument.Parameter?.Type.Name.EndsWith("Options", StringComparison.Ordinal) == true && !argument.IsImplicit))
        {
            if (argument.Value.Unconverted() is IObjectCreationOperation or ILiteralOperation or IDefaultValueOperation)
            {
                continue;
            }

            if (argument.Value.ReferencedSymbol() is not ILocalSymbol local
                || AssignedValues.Of(local, context).Any(value => value.Unconverted() is not IObjectCreationOperation)
                || !AssignedValues.Of(local, context).Any()
                || IsHandedOn(local, loop, list))
            {
                return argument.Value.ConstantValue is not { HasValue: true, Value: null };
            }
        }

        return false;
    }

    /// <summary>What is deleted, cancelled or changed in the loop is not in the first page of the next round.</summary>
    private static bool TakesAway(SyntaxNode loop, StripeContext stripe, ValueContext context) =>
        loop.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            context.OperationOf(call) is IInvocationOperation { TargetMethod: var method } && StripeOperations.VerbOf(method, stripe) is StripeVerb.Post or StripeVerb.Delete);

    private static bool IsOfLocalsOf(ExpressionSyntax value, SyntaxNode loop, ValueContext context) =>
        value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => context.OperationOf(name) is ILocalReferenceOperation { Local: var local } && IsWrittenIn(local, loop));

    /// <summary>A value made of something that the loop changes.</summary>
    private static bool ChangesIn(ExpressionSyntax value, SyntaxNode loop, ValueContext context)
    {
        var names = value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(name => context.OperationOf(name) is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation).ToArray();
        return value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any()
            || names.Any(name => context.OperationOf(name) switch
            {
                ILocalReferenceOperation { Local: var local } => IsWrittenIn(local, loop),
                IParameterReferenceOperation { Parameter: var parameter } => IsWrittenIn(parameter, loop),
                _ => true,
            });
    }

    private static bool IsWrittenIn(ISymbol variable, SyntaxNode loop) =>
        loop.DescendantNodes().Any(node => node switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable.Name),
            VariableDeclaratorSyntax declarator => declarator.Identifier.ValueText == variable.Name,
            SingleVariableDesignationSyntax designation => designation.Identifier.ValueText == variable.Name,
            ForEachStatementSyntax each => each.Identifier.ValueText == variable.Name,
            ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax name } => name.Identifier.ValueText == variable.Name,
            _ => false,
        });

    private static bool IsHandedOn(ILocalSymbol options, SyntaxNode loop, ListCall list) =>
        loop.DescendantNodes().OfType<ArgumentSyntax>().Any(argument => argument.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == options.Name && argument.Parent?.Parent != list.Call.Syntax);
}
