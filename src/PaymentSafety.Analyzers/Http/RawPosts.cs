using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.Analyzers.Http;

/// <summary>Recognises a POST to Stripe's API in the usual shapes of HttpClient, RestSharp and Flurl.</summary>
internal sealed class RawPosts
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "PostAsync", "PostAsJsonAsync", "PostAsXmlAsync", "PostFormAsync", "SendAsync", "Send",
        "Execute", "ExecuteAsync", "ExecutePost", "ExecutePostAsync", "ExecuteTaskAsync", "ExecutePostTaskAsync", "ExecuteAsPost", "Post",
        "PostUrlEncodedAsync", "PostJsonAsync", "PostStringAsync", "PostMultipartAsync", "SendUrlEncodedAsync", "SendJsonAsync", "SendStringAsync",
    };

    private readonly HttpValues _values;
    private readonly HttpClientRegistrations _registrations;

    public RawPosts(HttpValues values, HttpClientRegistrations registrations)
    {
        _values = values;
        _registrations = registrations;
    }

    /// <summary>Whether a call can be one of them, by its name alone.</summary>
    public static bool IsCandidate(InvocationExpressionSyntax call) => call.ArgumentList.Arguments.Count <= 4 && Names.Contains(call.Expression.LastName());

    public RawPost? Find(InvocationExpressionSyntax call)
    {
        if (ReceiverOf(call) is not { } receiver)
        {
            return null;
        }

        var name = call.Expression.LastName();
        switch (_values.TypeNameOf(receiver))
        {
            case "HttpClient" or "HttpMessageInvoker":
                return name is "SendAsync" or "Send" ? Sent(call, receiver) : name.StartsWith("Post", StringComparison.Ordinal) ? Posted(call, receiver) : null;
            case "RestClient" or "IRestClient":
                return OfRestSharp(call, receiver, name);
            case "String" or "Url" or "IFlurlRequest" or "FlurlRequest" or "IFlurlClient" or "" or "?":
                return OfFlurl(call, receiver, name);
            default:
                return null;
        }
    }

    /// <summary><c>client.PostAsync("/v1/charges", content)</c>.</summary>
    private RawPost? Posted(InvocationExpressionSyntax call, ExpressionSyntax client)
    {
        var arguments = call.ArgumentList.Arguments;
        var content = arguments.Skip(1).Select(argument => argument.Expression);
        return arguments.Count == 0 ? null : OfHttpClient(call, client, _values.AddressOf(arguments[0].Expression), [client, .. content]);
    }

    /// <summary><c>client.SendAsync(new HttpRequestMessage(HttpMethod.Post, "..."))</c>.</summary>
    private RawPost? Sent(InvocationExpressionSyntax call, ExpressionSyntax client)
    {
        if (call.ArgumentList.Arguments.FirstOrDefault()?.Expression is not { } request)
        {
            return null;
        }

        var made = new RequestMessages(_values).Of(request).Where(candidate => candidate.IsPost).ToList();
        return made.Select(candidate => OfHttpClient(call, client, candidate.Address, [client, request, .. candidate.Carriers])).FirstOrDefault(post => post is not null);
    }

    private RawPost? OfHttpClient(InvocationExpressionSyntax call, ExpressionSyntax client, HttpAddress address, IReadOnlyList<ExpressionSyntax> carriers)
    {
        if (address.Kind == AddressKind.Elsewhere)
        {
            return null;
        }

        var registrations = RegistrationsOf(call, client).ToList();
        if (address.Kind != AddressKind.Stripe)
        {
            address = address.Under(BaseAddressOf(client, registrations));
        }

        return address.Kind == AddressKind.Stripe ? new RawPost(call, "HttpClient." + call.Expression.LastName(), address, carriers, registrations) : null;
    }

    private HttpAddress BaseAddressOf(ExpressionSyntax client, IEnumerable<HttpClientRegistrations.Registration> registrations)
    {
        var variables = _values.Variables(client);
        var made = _values.Origins(client).OfType<BaseObjectCreationExpressionSyntax>()
            .SelectMany(HttpValues.Initialized).Where(member => member.Name == "BaseAddress").Select(member => member.Value);
        var assigned = variables.SelectMany(_values.ScopesOf).Distinct()
            .SelectMany(scope => scope.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            .Where(assignment => assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "BaseAddress", Expression: var owner }
                && variables.Contains(_values.SymbolOf(owner)!, SymbolEqualityComparer.Default))
            .Select(assignment => assignment.Right);
        return made.Concat(assigned).Concat(registrations.SelectMany(registration => registration.BaseAddresses))
            .Select(_values.AddressOf).FirstOrDefault(address => address.Kind is AddressKind.Stripe or AddressKind.Elsewhere);
    }

    /// <summary>The registration of the class that is given this client, or the one of the name that the client is asked from a factory by.</summary>
    private IEnumerable<HttpClientRegistrations.Registration> RegistrationsOf(InvocationExpressionSyntax call, ExpressionSyntax client)
    {
        foreach (var origin in _values.Origins(client))
        {
            if (origin is InvocationExpressionSyntax made && made.LastName() == "CreateClient")
            {
                var name = made.ArgumentList.Arguments.FirstOrDefault()?.Expression;
                foreach (var registration in name is not null && _values.ModelOf(name)?.GetConstantValue(name) is { HasValue: true, Value: string text } ? _registrations.OfName(text) : [])
                {
                    yield return registration;
                }

                yield break;
            }
        }

        var type = call.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (type is not null && _values.ModelOf(type)?.GetDeclaredSymbol(type) is INamedTypeSymbol symbol && _values.Variables(client).Any(variable => variable.Kind is SymbolKind.Field or SymbolKind.Property or SymbolKind.Parameter))
        {
            foreach (var registration in _registrations.OfType(symbol))
            {
                yield return registration;
            }
        }
    }

    private RawPost? OfRestSharp(InvocationExpressionSyntax call, ExpressionSyntax client, string name)
    {
        if (call.ArgumentList.Arguments.FirstOrDefault()?.Expression is not { } request)
        {
            return null;
        }

        var isPost = name.IndexOf("Post", StringComparison.Ordinal) >= 0 || call.ArgumentList.Arguments.Skip(1).Any(argument => IsPostMethod(argument.Expression));
        foreach (var made in _values.Origins(request).Select(origin => ChainRoot(origin) ?? origin).OfType<BaseObjectCreationExpressionSyntax>())
        {
            var isPostRequest = (made.ArgumentList?.Arguments ?? default).Any(argument => IsPostMethod(argument.Expression))
                || HttpValues.Initialized(made).Any(member => member.Name == "Method" && IsPostMethod(member.Value))
                || AssignedMembers(request, "Method").Any(IsPostMethod);
            if (isPost || isPostRequest)
            {
                var address = _values.AddressOfCreation(made).Under(_values.AddressOf(client));
                return address.Kind == AddressKind.Stripe ? new RawPost(call, "RestClient." + name, address, [client, request, made], []) : null;
            }
        }

        return null;
    }

    private RawPost? OfFlurl(InvocationExpressionSyntax call, ExpressionSyntax receiver, string name)
    {
        var posts = name.StartsWith("Post", StringComparison.Ordinal) || (name.StartsWith("Send", StringComparison.Ordinal) && call.ArgumentList.Arguments.Any(argument => IsPostMethod(argument.Expression)));
        return posts && _values.AddressOf(receiver) is { Kind: AddressKind.Stripe } address && ChainRoot(receiver) is { } root
            ? new RawPost(call, "Flurl." + name, address, [receiver, root], [])
            : null;
    }

    /// <summary>What a chain of calls begins with: <c>url.WithHeader(...)</c>, <c>new RestRequest(...).AddParameter(...)</c>; null where a call is made on nothing.</summary>
    private static ExpressionSyntax? ChainRoot(ExpressionSyntax receiver) => HttpValues.Plain(receiver) switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var inner } } => ChainRoot(inner),
        InvocationExpressionSyntax => null,
        var root => root,
    };

    private IEnumerable<ExpressionSyntax> AssignedMembers(ExpressionSyntax owner, string member)
    {
        var variables = _values.Variables(owner);
        return variables.SelectMany(_values.ScopesOf).Distinct()
            .SelectMany(scope => scope.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            .Where(assignment => assignment.Left is MemberAccessExpressionSyntax access && access.Name.Identifier.ValueText == member && variables.Contains(_values.SymbolOf(access.Expression)!, SymbolEqualityComparer.Default))
            .Select(assignment => assignment.Right);
    }

    /// <summary><c>Method.Post</c>, <c>Method.POST</c>, <c>HttpMethod.Post</c>.</summary>
    private static bool IsPostMethod(ExpressionSyntax method) =>
        method is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var type }
        && string.Equals(name, "Post", StringComparison.OrdinalIgnoreCase)
        && type.LastName() is "Method" or "HttpMethod";

    private static ExpressionSyntax? ReceiverOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax { Expression: not BaseExpressionSyntax and var receiver } => receiver,
        MemberBindingExpressionSyntax => call.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
        _ => null,
    };
}
