using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Web;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>Where ASP.NET Core sends a value to whoever asked: answers, pages, cookies, headers.</summary>
internal sealed class OutputSinks
{
    private readonly Endpoints _endpoints;
    private readonly INamedTypeSymbol? _actionResult;
    private readonly INamedTypeSymbol? _result;

    public OutputSinks(StripeContext stripe)
    {
        _endpoints = new Endpoints(stripe);
        _actionResult = stripe.Find("Microsoft.AspNetCore.Mvc.IActionResult");
        _result = stripe.Find("Microsoft.AspNetCore.Http.IResult");
    }

    /// <summary>Whether the compilation can answer requests at all.</summary>
    public bool Exist => _endpoints.HasControllers || _result is not null;

    public static readonly OperationKind[] Kinds =
        [OperationKind.Return, OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.SimpleAssignment];

    /// <summary>What the operation sends, and in words what it goes into.</summary>
    public (IEnumerable<IOperation> Values, string Destination)? Of(IOperation operation, ISymbol container) => operation switch
    {
        IReturnOperation { ReturnedValue: { } value } returned when !IsResult(value) && IsAnswer(returned, container) => ([value], "the answer to a request"),
        IInvocationOperation call when DestinationOf(call) is { } destination => (call.Arguments.Select(argument => argument.Value), destination),
        IObjectCreationOperation { Type: INamedTypeSymbol type } made when IsResult(type) => (made.Arguments.Select(argument => argument.Value), "the answer to a request"),
        ISimpleAssignmentOperation assignment when DestinationOf(assignment.Target) is { } destination => ([assignment.Value], destination),
        _ => null,
    };

    private string? DestinationOf(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var type = method.ContainingType;
        var name = method.Name;
        if (Implements(method.ReturnType, _actionResult) && type.IsInNamespace("Microsoft", "AspNetCore", "Mvc"))
        {
            return name is "View" or "PartialView" or "Page" ? "a page" : "the answer to a request";
        }

        return (type.Name, name) switch
        {
            ("Results" or "TypedResults", _) when type.IsInNamespace("Microsoft", "AspNetCore", "Http") => "the answer to a request",
            ("HttpResponseWritingExtensions" or "HttpResponseJsonExtensions", "WriteAsync" or "WriteAsJsonAsync") => "the answer to a request",
            ("IResponseCookies" or "ResponseCookies", "Append") => "a cookie",
            ("RazorPageBase" or "RazorPage", "Write" or "WriteLiteral") => "a page",
            ("RenderTreeBuilder", "AddContent" or "AddMarkupContent" or "AddAttribute") => "a page",
            ("HeaderDictionaryExtensions", "Append") => "a header of the answer",
            _ => null,
        };
    }

    private static string? DestinationOf(IOperation target) => target switch
    {
        IDynamicMemberReferenceOperation { Instance: IPropertyReferenceOperation { Property.Name: "ViewBag" } } => "a page",
        IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType.Name: "ViewDataDictionary" } } => "a page",
        // Its indexer is IDictionary's.
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance.Type.Name: "ITempDataDictionary" or "TempDataDictionary" } => "a cookie",
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: IPropertyReferenceOperation { Property: { Name: "Headers", ContainingType.Name: "HttpResponse" } } } =>
            "a header of the answer",
        _ => null,
    };

    private bool IsAnswer(IReturnOperation returned, ISymbol container)
    {
        for (var outer = returned.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation lambda)
            {
                return Endpoints.IsMapped(lambda);
            }

            if (outer is ILocalFunctionOperation)
            {
                return false;
            }
        }

        return container is IMethodSymbol method && _endpoints.IsAction(method);
    }

    /// <summary>What goes into a result is looked at where the result is made.</summary>
    private bool IsResult(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value.Type is INamedTypeSymbol type && IsResult(type);
    }

    private bool IsResult(INamedTypeSymbol type) =>
        (Implements(type, _actionResult) || Implements(type, _result)) && type.IsInNamespace("Microsoft", "AspNetCore");

    private static bool Implements(ITypeSymbol type, INamedTypeSymbol? contract) =>
        contract is not null
        && (SymbolEqualityComparer.Default.Equals(type, contract) || type.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default));
}
