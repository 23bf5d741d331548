using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Practice;

/// <summary>PAY5009: a payment is confirmed on the server, and nothing looks whether the bank wants to ask the customer.</summary>
internal static class ActionRequiredIgnored
{
    private static readonly HashSet<string> Looks = new(StringComparer.Ordinal) { "Status", "NextAction", "ClientSecret", "RequiresAction", "ErrorOnRequiresAction", "LastPaymentError" };

    public static Diagnostic? Find(ISimpleAssignmentOperation assignment, ValueContext context)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property: { Name: "Confirm", ContainingType.Name: "PaymentIntentCreateOptions" or "SetupIntentCreateOptions" } property }
            || assignment.Value.Unconverted().ConstantValue is not { HasValue: true, Value: true }
            || !StripeOperations.IsStripeNet(property))
        {
            return null;
        }

        var body = AssignedOnce.BodyOf(assignment.Syntax);
        return IsOffSession(assignment) || body.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) ? Looks.Contains(token.ValueText) || token.ValueText == "OffSession" : token.ValueText == "requires_action") || IsHandedOn(body, context)
            ? null
            : Diagnostic.Create(Rules.ActionRequiredIgnored, assignment.Syntax.GetLocation());
    }

    private static bool IsOffSession(IOperation assignment) =>
        assignment.Parent is IObjectOrCollectionInitializerOperation initializer
        && initializer.Initializers.OfType<ISimpleAssignmentOperation>().Any(sibling => sibling.Target is IPropertyReferenceOperation { Property.Name: "OffSession" or "ErrorOnRequiresAction" });

    /// <summary>The payment, or the options, leave the body whole: somebody else can look.</summary>
    private static bool IsHandedOn(SyntaxNode body, ValueContext context) =>
        body.DescendantNodes().OfType<ExpressionSyntax>().Any(expression =>
            expression.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax or ArgumentSyntax or AwaitExpressionSyntax { Parent: ReturnStatementSyntax or ArrowExpressionClauseSyntax } or EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax }
            && context.OperationOf(expression) is { } value
            && IsPayment(value.Type)
            && !(expression.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && context.OperationOf(call) is IInvocationOperation { TargetMethod: var method } && (StripeOperations.IsStripeNet(method) || method.Name.StartsWith("Log", StringComparison.Ordinal))));

    private static bool IsPayment(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } arguments } => IsPayment(arguments[0]),
        INamedTypeSymbol { Name: "PaymentIntent" or "SetupIntent" or "PaymentIntentCreateOptions" or "SetupIntentCreateOptions" } named => StripeOperations.IsStripeNet(named),
        _ => false,
    };
}
