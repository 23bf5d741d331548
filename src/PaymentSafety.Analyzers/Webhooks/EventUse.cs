using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
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

    /// <summary>Whether the body asks Stripe for the event, or for what it speaks of, by id.</summary>
    public bool IsFetchedAgain(SyntaxNode body) =>
        body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            context.OperationOf(call) is IInvocationOperation invocation
            && StripeOperations.VerbOf(invocation.TargetMethod, stripe) == StripeVerb.Get
            && invocation.Arguments.Any(argument => argument.Value.Type?.SpecialType == SpecialType.System_String && IsIdOfStripeObject(argument.Value)));

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
