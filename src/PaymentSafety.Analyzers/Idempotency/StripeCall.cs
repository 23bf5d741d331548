using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>One call that posts to Stripe, with the keys it can carry.</summary>
internal sealed class StripeCall
{
    private readonly MethodCall _call;

    public StripeCall(MethodCall call, StripeContext stripe, ImmutableArray<FlowValue> options, ImmutableArray<FlowValue> keys, SemanticModel? model, ControlFlowGraph graph, int block)
    {
        Model = model;
        Graph = graph;
        Block = block;
        _call = call;
        Options = options;
        Keys = keys;
        var optionsArgument = OptionsArgumentOf(call, stripe);
        OtherArguments = call.Arguments.Where(argument => !argument.Equals(optionsArgument)).ToImmutableArray();
    }

    /// <summary>The model of the call's tree: the operations of a control flow graph have none of their own.</summary>
    public SemanticModel? Model { get; }

    /// <summary>The body that the call stands in, and the block of it: what decides whether another call can follow.</summary>
    public ControlFlowGraph Graph { get; }

    public int Block { get; }

    public IMethodSymbol Method => _call.Method;

    /// <summary>All but the one for requestOptions.</summary>
    public ImmutableArray<CallArgument> OtherArguments { get; }

    /// <summary>What the argument for requestOptions can be.</summary>
    public ImmutableArray<FlowValue> Options { get; }

    /// <summary>Which keys can reach Stripe with this call; <see cref="FlowValueKind.Nothing"/> among them is the finding of PAY1001.</summary>
    public ImmutableArray<FlowValue> Keys { get; }

    public SyntaxNode Syntax => _call.Syntax;

    /// <summary>A mocking library records or checks the call, and nothing is sent.</summary>
    public bool IsMocked => StripeMocks.IsSetup(Syntax, Model);

    /// <summary>The texts that the key can be, where all that it can be is known as text.</summary>
    public ImmutableArray<FlowValue> KnownKeys => Keys.All(key => key.Kind == FlowValueKind.Text) ? Keys : ImmutableArray<FlowValue>.Empty;

    public bool CanLackKey => Keys.Contains(FlowValue.Nothing);

    /// <summary>Update* sets values, so that a repeat is harmless in most cases.</summary>
    public bool IsUpdate => StripeOperations.StartsWithWord(Method.Name, "Update");

    /// <summary>The call as its author would say it: <c>PaymentIntentService.CreateAsync</c>.</summary>
    public string DisplayName => (Method.ReducedFrom ?? Method).ContainingType.Name + "." + Method.Name;

    /// <summary>
    /// The argument for requestOptions; implicit where the call leaves it out. In a call that does not compile it is the one of that type, or the one in that place if it can
    /// still become one.
    /// </summary>
    public static CallArgument? OptionsArgumentOf(MethodCall call, StripeContext stripe)
    {
        var typed = call.Arguments.Where(argument => !argument.IsImplicit && stripe.IsRequestOptions(Unconverted(argument.Value).Type));
        var placed = call.Arguments.Where(argument => argument.Parameter is { } parameter && stripe.IsRequestOptions(parameter.Type)
            && (call.Operation is IInvocationOperation || argument.Value.ConstantValue is { HasValue: true, Value: null } || Unconverted(argument.Value) is IDefaultValueOperation or { Type: null or { TypeKind: TypeKind.Error } }));
        return typed.Concat(placed).Select(argument => (CallArgument?)argument).FirstOrDefault();
    }

    private static IOperation Unconverted(IOperation operation) => operation is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : operation;

    /// <summary>Where the options object that lacks the key is made, so that a fix can complete it there.</summary>
    public IEnumerable<Location> OptionsLocations => Options
        .Where(option => option.Syntax is BaseObjectCreationExpressionSyntax)
        .Select(option => option.Syntax!.GetLocation());

    /// <summary>The method's name at the call: short enough that the squiggle does not run under a page of options.</summary>
    public Location NameLocation => (Syntax switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name,
        InvocationExpressionSyntax { Expression: var expression } => expression,
        var other => other,
    }).GetLocation();
}
