using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>Where a text comes from: the body of a request, or the parameters that somebody else fills.</summary>
internal sealed class RequestBodies
{
    private const int DeepestNesting = 24;

    /// <summary>Types by name, so that no package of a host need be referenced: ASP.NET Core and System.Web, Azure Functions, Web API, AWS Lambda.</summary>
    private static readonly HashSet<string> RequestTypes = new(StringComparer.Ordinal)
    {
        "HttpRequest", "HttpRequestBase", "HttpRequestData", "HttpRequestMessage", "HttpListenerRequest", "HttpContext",
        "APIGatewayProxyRequest", "APIGatewayHttpApiV2ProxyRequest", "ApplicationLoadBalancerRequest",
    };

    private static readonly HashSet<string> BodyMembers = new(StringComparer.Ordinal) { "Body", "BodyReader", "InputStream", "Content" };

    private readonly ValueContext _context;
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _copied = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IParameterSymbol> _parameters = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IPropertySymbol> _members = new(SymbolEqualityComparer.Default);

    private RequestBodies(ValueContext context) => _context = context;

    /// <summary>Whether it can be a request's body.</summary>
    public bool IsBody { get; private set; }

    /// <summary>The parameters that it can be.</summary>
    public IReadOnlyCollection<IParameterSymbol> Parameters => _parameters;

    /// <summary>The members of messages, given to a handler, that it can be: <c>command.Payload</c>.</summary>
    public IReadOnlyCollection<IPropertySymbol> Members => _members;

    /// <summary>The variables that hold it on its way.</summary>
    public IReadOnlyCollection<ISymbol> Carriers => _seen;

    public static RequestBodies Of(IOperation text, ValueContext context)
    {
        var origin = new RequestBodies(context);
        origin.Visit(text, 0);
        return origin;
    }

    /// <summary>A parameter that the host fills with the body: <c>[FromBody]</c>, <c>[HttpTrigger]</c>.</summary>
    public static bool IsBoundToBody(IParameterSymbol parameter) =>
        parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "FromBodyAttribute" or "FromBody" or "HttpTriggerAttribute" or "HttpTrigger");

    private void Visit(IOperation? value, int depth)
    {
        _context.Cancellation.ThrowIfCancellationRequested();
        if (value is null || depth > DeepestNesting)
        {
            return;
        }

        if (value.ReferencedSymbol() is ILocalSymbol or IFieldSymbol)
        {
            _seen.Add(value.ReferencedSymbol()!);
        }

        if (value.ReferencedSymbol() is ILocalSymbol buffer && buffer.Type.Name.EndsWith("Stream", StringComparison.Ordinal))
        {
            VisitCopies(buffer, depth);
        }

        foreach (var possible in PossibleValues.Of(value, _context))
        {
            VisitLeaf(possible, depth + 1);
        }
    }

    private void VisitLeaf(IOperation value, int depth)
    {
        switch (value)
        {
            case ILocalReferenceOperation { Local: var local }:
                VisitLocal(local, depth);
                break;
            case IParameterReferenceOperation { Parameter: var parameter }:
                _seen.Add(parameter);
                if (IsBoundToBody(parameter) || IsRequest(parameter.Type))
                {
                    IsBody = true;
                }
                else
                {
                    _parameters.Add(parameter);
                }

                break;
            case IPropertyReferenceOperation { Property: var property, Instance: var instance }:
                if (IsRequest(instance?.Type ?? property.ContainingType))
                {
                    IsBody |= BodyMembers.Contains(property.Name);
                }
                else if (IsRequest(property.Type))
                {
                    IsBody = true;
                }
                else if (property.IsInNamespace("System") || property.IsInNamespace("Newtonsoft"))
                {
                    Visit(instance, depth);
                }
                else if (instance?.Unconverted() is IParameterReferenceOperation && IsMessage(property.ContainingType))
                {
                    _members.Add(property);
                }

                break;
            case IInvocationOperation call:
                VisitCall(call, depth);
                break;
            case IObjectCreationOperation made:
                VisitAll(made.Arguments, depth);
                break;
            case IArgumentOperation argument:
                Visit(argument.Value, depth);
                break;
            case IConditionalAccessOperation access:
                Visit(access.Operation, depth);
                Visit(access.WhenNotNull, depth);
                break;
            case IInvalidOperation:
                // A package that is not there: new StreamReader(req.Body) says it by its words.
                IsBody |= value.Syntax.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>()
                    .Any(access => access.Name.Identifier.ValueText is "Body" or "InputStream");
                break;
        }
    }

    private void VisitLocal(ILocalSymbol local, int depth)
    {
        _seen.Add(local);
        foreach (var given in AssignedValues.Of(local, _context))
        {
            Visit(given, depth);
        }
    }

    /// <summary><c>request.Body.CopyToAsync(buffer)</c></summary>
    private void VisitCopies(ILocalSymbol buffer, int depth)
    {
        if (buffer.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_context.Cancellation) is not { } declaration || !_seen.Contains(buffer) || !_copied.Add(buffer))
        {
            return;
        }

        foreach (var name in AssignedOnce.BodyOf(declaration).DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText == buffer.Name
                && name.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax copy }
                && _context.OperationOf(copy) is IInvocationOperation { TargetMethod.Name: "CopyTo" or "CopyToAsync" } call)
            {
                Visit(call.Instance, depth);
            }
        }
    }

    private void VisitCall(IInvocationOperation call, int depth)
    {
        var method = call.TargetMethod;
        var receiver = call.Instance ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;
        if (IsRequest(receiver?.Unconverted().Type))
        {
            // Request.ReadAsStringAsync(), Request.GetRawBodyAsync(), request.ReadFromJsonAsync<Event>()
            IsBody |= !method.ReturnsVoid && (method.Name.StartsWith("Read", StringComparison.Ordinal) || method.Name.IndexOf("Body", StringComparison.OrdinalIgnoreCase) >= 0);
            return;
        }

        if (method.IsInNamespace("System") || method.IsInNamespace("Newtonsoft") || method.IsInNamespace("Microsoft", "AspNetCore"))
        {
            Visit(call.Instance, depth);
            VisitAll(call.Arguments, depth);
            return;
        }

        if (DeclaredBodies.IsFixed(method) && _seen.Add(method))
        {
            foreach (var returned in Returned(method))
            {
                Visit(returned, depth + 1);
            }
        }
    }

    private void VisitAll(IEnumerable<IArgumentOperation> arguments, int depth)
    {
        foreach (var argument in arguments)
        {
            Visit(argument.Value, depth);
        }
    }

    private IEnumerable<IOperation> Returned(IMethodSymbol method)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(_context.Cancellation).DescendantNodes())
            {
                var expression = node switch
                {
                    ReturnStatementSyntax statement => statement.Expression,
                    ArrowExpressionClauseSyntax arrow => arrow.Expression,
                    _ => null,
                };
                if (expression is not null && _context.OperationOf(expression) is { } operation)
                {
                    yield return operation;
                }
            }
        }
    }

    /// <summary>What one part of a program sends to another, by its name or by what it implements; not what a database keeps.</summary>
    private static bool IsMessage(INamedTypeSymbol type) =>
        type.Locations.Any(location => location.IsInSource)
        && (Words.Of(type.Name).LastOrDefault() is "Command" or "Request" or "Query" or "Message" or "Notification" || type.AllInterfaces.Any(contract => contract.Name is "IRequest" or "INotification" or "ICommand"));

    private static bool IsRequest(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (RequestTypes.Contains(type.Name))
            {
                return true;
            }
        }

        return false;
    }
}
