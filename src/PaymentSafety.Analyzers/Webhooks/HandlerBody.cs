using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.ControlFlow;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>The code that handles an event: the body that verifies it, and the methods of the project that the body hands it to.</summary>
internal sealed class HandlerBody(SyntaxNode body, StripeContext stripe, ValueContext context)
{
    private const int MostMethods = 40;

    private static readonly string[] GrantWords = ["Create", "Add", "Insert", "Grant", "Fulfil", "Fulfill", "Send", "Credit", "Provision", "Ship", "Enroll", "Enrol", "Issue", "Increment", "Award", "Deliver", "Publish", "Enqueue", "Notify"];

    private readonly Lazy<IReadOnlyList<SyntaxNode>> _bodies = new(() => Reached(body, context));

    /// <summary>The body and what it calls in this compilation, as far as the calls are to methods that are declared here.</summary>
    public IReadOnlyList<SyntaxNode> Bodies => _bodies.Value;

    /// <summary>Whether a property of Stripe's is read in them.</summary>
    public bool Reads(string property) => Bodies.SelectMany(node => node.DescendantNodes()).OfType<SimpleNameSyntax>().Any(name => name.Identifier.ValueText == property && IsOfStripe(name));

    public bool Mentions(params string[] words) =>
        Bodies.SelectMany(node => node.DescendantTokens()).Any(token => token.IsKind(SyntaxKind.IdentifierToken) && words.Any(word => token.ValueText.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));

    /// <summary>How many types of events are told apart.</summary>
    public int EventTypes =>
        Bodies.SelectMany(node => node.DescendantNodes())
            .Where(node => node is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "EventTypes" or "Events" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "EventTypes" or "Events" } }
                or LiteralExpressionSyntax { Token.Value: string })
            .Select(node => context.OperationOf(node)?.ConstantValue is { HasValue: true, Value: string text } && IsEventType(text) ? text : null)
            .Where(text => text is not null)
            .Distinct(StringComparer.Ordinal)
            .Count();

    /// <summary>A call that makes something that a second event would make again. What is declared here is told by its own body.</summary>
    public static SyntaxNode? GrantIn(SyntaxNode branch, ValueContext context) =>
        branch.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(call => context.OperationOf(call) is IInvocationOperation { TargetMethod: var method } && IsGrant(method) && !HandsOn(call, context));

    public static bool IsOutput(IMethodSymbol method) =>
        method.IsInNamespace("Microsoft", "Extensions", "Logging") || method.IsInNamespace("Serilog") || method.IsInNamespace("NLog") || method.ContainingType.Name is "Console" or "Debug" or "Trace" || method.Name.StartsWith("Log", StringComparison.Ordinal);

    /// <summary>Gives the event, or the text that was verified, to somebody else: what becomes of it is told there.</summary>
    private static bool HandsOn(InvocationExpressionSyntax call, ValueContext context)
    {
        var verified = new Lazy<HashSet<string>>(() => new(SignatureChecks.BodyOf(call).DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(other => other.LastName() is "ConstructEvent" or "ValidateSignature" && other.ArgumentList.Arguments.Count > 0)
            .Select(other => other.ArgumentList.Arguments[0].Expression.ToString())));
        return call.ArgumentList.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.Parent is ArgumentSyntax or AssignmentExpressionSyntax
            && context.OperationOf(name) is ILocalReferenceOperation or IParameterReferenceOperation
            && (context.OperationOf(name)!.Type is { Name: "Event" } type && StripeOperations.IsStripeNet(type) || verified.Value.Contains(name.Identifier.ValueText)));
    }

    private static bool IsGrant(IMethodSymbol method) =>
        !IsOutput(method)
        && !DeclaredBodies.IsFixed(method.OriginalDefinition)
        && !StripeOperations.IsStripeNet(method)
        && !method.IsInNamespace("System")
        && !method.IsInNamespace("Microsoft", "AspNetCore")
        && Words.Of(method.Name) is { Count: > 0 } words
        && GrantWords.Contains(words[0], StringComparer.OrdinalIgnoreCase)
        && !words.Skip(1).Any(word => word is "Error" or "Header" or "Headers" or "Update" or "Scope" or "Response" or "Logger" or "Service" or "Minutes" or "Days" or "Months");

    private bool IsOfStripe(SimpleNameSyntax name) =>
        name.Parent is SubpatternSyntax or NameColonSyntax
            ? true
            : context.OperationOf(name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name) switch
            {
                IMemberReferenceOperation member => StripeOperations.IsStripeNet(member.Member),
                null => name.Parent is MemberBindingExpressionSyntax or NameColonSyntax,
                var other => other is IInvalidOperation || stripe.StripeEntity is null,
            };

    private static bool IsEventType(string text) => text.IndexOf('.') > 0 && text.IndexOf(' ') < 0 && text.All(character => char.IsLower(character) || character is '.' or '_' || char.IsDigit(character));

    private static IReadOnlyList<SyntaxNode> Reached(SyntaxNode body, ValueContext context)
    {
        var reached = new List<SyntaxNode> { body };
        for (var next = 0; next < reached.Count && reached.Count < MostMethods; next++)
        {
            foreach (var call in reached[next].DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (context.OperationOf(call) is IInvocationOperation { TargetMethod: var method } && DeclaredBodies.IsFixed(method.OriginalDefinition)
                    && method.OriginalDefinition.DeclaringSyntaxReferences[0].GetSyntax(context.Cancellation) is var declaration && !reached.Contains(declaration))
                {
                    reached.Add(declaration);
                }
            }
        }

        return reached;
    }
}
