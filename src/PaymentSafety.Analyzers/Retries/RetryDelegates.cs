using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Options;

namespace PaymentSafety.Analyzers.Retries;

/// <summary>
/// Calls that run the delegate they are given again when it fails: Polly 7 and 8, the execution strategies of EF Core, methods named for it, and
/// helpers of this compilation that call the delegate in a retry loop.
/// </summary>
internal static class RetryDelegates
{
    private static readonly HashSet<string> Retrying = new(StringComparer.OrdinalIgnoreCase) { "retry", "retries", "retrying", "retryable", "resilient", "resilience", "resiliently" };

    private static readonly HashSet<string> NotRetrying = new(StringComparer.OrdinalIgnoreCase)
    {
        "circuit", "breaker", "timeout", "bulkhead", "fallback", "cache", "limiter", "limit", "ratelimit", "ratelimiter", "noop", "no", "without", "hedging", "lock",
    };

    /// <param name="call">The call that is handed the delegate.</param>
    /// <param name="argument">The delegate.</param>
    /// <param name="model">The model of the tree.</param>
    /// <param name="methods">The user's own retry methods.</param>
    /// <param name="models">Models of other trees.</param>
    public static bool Runs(InvocationExpressionSyntax call, ArgumentSyntax argument, SemanticModel model, SymbolPatterns methods, SourceModels models)
    {
        var symbol = model.GetSymbolInfo(call).Symbol as IMethodSymbol;
        var name = NameOf(call);
        if (symbol is not null && methods.Matches(symbol))
        {
            return true;
        }

        if (symbol is not null && IsPolly(symbol))
        {
            return name.StartsWith("Execute", StringComparison.Ordinal) && PolicyRetries(call, model);
        }

        if (symbol?.ContainingType is { } type && type.Name is "IExecutionStrategy" or "ExecutionStrategy" or "ExecutionStrategyExtensions" or "ExecutionStrategyBase")
        {
            return name.StartsWith("Execute", StringComparison.Ordinal);
        }

        if (symbol is null && name.StartsWith("Execute", StringComparison.Ordinal) && UnresolvedPolicy(call, model) is { } isRetry)
        {
            return isRetry;
        }

        var words = Words.Of(name);
        if (words.Any(Retrying.Contains) && !words.Any(NotRetrying.Contains) && !words.Any(word => word is "Use" or "Configure" or "On" or "Policy" or "Handle"))
        {
            return true;
        }

        // A policy of an unresolved type, or wrapped in the application's own: known by name.
        if (name.StartsWith("Execute", StringComparison.Ordinal)
            && Receiver(call) is { } receiver
            && Words.Of(receiver.LastName()).Concat(Words.Of(model.GetTypeInfo(receiver).Type?.Name ?? "")) is var named
            && named.Any(word => Retrying.Contains(word)))
        {
            return true;
        }

        return symbol is not null && RunsInRetryLoop(symbol, argument, call, models);
    }

    public static string NameOf(InvocationExpressionSyntax call) => call.Expression.LastName();

    public static bool IsPolly(ISymbol symbol) => symbol.IsInNamespace("Polly");

    /// <summary>Where the policy that runs a delegate is built: the initialiser of the local or field, or the expression itself.</summary>
    public static ExpressionSyntax? PolicyOf(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (Receiver(call) is not { } receiver)
        {
            return null;
        }

        if (receiver is InvocationExpressionSyntax)
        {
            return receiver;
        }

        var symbol = model.GetSymbolInfo(receiver).Symbol;
        var declaration = symbol?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        var made = declaration switch
        {
            VariableDeclaratorSyntax { Initializer.Value: { } value } => value,
            PropertyDeclarationSyntax { ExpressionBody.Expression: { } value } => value,
            PropertyDeclarationSyntax { Initializer.Value: { } value } => value,
            _ => null,
        };

        // A readonly field is often set in the constructor.
        return made ?? (declaration?.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(assignment => assignment.Left.LastName() == symbol!.Name)?.Right);
    }

    /// <summary>A policy whose package is not there, known by the name of its type or by what makes it; null where it is no policy.</summary>
    private static bool? UnresolvedPolicy(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (Receiver(call) is not { } receiver || model.GetTypeInfo(receiver).Type is { TypeKind: not TypeKind.Error } and not null)
        {
            return null;
        }

        var made = PolicyOf(call, model) ?? receiver;
        var names = made.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(name => name.Identifier.ValueText).Append(model.GetTypeInfo(receiver).Type?.Name ?? "").ToList();
        if (names.Contains("CreateExecutionStrategy") || names.Contains("IExecutionStrategy"))
        {
            return true;
        }

        return names.Any(IsPolicyName) ? PolicyRetries(call, model) : null;
    }

    private static bool IsPolicyName(string name) =>
        name is "Policy" or "ISyncPolicy" or "IAsyncPolicy" or "AsyncPolicy" or "PolicyWrap" or "AsyncPolicyWrap" or "IPolicyWrap" or "PolicyRegistry" or "HttpPolicyExtensions" or "GetPipeline"
            or "ResiliencePipeline" or "ResiliencePipelineBuilder" or "ResiliencePipelineRegistry" or "ResiliencePipelineProvider"
        || (name.EndsWith("Policy", StringComparison.Ordinal) && Words.Of(name).Any(Retrying.Contains));

    /// <summary>A policy that is seen to be built without a retry has none; one that comes from elsewhere is taken for what its type or name says.</summary>
    private static bool PolicyRetries(InvocationExpressionSyntax call, SemanticModel model)
    {
        var receiver = Receiver(call);
        var typeName = receiver is null ? "" : model.GetTypeInfo(receiver).Type?.Name ?? "";
        var words = Words.Of(typeName).Concat(receiver is null ? [] : Words.Of(receiver.LastName())).ToList();
        if (words.Any(IsRetry))
        {
            return true;
        }

        if (words.Any(NotRetrying.Contains))
        {
            return false;
        }

        return PolicyOf(call, model) is not InvocationExpressionSyntax built
            || built.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(part => Words.Of(part.Identifier.ValueText).Any(IsRetry) || part.Identifier.ValueText.StartsWith("Wrap", StringComparison.Ordinal))
            || !built.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(part => part.Identifier.ValueText is "Policy" or "Build" or "ResiliencePipelineBuilder" or "Handle");
    }

    /// <summary>A resilience pipeline may hold a timeout only; a retry is a retry.</summary>
    private static bool IsRetry(string word) => word.StartsWith("retr", StringComparison.OrdinalIgnoreCase) && Retrying.Contains(word);

    private static bool RunsInRetryLoop(IMethodSymbol method, ArgumentSyntax argument, InvocationExpressionSyntax call, SourceModels models)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        if (definition.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not { } declaration || models.Of(declaration.SyntaxTree) is not { } model)
        {
            return false;
        }

        var parameter = ParameterFor(definition, argument, call, isReduced: method.ReducedFrom is not null);
        if (parameter is null)
        {
            return false;
        }

        return declaration.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(inner =>
            (inner.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == parameter.Name
                || inner.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke", Expression: IdentifierNameSyntax target } && target.Identifier.ValueText == parameter.Name)
            && inner.Ancestors().TakeWhile(node => node != declaration).OfType<StatementSyntax>().Any(loop => RetryLoops.BodyOf(loop) is not null && RetryLoops.IsRetryOf(loop, inner, model)));
    }

    private static IParameterSymbol? ParameterFor(IMethodSymbol method, ArgumentSyntax argument, InvocationExpressionSyntax call, bool isReduced)
    {
        if (argument.NameColon is { } colon)
        {
            return method.Parameters.FirstOrDefault(parameter => parameter.Name == colon.Name.Identifier.ValueText);
        }

        var index = call.ArgumentList.Arguments.IndexOf(argument) + (isReduced ? 1 : 0);
        return index < method.Parameters.Length ? method.Parameters[index] : null;
    }

    private static ExpressionSyntax? Receiver(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Expression,
        MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };
}
