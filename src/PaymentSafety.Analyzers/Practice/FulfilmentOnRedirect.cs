using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;
using PaymentSafety.Analyzers.Web;

namespace PaymentSafety.Analyzers.Practice;

/// <summary>PAY5008: the page to which Checkout sends the customer back changes an order and asks Stripe nothing. Anybody can open its address.</summary>
internal sealed class FulfilmentOnRedirect(StripeContext stripe, SourceModels models)
{
    private static readonly string[] Changes =
    [
        "Save", "Update", "Create", "Add", "Insert", "Mark", "Set", "Complete", "Confirm", "Fulfil", "Fulfill", "Grant", "Activate", "Approve", "Pay", "Place", "Clear", "Remove", "Delete", "Enroll", "Enrol", "Process", "Credit", "Upgrade", "Finalize", "Send",
    ];

    private readonly Endpoints _endpoints = new(stripe);

    /// <param name="assignment">An assignment of SuccessUrl or ReturnUrl to the options of a Checkout session.</param>
    /// <param name="container">The type whose actions may be meant.</param>
    /// <param name="cancellation">Stops the search.</param>
    public IEnumerable<Diagnostic> Find(ISimpleAssignmentOperation assignment, INamedTypeSymbol container, CancellationToken cancellation)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property: { Name: "SuccessUrl" or "ReturnUrl", ContainingType.Name: "SessionCreateOptions" } property } || !StripeOperations.IsStripeNet(property)
            || assignment.SemanticModel is not { } model)
        {
            yield break;
        }

        // Url.Action(nameof(Success)), $"{domain}/orders/success?id={order.Id}"
        var text = JoinedText.Of(assignment.Value, new ValueContext(model, models, cancellation)).Text + "/" + string.Join("/", assignment.Value.Syntax.DescendantTokens().Select(token => token.ValueText));
        foreach (var action in container.GetMembers().OfType<IMethodSymbol>())
        {
            if (_endpoints.IsAction(action) && IsNamed(action, text) && action.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is MethodDeclarationSyntax declaration
                && models.Of(declaration.SyntaxTree) is { } actionModel && !IsPost(action))
            {
                var context = new ValueContext(actionModel, models, cancellation);
                if (!AsksStripe(declaration, context, 0) && ChangeIn(declaration, context) is { } change)
                {
                    yield return Diagnostic.Create(Rules.FulfilmentOnRedirect, declaration.Identifier.GetLocation(), [change.GetLocation()], action.Name);
                }
            }
        }
    }

    private static bool IsNamed(IMethodSymbol action, string text)
    {
        var name = StripeOperations.WithoutAsync(action.Name);
        return name.Length > 3 && text.Split('/', '?', '\0', '&', '"').Any(part => part.Equals(name, StringComparison.OrdinalIgnoreCase) || part.Equals(action.Name, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsPost(IMethodSymbol action) => action.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "HttpPostAttribute" or "HttpPutAttribute" or "HttpDeleteAttribute");

    /// <summary>A call to Stripe in the action or a method of the project; what stands behind an interface may ask too, if it is given the session.</summary>
    private bool AsksStripe(SyntaxNode body, ValueContext context, int depth) =>
        body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            context.OperationOf(call) is IInvocationOperation { TargetMethod: var method } invocation
            && (StripeOperations.VerbOf(method, stripe) is not StripeVerb.None
                || invocation.Arguments.Any(argument => argument.Value.ReferencedSymbol() is { } given && Words.Of(given.Name).Any(word => word.Equals("session", StringComparison.OrdinalIgnoreCase)))
                || Words.Of(method.Name).Any(word => word is "Stripe" or "Session" or "Verify" or "Validate" or "Check" or "Status")
                || (depth < 2 && DeclaredBodies.IsFixed(method.OriginalDefinition) && AsksStripe(method.OriginalDefinition.DeclaringSyntaxReferences[0].GetSyntax(context.Cancellation), context, depth + 1))));

    private static SyntaxNode? ChangeIn(SyntaxNode body, ValueContext context) =>
        body.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(call =>
            context.OperationOf(call) is IInvocationOperation { TargetMethod: var method }
            && !method.IsInNamespace("System") && !method.IsInNamespace("Microsoft", "AspNetCore") && !method.IsInNamespace("Microsoft", "Extensions")
            && Words.Of(method.Name) is { Count: > 0 } words && Changes.Contains(words[0], StringComparer.OrdinalIgnoreCase));
}
