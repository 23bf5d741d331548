using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Flow;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Money;

/// <summary>Follows numbers in floating point to the amounts that are sent to Stripe.</summary>
internal sealed class FloatingPointPolicy : TaintPolicy
{
    private static readonly object Read = new();
    private static readonly object Computed = new();

    /// <summary>Whole numbers about a collection or a comparison, in which nothing of its elements is left.</summary>
    private static readonly HashSet<string> Counts = new(StringComparer.Ordinal)
    {
        "Count", "LongCount", "Any", "All", "Contains", "IndexOf", "LastIndexOf", "FindIndex", "Compare", "CompareTo", "Equals", "GetHashCode", "Sign", "SequenceEqual", "IsNaN",
    };

    public override Taint Source(ISymbol? symbol, IOperation operation) => symbol switch
    {
        null => Taint.Unknown,
        _ when IsExact(operation) => Taint.Clean,

        // A rounded length of time is no money either: what a function of numbers gives is what it is given.
        IMethodSymbol { ContainingType.Name: "Math" or "MathF" } => Taint.Unknown,
        _ => operation.Type.IsFloatingPoint() ? From(operation, Read) : Taint.Unknown,
    };

    public override bool CanCarry(ITypeSymbol type) =>
        type.TypeKind != TypeKind.Enum && type.SpecialType is not (SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_Void or SpecialType.System_DateTime);

    public override DataFlow FlowOf(IMethodSymbol method) =>
        Counts.Contains(method.Name) ? DataFlow.Nothing
        : method.IsInNamespace("System") ? method.Name.StartsWith("Add", StringComparison.Ordinal) || method.Name is "Push" or "Enqueue" or "Insert" ? DataFlow.ToResult | DataFlow.ToReceiver : DataFlow.ToResult
        : StripeOperations.IsStripeNet(method) ? DataFlow.Nothing
        : DataFlow.Unknown;

    /// <summary>
    /// A number that was only read in floating point, turned to decimal and rounded there, is what was written: the conversion keeps 15 digits.
    /// One that was computed in floating point may be off by then.
    /// </summary>
    public override Taint Pass(IOperation operation, Taint taint) =>
        IsExact(operation) ? Taint.Clean
        : operation is IBinaryOperation && operation.Type.IsFloatingPoint() ? From(operation, Computed)
        : operation is IInvocationOperation { TargetMethod: var method } && method.IsRounding() && operation.Type.IsDecimal() ? taint.Select(origin => origin.Label == Read ? [] : [origin])
        : taint;

    /// <summary>An object is no number: what its members hold is known of the members.</summary>
    public override Taint Hold(Taint value, ISymbol? member, ITypeSymbol? owner) => member is null ? value : Taint.Unknown;

    public override Taint Take(Taint whole, ISymbol? member) => member is null or { Name: "Value" or "Result" } ? whole : Taint.Unknown;

    public override IEnumerable<TaintSink> SinksAt(IOperation operation) =>
        operation is IAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property }, Value: var value } && StripeAmounts.IsSent(property) ? [new TaintSink(value, property.Name)] : [];

    /// <summary>A length of time is no money, and a power of ten is exact.</summary>
    private static bool IsExact(IOperation operation) => operation switch
    {
        IMemberReferenceOperation { Member.ContainingType.Name: "TimeSpan" } => true,
        IInvocationOperation { TargetMethod: { Name: "Pow", ContainingType.Name: "Math" }, Arguments: { Length: 2 } arguments } => arguments[0].Value.IsConstant(10m),
        _ => false,
    };

    private static Taint From(IOperation operation, object label) => Taint.From(new TaintOrigin(label, operation.Syntax));
}
