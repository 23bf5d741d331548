using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers.Http;

/// <summary>An HttpRequestMessage as it is made: in the call, in a variable, or by a helper of the compilation, followed one level.</summary>
internal sealed class RequestMessages
{
    private readonly HttpValues _values;

    public RequestMessages(HttpValues values) => _values = values;

    public IEnumerable<RequestMessage> Of(ExpressionSyntax request)
    {
        var variables = _values.Variables(request);
        foreach (var origin in _values.Origins(request))
        {
            switch (origin)
            {
                case BaseObjectCreationExpressionSyntax creation when IsRequest(creation):
                    yield return Read(creation, variables, call: null);
                    break;
                case InvocationExpressionSyntax call when _values.SymbolOf(call) is IMethodSymbol helper:
                    foreach (var creation in CreationsIn(helper))
                    {
                        yield return Read(creation, variables, call);
                    }

                    break;
            }
        }
    }

    private IEnumerable<BaseObjectCreationExpressionSyntax> CreationsIn(IMethodSymbol helper) =>
        helper.OriginalDefinition.DeclaringSyntaxReferences
            .SelectMany(reference => reference.GetSyntax(_values.Cancellation).DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>())
            .Where(creation => IsRequest(creation));

    private bool IsRequest(BaseObjectCreationExpressionSyntax creation) => _values.TypeNameOf(creation) == "HttpRequestMessage";

    private RequestMessage Read(BaseObjectCreationExpressionSyntax creation, IReadOnlyList<ISymbol> variables, InvocationExpressionSyntax? call)
    {
        var arguments = creation.ArgumentList?.Arguments ?? default;
        var written = Written(creation, variables).ToList();
        var method = written.LastOrDefault(member => member.Name == "Method").Value ?? (arguments.Count > 0 ? arguments[0].Expression : null);
        var address = written.LastOrDefault(member => member.Name == "RequestUri").Value ?? (arguments.Count > 1 ? arguments[1].Expression : null);
        var content = written.LastOrDefault(member => member.Name == "Content").Value;
        return new RequestMessage(
            method is not null && IsPost(method, call),
            address is null ? HttpAddress.Unknown : AddressOf(address, call),
            [creation, .. content is null ? [] : new[] { content }, .. call is null ? [] : new[] { call }]);
    }

    /// <summary>The members that are set in the initialiser, and later on the variable that holds the request.</summary>
    private IEnumerable<(string Name, ExpressionSyntax Value)> Written(BaseObjectCreationExpressionSyntax creation, IReadOnlyList<ISymbol> variables)
    {
        foreach (var member in HttpValues.Initialized(creation))
        {
            yield return member;
        }

        var holders = creation.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } && _values.ModelOf(creation)?.GetDeclaredSymbol(declarator) is { } local ? variables.Append(local) : variables;
        foreach (var assignment in HttpValues.MemberOf(creation).DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            if (assignment.Left is MemberAccessExpressionSyntax access && access.Name.Identifier.ValueText is "Method" or "RequestUri" or "Content"
                && holders.Contains(_values.SymbolOf(((MemberAccessExpressionSyntax)assignment.Left).Expression)!, SymbolEqualityComparer.Default))
            {
                yield return (assignment.Left.LastName(), assignment.Right);
            }
        }
    }

    private HttpAddress AddressOf(ExpressionSyntax address, InvocationExpressionSyntax? call) =>
        call is not null && ArgumentFor(address, call) is { } argument ? _values.AddressOf(argument) : _values.AddressOf(address);

    private bool IsPost(ExpressionSyntax method, InvocationExpressionSyntax? call)
    {
        if (call is not null && ArgumentFor(method, call) is { } argument)
        {
            return IsPost(argument, call: null);
        }

        return _values.Origins(method).Any(origin => origin switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Post", Expression: var type } => type.LastName() == "HttpMethod",
            BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } => IsPostText(arguments[0].Expression),
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parse" }, ArgumentList.Arguments: { Count: 1 } arguments } => IsPostText(arguments[0].Expression),
            IdentifierNameSyntax name => _values.SymbolOf(name) is IParameterSymbol parameter && IsGivenPost(parameter),
            _ => false,
        });
    }

    private bool IsPostText(ExpressionSyntax text) =>
        _values.ModelOf(text)?.GetConstantValue(text) is { HasValue: true, Value: string verb } && string.Equals(verb, "POST", StringComparison.OrdinalIgnoreCase);

    /// <summary>A method that sends with the verb that it is given, and is given POST somewhere in its type.</summary>
    private bool IsGivenPost(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol method
        && method.ContainingType.DeclaringSyntaxReferences
            .SelectMany(reference => reference.GetSyntax(_values.Cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Any(call => call.LastName() == method.Name
                && call.ArgumentList.Arguments.Any(argument => argument.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Post", Expression: var type } && type.LastName() == "HttpMethod"));

    /// <summary>What the caller gives for a parameter of the helper.</summary>
    private ExpressionSyntax? ArgumentFor(ExpressionSyntax value, InvocationExpressionSyntax call)
    {
        if (HttpValues.Plain(value) is not IdentifierNameSyntax name || _values.SymbolOf(name) is not IParameterSymbol { ContainingSymbol: IMethodSymbol } parameter)
        {
            return null;
        }

        var arguments = call.ArgumentList.Arguments;
        return arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name)?.Expression
            ?? (parameter.Ordinal < arguments.Count && arguments[parameter.Ordinal].NameColon is null ? arguments[parameter.Ordinal].Expression : null);
    }
}

/// <summary>What is known of a request.</summary>
internal sealed class RequestMessage
{
    public RequestMessage(bool isPost, HttpAddress address, IReadOnlyList<ExpressionSyntax> carriers)
    {
        IsPost = isPost;
        Address = address;
        Carriers = carriers;
    }

    public bool IsPost { get; }

    public HttpAddress Address { get; }

    /// <summary>Where it is made, its content, and the helper's call: what can carry a header.</summary>
    public IReadOnlyList<ExpressionSyntax> Carriers { get; }
}
