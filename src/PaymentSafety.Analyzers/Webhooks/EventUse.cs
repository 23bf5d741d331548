using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>What is done with an event: looked at, acted on, or asked for again.</summary>
internal sealed class EventUse(StripeContext stripe, ValueContext context)
{
    /// <summary>What tells which event it is, and nothing that anybody would act on.</summary>
    private static readonly HashSet<string> Labels = new(StringComparer.Ordinal) { "Id", "Type", "Livemode", "ApiVersion", "Created", "Account", "PendingWebhooks", "Object", "Context" };

    /// <summary>Whether more than the label of the value leaves the place where it is made.</summary>
    public bool IsActedOn(IOperation value)
    {
        var outer = value.Parent;
        while (outer is IConversionOperation or IAwaitOperation or IParenthesizedOperation or ICoalesceOperation or IConditionalOperation)
        {
            (value, outer) = (outer, outer.Parent);
        }

        ISymbol? variable = outer switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } => local.Local,
            IExpressionStatementOperation => null,
            _ => null,
        };
        if (variable is null)
        {
            return outer switch
            {
                IExpressionStatementOperation => false,
                IMemberReferenceOperation member => !Labels.Contains(member.Member.Name),
                ISimpleAssignmentOperation { Target: IDiscardOperation } => false,
                _ => true,
            };
        }

        return SignatureChecks.BodyOf(value.Syntax).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(name => name.Identifier.ValueText == variable.Name && IsActing(name));
    }

    /// <summary>Whether the body asks Stripe for the event, or for what it speaks of, by id, itself or by a helper that gives back what Stripe answers.</summary>
    public bool IsFetchedAgain(SyntaxNode body) =>
        Calls(body).Any(call => IsFetch(call)
            || (DeclaredBodies.IsFixed(call.TargetMethod.OriginalDefinition) && IsOfStripe(call.TargetMethod.ReturnType)
                && call.TargetMethod.OriginalDefinition.DeclaringSyntaxReferences.Any(declaration => Calls(declaration.GetSyntax(context.Cancellation)).Any(IsFetch))));

    private IEnumerable<IInvocationOperation> Calls(SyntaxNode body) => body.DescendantNodes().OfType<InvocationExpressionSyntax>().Select(call => context.OperationOf(call)).OfType<IInvocationOperation>();

    private bool IsFetch(IInvocationOperation call) =>
        StripeOperations.VerbOf(call.TargetMethod, stripe) == StripeVerb.Get
        && call.Arguments.Any(argument => argument.Value.Type?.SpecialType == SpecialType.System_String && IsIdOfStripeObject(argument.Value));

    /// <summary>An object of Stripe's, or a task or a result of one.</summary>
    private bool IsOfStripe(ITypeSymbol type) => stripe.IsEntity(type) || (type is INamedTypeSymbol { TypeArguments: var arguments } && arguments.Any(IsOfStripe));

    private bool IsIdOfStripeObject(IOperation value) =>
        PossibleValues.Of(value, context).Any(possible => possible is IPropertyReferenceOperation { Property: { Name: "Id" } property } && StripeOperations.IsStripeNet(property)
            || possible is IConditionalAccessOperation { WhenNotNull: IPropertyReferenceOperation { Property: { Name: "Id" } inner } } && StripeOperations.IsStripeNet(inner));

    private static bool IsActing(ExpressionSyntax name) => name.Parent switch
    {
        PostfixUnaryExpressionSyntax suppressed => IsActing(suppressed),
        MemberAccessExpressionSyntax access when access.Expression == name => !Labels.Contains(access.Name.Identifier.ValueText),
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } => !Labels.Contains(binding.Name.Identifier.ValueText),
        AssignmentExpressionSyntax assignment when assignment.Left == name => false,
        BinaryExpressionSyntax => false,
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax or UnaryPatternSyntax { Pattern: ConstantPatternSyntax } } => false,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } } } => !method.StartsWith("Log", StringComparison.Ordinal) && method is not ("WriteLine" or "ThrowIfNull"),
        _ => true,
    };
}
