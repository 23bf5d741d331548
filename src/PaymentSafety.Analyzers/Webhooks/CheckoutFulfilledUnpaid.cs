using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>PAY4007: a completed checkout is taken for a paid one.</summary>
internal sealed class CheckoutFulfilledUnpaid(StripeContext stripe, SourceModels models)
{
    private const string Completed = "checkout.session.completed";

    /// <param name="operation">A constant text, or a reference to one.</param>
    /// <param name="cancellation">Stops the search.</param>
    public Diagnostic? Find(IOperation operation, CancellationToken cancellation)
    {
        if (operation.ConstantValue is not { HasValue: true, Value: Completed } || operation.SemanticModel is not { } model || EventBranches.Of(operation.Syntax) is not { } branch)
        {
            return null;
        }

        var context = new ValueContext(model, models, cancellation);
        var handler = new HandlerBody(branch, stripe, context);
        return Acts(branch, handler, context) && !handler.Reads("PaymentStatus") && !IsReadElsewhere(cancellation)
            ? Diagnostic.Create(Rules.CheckoutFulfilledUnpaid, operation.Syntax.GetLocation())
            : null;
    }

    /// <summary>More than a log, and more than to read the event into an object of the project's own, by a helper of the same type.</summary>
    private static bool Acts(SyntaxNode branch, HandlerBody handler, ValueContext context)
    {
        var type = branch.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText;
        return handler.Bodies.SelectMany(body => body.DescendantNodesAndSelf()).Any(node => node switch
        {
            InvocationExpressionSyntax call => context.OperationOf(call) is IInvocationOperation { TargetMethod: var method }
                && !HandlerBody.IsOutput(method) && !method.IsInNamespace("System") && !method.IsInNamespace("Microsoft", "AspNetCore") && !StripeOperations.IsStripeNet(method)
                && !(method.ContainingType.Name == type && DeclaredBodies.IsFixed(method.OriginalDefinition)),
            AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax, Parent: ExpressionStatementSyntax } => true,
            _ => false,
        });
    }

    /// <summary>Behind an interface, perhaps. Asked only where the handler itself does not look.</summary>
    private bool IsReadElsewhere(CancellationToken cancellation) =>
        stripe.Compilation.SyntaxTrees.Any(tree => tree.GetRoot(cancellation).DescendantNodes().OfType<SimpleNameSyntax>()
            .Any(name => name.Identifier.ValueText == "PaymentStatus" && models.Of(tree)?.GetSymbolInfo(name, cancellation).Symbol is { } symbol && StripeOperations.IsStripeNet(symbol)));
}
