using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Lists;

/// <summary>PAY5001: one page of a list is searched, counted or summed as if it were all of it.</summary>
internal sealed class ListNotPaged(StripeContext stripe, ValueContext context)
{
    /// <summary>What is about all objects, with or without a condition.</summary>
    private static readonly HashSet<string> AboutAll = new(StringComparer.Ordinal)
    {
        "Where", "FindAll", "Find", "FindIndex", "FindLast", "Exists", "TrueForAll", "RemoveAll", "All", "Contains", "Sum", "Average", "Max", "MaxBy", "Min", "MinBy", "Aggregate", "ToDictionary", "ToLookup", "GroupBy", "CountBy", "AggregateBy", "ToHashSet",
        "Except", "ExceptBy", "Intersect", "IntersectBy", "Join", "GroupJoin", "ToImmutableDictionary", "ToFrozenDictionary", "ToFrozenSet", "SequenceEqual",
    };

    /// <summary>What is about all objects where it has a condition: without one it is about the newest, or about whether there is any.</summary>
    private static readonly HashSet<string> WithCondition = new(StringComparer.Ordinal) { "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "LastOrDefault", "Any", "Count", "LongCount" };

    /// <summary>Options that name what few objects belong to: a page holds them.</summary>
    private static readonly string[] NarrowOptions = ["Email", "PaymentIntent", "Charge", "LookupKeys", "Ids", "Code", "Source", "Fingerprint"];

    /// <summary>Stripe allows 16 endpoints in each mode (docs.stripe.com/webhooks): a page of more is all of them.</summary>
    private const int MostWebhookEndpoints = 16;

    public Diagnostic? Find(ListCall list, ListUses uses)
    {
        if (uses.AsksForMore || IsPagedByHand(list) || NarrowOptions.Any(option => list.Option(option) is not null)
            || (list.Call.TargetMethod.ContainingType.Name == "WebhookEndpointService" && list.Limit is >= MostWebhookEndpoints))
        {
            return null;
        }

        foreach (var use in uses.Uses)
        {
            if (IsAboutAll(use, list))
            {
                var place = use.Operation is IForEachLoopOperation { Syntax: CommonForEachStatementSyntax loop } ? loop.ForEachKeyword.GetLocation() : use.Operation.Syntax.GetLocation();
                return Diagnostic.Create(Rules.ListNotPaged, list.NameLocation, [place], list.DisplayName, use.Name, list.AutoPagingName);
            }
        }

        return null;
    }

    /// <summary>The cursor is set somewhere in the body: it reads on, here or by the next request.</summary>
    private static bool IsPagedByHand(ListCall list) =>
        list.Option("Page") is not null
        || AssignedOnce.BodyOf(list.Call.Syntax).DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText is "StartingAfter" or "EndingBefore");

    private bool IsAboutAll(ListUse use, ListCall list) => use.Operation switch
    {
        IForEachLoopOperation loop => use.IsChosen || IsLookupOrTotal(loop),
        _ when use.Name == "[]" => IsLookedThrough(use.Operation.Syntax),
        IPropertyReferenceOperation count when use.Name is "Count" or "Length" => IsCounted(count, use.IsChosen, list),
        IInvocationOperation call when AboutAll.Contains(use.Name) => call.TargetMethod.IsInNamespace("System") && !IsForThoseThatAreThere(call),
        IInvocationOperation call when WithCondition.Contains(use.Name) && call.TargetMethod.IsInNamespace("System") =>
            HasCondition(call) || IsExtreme(call) || (use.IsChosen && use.Name is not ("Count" or "LongCount")) || (use.Name is "Count" or "LongCount" && IsCounted(call, use.IsChosen, list)),
        _ => false,
    };

    /// <summary><c>OrderBy(price => price.UnitAmount).First()</c> is the cheapest of all. A page begins with the newest, which is what ordering by the time of creation asks for.</summary>
    private static bool IsExtreme(IInvocationOperation call) =>
        call.TargetMethod.Name is "First" or "FirstOrDefault" or "Last" or "LastOrDefault"
        && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value)?.Unconverted() is IInvocationOperation { TargetMethod.Name: "OrderBy" or "OrderByDescending" } order
        && !order.Arguments.Any(argument => argument.Value.Syntax.DescendantNodes().OfType<SimpleNameSyntax>().Any(name => name.Identifier.ValueText is "Created"));

    /// <summary><c>for (...) { if (page.Data[i].Email == email) ... }</c></summary>
    private static bool IsLookedThrough(SyntaxNode element) =>
        element.Ancestors().OfType<IfStatementSyntax>().Any(choice => choice.Condition.Span.Contains(element.Span) && choice.Ancestors().TakeWhile(outer => outer is not MemberDeclarationSyntax).OfType<ForStatementSyntax>().Any());

    private static bool HasCondition(IInvocationOperation call) => call.Arguments.Any(argument => argument.Parameter?.Type.TypeKind == TypeKind.Delegate && !argument.IsImplicit);

    /// <summary><c>Where(invoice => invoice.InvoicePdf != null)</c> leaves out what could not be shown, and looks for nothing.</summary>
    private static bool IsForThoseThatAreThere(IInvocationOperation call) =>
        call.TargetMethod.Name is "Where" or "FindAll"
        && call.Arguments.Any(argument => argument.Value.Syntax is SimpleLambdaExpressionSyntax { Parameter.Identifier.ValueText: var variable, ExpressionBody: { } condition } && !Chooses(condition, variable));

    /// <summary>A number of objects, unless it is written to a log or only compared with less than a page holds.</summary>
    private static bool IsCounted(IOperation count, bool isChosen, ListCall list)
    {
        var outer = count.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation or IConditionalAccessOperation)
        {
            (count, outer) = (outer, outer.Parent);
        }

        // A loop over the page by index.
        if (count.Syntax.AncestorsAndSelf().TakeWhile(node => node is not StatementSyntax).Any(node => node.Parent is ForStatementSyntax or WhileStatementSyntax))
        {
            return false;
        }

        if (outer is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } comparison)
        {
            var other = comparison.LeftOperand == count ? comparison.RightOperand : comparison.LeftOperand;
            return other.Unconverted().ConstantValue is { HasValue: true, Value: int number } ? isChosen || (list.Limit is { } limit && number > limit) : list.Option("Limit") is null || isChosen;
        }

        if (outer is IIsPatternOperation)
        {
            return isChosen;
        }

        return !count.Syntax.Ancestors().TakeWhile(node => node is not StatementSyntax).OfType<InvocationExpressionSyntax>().Any(IsOutput);
    }

    private static bool IsOutput(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }
        && (name.StartsWith("Log", StringComparison.Ordinal) || name is "WriteLine" or "Write" or "Information" or "Debug" or "Info" or "Warn" or "Warning" or "Trace" or "Error" or "TraceInformation" or "TrackEvent" or "TrackTrace");

    /// <summary>A loop that chooses by a condition, adds up, files by a key, or changes each object at Stripe.</summary>
    private bool IsLookupOrTotal(IForEachLoopOperation loop)
    {
        if (loop.Syntax is not CommonForEachStatementSyntax syntax)
        {
            return false;
        }

        foreach (var local in loop.Locals)
        {
            var made = MadeOf(local.Name, syntax.Statement);
            foreach (var node in syntax.Statement.DescendantNodesAndSelf())
            {
                var found = node switch
                {
                    IfStatementSyntax choice => Chooses(choice.Condition, local.Name),
                    AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression } sum =>
                        sum.Left is IdentifierNameSyntax or MemberAccessExpressionSyntax && Mentions(sum.Right, local.Name) && context.OperationOf(sum) is ICompoundAssignmentOperation { Type.SpecialType: not SpecialType.System_String },
                    AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax filed } => Mentions(filed.ArgumentList, local.Name),
                    InvocationExpressionSyntax call => IsWrite(call, made),
                    _ => false,
                };
                if (found)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A condition on the object that is more than whether something is there.</summary>
    private static bool Chooses(ExpressionSyntax condition, string variable) =>
        Mentions(condition, variable) && condition switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both => Chooses(both.Left, variable) || Chooses(both.Right, variable),
            BinaryExpressionSyntax { Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } } => false,
            IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } or UnaryPatternSyntax or RecursivePatternSyntax or DeclarationPatternSyntax } => false,
            ParenthesizedExpressionSyntax parenthesized => Chooses(parenthesized.Expression, variable),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "HasValue" } => false,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsNullOrEmpty" or "IsNullOrWhiteSpace" } } => false,
            PrefixUnaryExpressionSyntax negated => Chooses(negated.Operand, variable),
            _ => true,
        };

    /// <summary>The object, and what is made of it in the loop: the options of a call.</summary>
    private static string[] MadeOf(string variable, StatementSyntax loop) =>
    [
        variable,
        .. loop.DescendantNodesAndSelf().OfType<VariableDeclaratorSyntax>()
            .Where(declarator => declarator.Initializer is { Value: BaseObjectCreationExpressionSyntax made } && Mentions(made, variable))
            .Select(declarator => declarator.Identifier.ValueText),
    ];

    private bool IsWrite(InvocationExpressionSyntax call, string[] variables) =>
        Array.Exists(variables, variable => Mentions(call.ArgumentList, variable))
        && context.OperationOf(call) is IInvocationOperation { TargetMethod: var method } invocation
        && (StripeOperations.VerbOf(method, stripe) is StripeVerb.Post or StripeVerb.Delete
            || (method is { Name: "Add" or "TryAdd", ContainingType.Name: "Dictionary" or "IDictionary" or "ConcurrentDictionary" or "HashSet" or "ISet" } && invocation.Arguments.Length > 0));

    private static bool Mentions(SyntaxNode node, string variable) => node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable);
}
