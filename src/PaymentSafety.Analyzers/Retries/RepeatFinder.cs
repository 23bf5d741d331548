using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Options;

namespace PaymentSafety.Analyzers.Retries;

/// <summary>
/// Finds what certainly runs a piece of code again for the same operation: a retry loop, a delegate that is retried, a job or message handler, and, one level up, a caller
/// of which one of these is true.
/// </summary>
internal sealed class RepeatFinder
{
    private readonly SourceModels _models;
    private readonly RepeatedCalls _calls;

    public RepeatFinder(Compilation compilation, SourceModels models)
    {
        _models = models;
        _calls = new RepeatedCalls(compilation);
    }

    public Repeat? Find(SyntaxNode node, SemanticModel model, SymbolPatterns retryMethods, CancellationToken cancellation)
    {
        if (Around(node, model, retryMethods) is { } direct)
        {
            return direct;
        }

        var owner = node.Ancestors().FirstOrDefault(ancestor => ancestor is MethodDeclarationSyntax or LocalFunctionStatementSyntax);
        if (owner is null || model.GetDeclaredSymbol(owner, cancellation) is not IMethodSymbol method)
        {
            return null;
        }

        foreach (var use in _calls.Named(method.Name, cancellation))
        {
            if (!owner.Span.Contains(use.Span) || use.SyntaxTree != owner.SyntaxTree)
            {
                // What stands around a call is mostly told by syntax; which method it means costs the binding of a body.
                if (_models.Of(use.SyntaxTree) is { } callerModel && Around(use, callerModel, retryMethods) is { } repeat && IsUseOf(use, method, callerModel, cancellation))
                {
                    return repeat.OfCallee(owner);
                }
            }
        }

        return null;
    }

    private static bool IsUseOf(SimpleNameSyntax use, IMethodSymbol method, SemanticModel model, CancellationToken cancellation)
    {
        var info = model.GetSymbolInfo(use, cancellation);
        if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not IMethodSymbol used)
        {
            return NamedReceiver(use, model) is { } type
                && (SymbolEqualityComparer.Default.Equals(type, method.ContainingType) || method.ContainingType.AllInterfaces.Contains(type, SymbolEqualityComparer.Default));
        }

        used = (used.ReducedFrom ?? used).OriginalDefinition;
        return SymbolEqualityComparer.Default.Equals(used, method.OriginalDefinition)
            || (used.ContainingType.TypeKind == TypeKind.Interface
                && method.ContainingType.AllInterfaces.Any(type => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, used.ContainingType))
                && method.ContainingType.AllInterfaces.SelectMany(type => type.GetMembers(used.Name)).Any(member =>
                    SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, used)
                    && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)));
    }

    /// <summary>
    /// The type of <c>job</c> in <c>jobs.Enqueue&lt;Billing&gt;(job => job.Charge())</c> where the package of <c>jobs</c> is not there and the compiler cannot tell it.
    /// </summary>
    private static ITypeSymbol? NamedReceiver(SimpleNameSyntax use, SemanticModel model) =>
        use.Parent is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver }
        && use.FirstAncestorOrSelf<LambdaExpressionSyntax>() is SimpleLambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } lambda
        && lambda.Parameter.Identifier.ValueText == receiver.Identifier.ValueText
        && (call.Expression as MemberAccessExpressionSyntax)?.Name is GenericNameSyntax { TypeArgumentList.Arguments: { Count: 1 } types }
            ? model.GetTypeInfo(types[0]).Type
            : null;

    private Repeat? Around(SyntaxNode node, SemanticModel model, SymbolPatterns retryMethods)
    {
        for (var current = node; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax
                    when RetryLoops.IsRetryOf((StatementSyntax)current, node, model):
                    return new Repeat(RepeatKind.Loop, current, "the retry loop", current);
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument
                    when argument.Expression is AnonymousFunctionExpressionSyntax || argument.Expression == node || argument.Expression == node.Parent:
                    if (IsDelegate(argument, model) && RetryDelegates.Runs(call, argument, model, retryMethods, _models))
                    {
                        return new Repeat(RepeatKind.Delegate, argument.Expression, $"'{RetryDelegates.NameOf(call)}'", call);
                    }

                    if (argument.Expression is AnonymousFunctionExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax && IsEnqueued(call, model))
                    {
                        return new Repeat(RepeatKind.Handler, argument.Expression, "the Hangfire job", call);
                    }

                    break;
                case AnonymousFunctionExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } } lambda
                    when UseAsRetriedDelegate(declarator, model, retryMethods) is { } call:
                    return new Repeat(RepeatKind.Delegate, lambda, $"'{RetryDelegates.NameOf(call)}'", call);
                case BlockSyntax { Parent: TryStatementSyntax attempt } when SelfCall(attempt, model) is { } again:
                    return new Repeat(RepeatKind.Loop, again.Owner, "the method, which calls itself after a failure,", again.Call);
                case MethodDeclarationSyntax method:
                    return model.GetDeclaredSymbol(method) is IMethodSymbol symbol && RepeatedHandlers.Describe(symbol) is { } description
                        ? new Repeat(RepeatKind.Handler, method, description, method)
                        : null;
                case MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary><c>catch { return await PayAsync(order, attempt + 1); }</c> in PayAsync.</summary>
    private static (SyntaxNode Owner, InvocationExpressionSyntax Call)? SelfCall(TryStatementSyntax attempt, SemanticModel model)
    {
        var owner = attempt.Ancestors().FirstOrDefault(ancestor => ancestor is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax);
        var name = (owner as MethodDeclarationSyntax)?.Identifier ?? (owner as LocalFunctionStatementSyntax)?.Identifier;
        var call = attempt.Catches.SelectMany(handler => handler.Block.DescendantNodes()).OfType<InvocationExpressionSyntax>().FirstOrDefault(call =>
            RetryDelegates.NameOf(call) == name?.ValueText
            && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(call).Symbol?.OriginalDefinition, model.GetDeclaredSymbol(owner!)));
        return call is null ? null : (owner!, call);
    }

    private static bool IsDelegate(ArgumentSyntax argument, SemanticModel model) =>
        argument.Expression is AnonymousFunctionExpressionSyntax
        || model.GetTypeInfo(argument.Expression).ConvertedType is { TypeKind: TypeKind.Delegate or TypeKind.Error } or null;

    /// <summary><c>Func&lt;Task&gt; pay = () => ...; await policy.ExecuteAsync(pay);</c></summary>
    private InvocationExpressionSyntax? UseAsRetriedDelegate(VariableDeclaratorSyntax declarator, SemanticModel model, SymbolPatterns retryMethods)
    {
        var scope = declarator.Ancestors().FirstOrDefault(ancestor => ancestor is BlockSyntax or CompilationUnitSyntax);
        return scope?.DescendantNodes().OfType<ArgumentSyntax>()
            .Where(argument => argument.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == declarator.Identifier.ValueText)
            .Select(argument => (Argument: argument, Call: argument.Parent?.Parent as InvocationExpressionSyntax))
            .FirstOrDefault(use => use.Call is not null && RetryDelegates.Runs(use.Call, use.Argument, model, retryMethods, _models)).Call;
    }

    /// <summary>Hangfire runs what it is given up to ten times more by itself.</summary>
    private static bool IsEnqueued(InvocationExpressionSyntax call, SemanticModel model) =>
        RetryDelegates.NameOf(call) is "Enqueue" or "Schedule" or "AddOrUpdate" or "ContinueJobWith" or "ContinueWith" or "Create"
        && call.Expression is MemberAccessExpressionSyntax { Expression: var receiver }
        && (IsJobName(receiver.ToString()) || IsJobName(model.GetTypeInfo(receiver).Type?.Name ?? ""));

    private static bool IsJobName(string text) =>
        text.IndexOf("backgroundJob", StringComparison.OrdinalIgnoreCase) >= 0
        || text.IndexOf("recurringJob", StringComparison.OrdinalIgnoreCase) >= 0
        || text.IndexOf("jobClient", StringComparison.OrdinalIgnoreCase) >= 0;
}
