using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Lists;

/// <summary>A call that asks Stripe for one page of a list or of a search.</summary>
internal sealed class ListCall
{
    private readonly ValueContext _context;

    private ListCall(IInvocationOperation call, ValueContext context)
    {
        Call = call;
        _context = context;
    }

    public IInvocationOperation Call { get; }

    public string DisplayName => Call.TargetMethod.ContainingType.Name + "." + Call.TargetMethod.Name;

    /// <summary>The method that reads every page.</summary>
    public string AutoPagingName => !StripeOperations.IsStripeNet(Call.TargetMethod) ? "an AutoPaging method" : Call.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal)
        ? StripeOperations.WithoutAsync(Call.TargetMethod.Name) + "AutoPagingAsync"
        : Call.TargetMethod.Name + "AutoPaging";

    public Location NameLocation => (Call.Syntax switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name,
        var syntax => syntax,
    }).GetLocation();

    public static ListCall? From(IInvocationOperation call, StripeContext stripe, ValueContext context)
    {
        var method = call.TargetMethod;
        if (!StripeOperations.IsStripeNet(method))
        {
            // A wrapper of the project hands one page on.
            return IsPage(method.ReturnType.Awaited()) && method.Locations.Any(location => location.IsInSource) ? new ListCall(call, context) : null;
        }

        return (method.Name.StartsWith("List", StringComparison.Ordinal) || method.Name.StartsWith("Search", StringComparison.Ordinal))
            && method.Name.IndexOf("AutoPaging", StringComparison.Ordinal) < 0
            && StripeOperations.VerbOf(method, stripe) == StripeVerb.Get
            && IsPage(method.ReturnType.Awaited())
                ? new ListCall(call, context)
                : null;
    }

    /// <summary>StripeList of both versions of the API, and the result of a search.</summary>
    public static bool IsPage(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "StripeList" or "StripeSearchResult" } named && StripeOperations.IsStripeNet(named);

    /// <summary>What an option is set to, in the initialiser of the options or on the variable that holds them; null where it is not set.</summary>
    public IOperation? Option(string name)
    {
        if (OptionsArgument is not { } options)
        {
            return null;
        }

        foreach (var made in PossibleValues.Of(options, _context).OfType<IObjectCreationOperation>())
        {
            foreach (var assignment in made.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>() ?? [])
            {
                if (assignment.Target is IPropertyReferenceOperation { Property.Name: var set } && set == name)
                {
                    return assignment.Value;
                }
            }
        }

        return options.ReferencedSymbol() is ILocalSymbol local
            ? AssignedOnce.BodyOf(Call.Syntax).DescendantNodes().OfType<AssignmentExpressionSyntax>()
                .Where(assignment => assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var set, Expression: IdentifierNameSyntax owner } && set == name && owner.Identifier.ValueText == local.Name)
                .Select(assignment => _context.OperationOf(assignment.Right))
                .FirstOrDefault(value => value is not null)
            : null;
    }

    /// <summary>How many objects the page holds at most, where it is a constant or left to Stripe.</summary>
    public long? Limit => Option("Limit") is not { } limit ? 10 : limit.Unconverted().ConstantValue is { HasValue: true, Value: { } value } ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) : null;

    private IOperation? OptionsArgument =>
        Call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.Name.EndsWith("Options", StringComparison.Ordinal) == true && argument.Parameter.Type.Name != "RequestOptions")?.Value;
}
