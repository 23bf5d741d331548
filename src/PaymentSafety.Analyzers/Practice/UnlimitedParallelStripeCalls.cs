using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Practice;

/// <summary>PAY5007: as many calls to Stripe at once as there are items.</summary>
internal sealed class UnlimitedParallelStripeCalls(StripeContext stripe, ValueContext context)
{
    public Diagnostic? Find(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var work = (method.ContainingType.Name, method.Name) switch
        {
            ("Task", "WhenAll") => WhenAll(call),
            ("Parallel", "ForEach" or "ForEachAsync" or "For" or "ForAsync") when !IsLimited(call) => call.Arguments.Select(argument => argument.Value.Syntax).OfType<AnonymousFunctionExpressionSyntax>().FirstOrDefault(),
            _ => null,
        };
        return work is not null && method.IsInNamespace("System", "Threading", "Tasks") && StripeCallIn(work, 0) is { } stripeCall
            ? Diagnostic.Create(Rules.UnlimitedParallelStripeCalls, call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Name.GetLocation() : call.Syntax.GetLocation(), [stripeCall.GetLocation()], $"{method.ContainingType.Name}.{method.Name}")
            : null;
    }

    private static bool IsLimited(IInvocationOperation call) => call.Arguments.Any(argument => argument.Parameter?.Type.Name == "ParallelOptions");

    /// <summary>What each task does: the selector of a Select, or the calls that a loop adds to a list of tasks.</summary>
    private SyntaxNode? WhenAll(IInvocationOperation call)
    {
        if (call.Arguments.Length != 1)
        {
            return null;
        }

        foreach (var tasks in PossibleValues.Of(call.Arguments[0].Value, context))
        {
            switch (tasks)
            {
                case IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" } listed when Source(listed) is { } inner && Selector(inner) is { } selector:
                    return selector;
                case IInvocationOperation query when Selector(query) is { } selector:
                    return selector;
                case IObjectCreationOperation when call.Arguments[0].Value.ReferencedSymbol() is ILocalSymbol local:
                    return AddedInALoop(local, call.Syntax);
            }
        }

        return null;
    }

    private static IOperation? Source(IInvocationOperation call) => call.Instance ?? call.Arguments.FirstOrDefault()?.Value.Unconverted();

    private SyntaxNode? Selector(IOperation query)
    {
        if (query.Unconverted() is not IInvocationOperation { TargetMethod: { Name: "Select" } } select || select.Arguments.Length < 2 || IsFew(select.Arguments[0].Value))
        {
            return null;
        }

        return select.Arguments[1].Value.Unconverted() is IDelegateCreationOperation { Target: var target }
            ? target switch
            {
                IAnonymousFunctionOperation lambda => lambda.Syntax,
                IMethodReferenceOperation { Method: var method } => method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.Cancellation),
                _ => null,
            }
            : null;
    }

    /// <summary>A chunk, a page of it, a fixed range or a list that is written out.</summary>
    private bool IsFew(IOperation source) =>
        PossibleValues.Of(source, context).Any(value => value is IArrayCreationOperation or IInvocationOperation { TargetMethod.Name: "Chunk" or "Take" or "Range" or "Repeat" } || OperationKinds.IsCollectionExpression(value))
        || source.Syntax.Ancestors().OfType<ForEachStatementSyntax>().Any(loop => source.ReferencedSymbol()?.Name == loop.Identifier.ValueText && loop.Expression.ToString().Contains("Chunk"));

    private SyntaxNode? AddedInALoop(ILocalSymbol tasks, SyntaxNode wait) =>
        AssignedOnce.BodyOf(wait).DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(add =>
            add.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Expression: IdentifierNameSyntax list } && list.Identifier.ValueText == tasks.Name
            && add.Ancestors().Any(node => node is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax)
            && !wait.Ancestors().Any(node => node is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax))?.ArgumentList;

    /// <summary>A call that reaches Stripe, in the work itself or in the method of the project that it calls; null where a gate holds it back.</summary>
    private SyntaxNode? StripeCallIn(SyntaxNode work, int depth)
    {
        if (work.DescendantNodes().OfType<SimpleNameSyntax>().Any(name => name.Identifier.ValueText is "WaitAsync" or "Wait" or "AcquireAsync" or "EnterAsync"))
        {
            return null;
        }

        foreach (var call in work.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>())
        {
            if (context.OperationOf(call) is not IInvocationOperation { TargetMethod: var method })
            {
                continue;
            }

            if (StripeOperations.VerbOf(method, stripe) is not StripeVerb.None)
            {
                return call;
            }

            if (depth == 0 && DeclaredBodies.IsFixed(method.OriginalDefinition) && StripeCallIn(method.OriginalDefinition.DeclaringSyntaxReferences[0].GetSyntax(context.Cancellation), depth + 1) is not null)
            {
                return call;
            }
        }

        return null;
    }
}
