using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Web;

/// <summary>What ASP.NET Core calls when a request comes in: actions, pages, the handlers of minimal APIs.</summary>
internal sealed class Endpoints
{
    private readonly INamedTypeSymbol? _controller;
    private readonly INamedTypeSymbol? _apiController;
    private readonly INamedTypeSymbol? _nonAction;
    private readonly INamedTypeSymbol? _pageModel;

    public Endpoints(StripeContext stripe)
    {
        _controller = stripe.Find("Microsoft.AspNetCore.Mvc.ControllerBase");
        _apiController = stripe.Find("Microsoft.AspNetCore.Mvc.ApiControllerAttribute");
        _nonAction = stripe.Find("Microsoft.AspNetCore.Mvc.NonActionAttribute");
        _pageModel = stripe.Find("Microsoft.AspNetCore.Mvc.RazorPages.PageModel");
    }

    public bool HasControllers => _controller is not null;

    /// <summary>A public method of a controller or a page.</summary>
    public bool IsAction(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsStatic: false }
        && IsController(method.ContainingType)
        && !HasAttribute(method, _nonAction);

    /// <summary>The handler of a minimal API: handed to MapGet and its like.</summary>
    public static bool IsMapped(IOperation handler)
    {
        var outer = handler.Parent;
        while (outer is IConversionOperation or IDelegateCreationOperation)
        {
            outer = outer.Parent;
        }

        return outer is IArgumentOperation
        {
            Parent: IInvocationOperation { TargetMethod: { ContainingType.Name: "EndpointRouteBuilderExtensions", Name: var name } },
        }
        && name.StartsWith("Map", StringComparison.Ordinal);
    }

    private bool IsController(INamedTypeSymbol type) =>
        (_controller is not null && type.IsOrInheritsFrom(_controller))
        || (_pageModel is not null && type.IsOrInheritsFrom(_pageModel))
        || HasAttribute(type, _apiController);

    private static bool HasAttribute(ISymbol symbol, INamedTypeSymbol? attribute) =>
        attribute is not null && symbol.GetAttributes().Any(data => data.AttributeClass.IsOrInheritsFrom(attribute));
}
