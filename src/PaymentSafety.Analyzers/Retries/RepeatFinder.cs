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
                if (_models.Of(use.SyntaxTree) is { } callerModel && IsUseOf(use, method, callerModel, cancellation) && Around(use, callerModel, retryMethods) is { } repeat)
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
            return false;
        }

        used = (used.ReducedFrom ?? used).OriginalDefinition;
        return SymbolEqualityComparer.Default.Equals(used, method.OriginalDefinition)
            || (used.ContainingType.TypeKind == TypeKind.Interface
                && method.ContainingType.AllInterfaces.Any(type => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, used.ContainingType))
                && method.ContainingType.AllInterfaces.SelectMany(type => type.GetMembers(used.Name)).Any(member =>
                    SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, used)
                    && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)));
    }

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

                    if (argument.Expression is AnonymousFunctionExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax && IsEnqueued(call))
                    {
                        return new Repeat(RepeatKind.Handler, argument.Expression, "the Hangfire job", call);
                    }

                    break;
                case AnonymousFunctionExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } } lambda
                    when UseAsRetriedDelegate(declarator, model, retryMethods) is { } call:
                    return new Repeat(RepeatKind.Delegate, lambda, $"'{RetryDelegates.NameOf(call)}'", call);
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
    private static bool IsEnqueued(InvocationExpressionSyntax call) =>
        RetryDelegates.NameOf(call) is "Enqueue" or "Schedule" or "AddOrUpdate" or "ContinueJobWith" or "ContinueWith" or "Create"
        && call.Expression is MemberAccessExpressionSyntax { Expression: var receiver }
        && receiver.ToString() is var text
        && (text.EndsWith("BackgroundJob", StringComparison.Ordinal) || text.EndsWith("RecurringJob", StringComparison.Ordinal)
            || text.IndexOf("backgroundJob", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("recurringJob", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("jobClient", StringComparison.OrdinalIgnoreCase) >= 0);
}
