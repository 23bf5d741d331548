using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Retries;

namespace PaymentSafety.Analyzers.Http;

/// <summary>
/// What a compilation says about its HTTP clients where it registers them: <c>services.AddHttpClient&lt;T&gt;(client => ...).AddPolicyHandler(...)</c>.
/// Made when the first request to a relative address asks for it.
/// </summary>
internal sealed class HttpClientRegistrations
{
    private readonly Lazy<IReadOnlyList<Registration>> _all;

    public HttpClientRegistrations(Compilation compilation, SourceModels models) => _all = new(() => Collect(compilation, models));

    /// <summary>Of a class that is given its client, by its own type or an interface of it.</summary>
    public IEnumerable<Registration> OfType(INamedTypeSymbol type) =>
        _all.Value.Where(registration => registration.Types.Any(known =>
            SymbolEqualityComparer.Default.Equals(known, type) || type.AllInterfaces.Contains(known, SymbolEqualityComparer.Default)));

    public IEnumerable<Registration> OfName(string name) => _all.Value.Where(registration => registration.Name == name);

    private static IReadOnlyList<Registration> Collect(Compilation compilation, SourceModels models)
    {
        var found = new List<Registration>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!SourceSearch.Contains(tree, "AddHttpClient") || models.Of(tree) is not { } model)
            {
                continue;
            }

            foreach (var call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => RetryDelegates.NameOf(call) == "AddHttpClient"))
            {
                found.Add(new Registration(call, model));
            }
        }

        return found;
    }

    internal sealed class Registration
    {
        private readonly List<InvocationExpressionSyntax> _chain;
        private readonly SemanticModel _model;

        public Registration(InvocationExpressionSyntax call, SemanticModel model)
        {
            _model = model;
            _chain = Chain(call).ToList();
            Types = call.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax { TypeArgumentList.Arguments: var types } }
                ? types.Select(type => model.GetTypeInfo(type).Type).OfType<ITypeSymbol>().ToList()
                : [];
            Name = call.ArgumentList.Arguments.FirstOrDefault() is { } first && model.GetConstantValue(first.Expression) is { HasValue: true, Value: string name } ? name : null;
        }

        public IReadOnlyList<ITypeSymbol> Types { get; }

        public string? Name { get; }

        /// <summary>Whether the header is set, or a handler that sets it is added, for every request of the client.</summary>
        public bool SetsHeader => _chain.Any(call => IdempotencyHeader.Mentions(call.ArgumentList, _model).Any() || HandlerOf(call).Any(handler => IdempotencyHeader.Mentions(handler, model: null).Any()));

        public IEnumerable<ExpressionSyntax> BaseAddresses => _chain
            .SelectMany(call => call.ArgumentList.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            .Where(assignment => assignment.Left.LastName() == "BaseAddress")
            .Select(assignment => assignment.Right);

        /// <summary>The call that makes every request of the client be sent again when it fails, or null.</summary>
        public InvocationExpressionSyntax? Retry => _chain.FirstOrDefault(IsRetry);

        private static bool IsRetry(InvocationExpressionSyntax call) => RetryDelegates.NameOf(call) switch
        {
            "AddStandardResilienceHandler" => !Words(call).Any(word => word is "DisableForUnsafeHttpMethods" or "DisableFor"),
            "AddStandardHedgingHandler" => true,
            "AddPolicyHandler" or "AddTransientHttpErrorPolicy" or "AddResilienceHandler" or "AddPolicyHandlerFromRegistry" or "AddHttpMessageHandler" =>
                Words(call).SelectMany(Analyzers.Words.Of).Any(word => word.StartsWith("Retr", StringComparison.OrdinalIgnoreCase)),
            _ => false,
        };

        private static IEnumerable<string> Words(InvocationExpressionSyntax call) =>
            call.DescendantTokens()
                .Where(token => call.ArgumentList.Span.Contains(token.Span) || (call.Expression as MemberAccessExpressionSyntax)?.Name.Span.Contains(token.Span) == true)
                .Select(token => token.ValueText);

        /// <summary>The call and those that follow it, in one expression or on the variable that it is kept in.</summary>
        private static IEnumerable<InvocationExpressionSyntax> Chain(InvocationExpressionSyntax call)
        {
            var current = call;
            yield return current;
            while (current.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == current)
            {
                yield return current = next;
            }

            if (current.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable })
            {
                foreach (var use in HttpValues.MemberOf(variable).DescendantNodes().OfType<InvocationExpressionSyntax>())
                {
                    if (use.Expression is MemberAccessExpressionSyntax access && Leftmost(access.Expression) is IdentifierNameSyntax name && name.Identifier.ValueText == variable.Identifier.ValueText)
                    {
                        yield return use;
                    }
                }
            }
        }

        private static ExpressionSyntax Leftmost(ExpressionSyntax expression) => expression switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => Leftmost(access.Expression),
            _ => expression,
        };

        /// <summary><c>AddHttpMessageHandler&lt;T&gt;()</c>: the source of T.</summary>
        private IEnumerable<SyntaxNode> HandlerOf(InvocationExpressionSyntax call) =>
            RetryDelegates.NameOf(call) != "AddHttpMessageHandler"
                ? []
                : call.DescendantNodes().OfType<TypeSyntax>()
                    .Where(type => type.Parent is TypeArgumentListSyntax or ObjectCreationExpressionSyntax)
                    .Select(type => _model.GetTypeInfo(type).Type ?? _model.GetSymbolInfo(type).Symbol as ITypeSymbol)
                    .Where(type => type is not null && IsHandler(type))
                    .SelectMany(type => type!.DeclaringSyntaxReferences)
                    .Select(reference => reference.GetSyntax());

        private static bool IsHandler(ITypeSymbol type)
        {
            for (var current = type.BaseType; current is not null; current = current.BaseType)
            {
                if (current.Name is "DelegatingHandler" or "HttpMessageHandler")
                {
                    return true;
                }
            }

            return false;
        }
    }
}
