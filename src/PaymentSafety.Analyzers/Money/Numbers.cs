using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Money;

/// <summary>Small questions about numbers that the rules on money ask.</summary>
internal static class Numbers
{
    private static readonly HashSet<string> Roundings = new(StringComparer.Ordinal) { "Round", "Floor", "Ceiling", "Truncate" };

    public static ITypeSymbol? Underlying(this ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: { Length: 1 } arguments } ? arguments[0] : type;

    public static bool IsFloatingPoint(this ITypeSymbol? type) => type.Underlying()?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    public static bool IsDecimal(this ITypeSymbol? type) => type.Underlying()?.SpecialType == SpecialType.System_Decimal;

    public static bool IsWhole(this ITypeSymbol? type) => type.Underlying()?.SpecialType is SpecialType.System_Int16 or SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64;

    /// <summary>A constant that is 100, in whatever type.</summary>
    public static bool IsHundred(this IOperation operation) => operation.IsConstant(100m);

    public static bool IsConstant(this IOperation operation, decimal value) => operation.Unconverted().ConstantValue is { HasValue: true, Value: { } constant } && constant switch
    {
        int number => number == value,
        long number => number == value,
        decimal number => number == value,
        double number => number == (double)value,
        float number => number == (float)value,
        uint number => number == value,
        short number => number == value,
        _ => false,
    };

    /// <summary>The factors of a product, or null where the operation is none.</summary>
    public static (IOperation Left, IOperation Right)? Factors(this IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product => (product.LeftOperand, product.RightOperand),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Multiply } product => (product.Target, product.Value),
        IInvocationOperation { TargetMethod: { Name: "Multiply", ContainingType.SpecialType: SpecialType.System_Decimal }, Arguments: { Length: 2 } arguments } => (arguments[0].Value, arguments[1].Value),
        _ => null,
    };

    /// <summary>Math.Round and its like, of decimal too.</summary>
    public static bool IsRounding(this IMethodSymbol method) =>
        Roundings.Contains(method.Name) && (method.ContainingType.Name is "Math" or "MathF" || method.ContainingType.SpecialType is SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single);

    /// <summary>What a number is made of: operands, roundings and conversions seen through, locals as all that they are given.</summary>
    /// <param name="operation">The number.</param>
    /// <param name="context">Where locals are looked up.</param>
    public static IEnumerable<IOperation> Computation(IOperation operation, ValueContext context)
    {
        var seen = new HashSet<SyntaxNode>();
        var work = new Stack<IOperation>([operation]);
        while (work.Count > 0 && seen.Count < 200)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var current = work.Pop();
            yield return current;
            foreach (var part in Parts(current, context))
            {
                if (!ReferenceEquals(part, current) && (part.IsImplicit || part.Syntax == current.Syntax || seen.Add(part.Syntax)))
                {
                    work.Push(part);
                }
            }
        }
    }

    private static IEnumerable<IOperation> Parts(IOperation operation, ValueContext context) => operation switch
    {
        IConversionOperation { Operand: var operand } => [operand],
        IParenthesizedOperation { Operand: var operand } => [operand],
        IUnaryOperation { Operand: var operand } => [operand],
        IBinaryOperation binary => [binary.LeftOperand, binary.RightOperand],
        ICompoundAssignmentOperation compound => [compound.Target, compound.Value],
        ICoalesceOperation coalesce => [coalesce.Value, coalesce.WhenNull],
        IConditionalOperation { WhenFalse: { } whenFalse } choice => [choice.WhenTrue, whenFalse],
        ISwitchExpressionOperation choice => choice.Arms.Select(arm => arm.Value),
        IAwaitOperation awaited => [awaited.Operation],
        ILocalReferenceOperation { Local: var local } => AssignedValues.Of(local, context),
        IInvocationOperation { TargetMethod: var method } call when IsTransparent(method) => call.Instance is { } instance ? [instance] : call.Arguments.Where(argument => argument.Parameter?.Ordinal == 0).Select(argument => argument.Value),
        IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } instance } => [instance],
        IInvocationOperation { TargetMethod: { Name: "Sum" or "Aggregate" } } sum => sum.Arguments.SelectMany(argument => Returned(argument.Value)),
        _ => [],
    };

    /// <summary>What a lambda gives back.</summary>
    public static IEnumerable<IOperation> Returned(IOperation lambda) =>
        lambda.Unconverted() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Body: var body } }
            ? body.Descendants().OfType<IReturnOperation>().Select(returned => returned.ReturnedValue).OfType<IOperation>()
            : [];

    private static bool IsTransparent(IMethodSymbol method) =>
        method.IsRounding()
        || (method.ContainingType.Name == "Convert" && method.IsInNamespace("System"))
        || (method.ContainingType.SpecialType is SpecialType.System_Decimal && method.Name.StartsWith("To", StringComparison.Ordinal))
        || method is { Name: "GetValueOrDefault" or "Abs" };

    /// <summary>The expression outside of which a number is something else, so that two looks at one computation find one place.</summary>
    public static ExpressionSyntax? Enclosing(this SyntaxNode expression)
    {
        var parent = expression.Parent;
        while (parent is ArgumentSyntax or ArgumentListSyntax or EqualsValueClauseSyntax)
        {
            if (parent is EqualsValueClauseSyntax)
            {
                return null;
            }

            parent = parent.Parent;
        }

        return parent is ParenthesizedExpressionSyntax or CastExpressionSyntax or BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or ConditionalExpressionSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or PostfixUnaryExpressionSyntax
            ? (ExpressionSyntax)parent
            : null;
    }
}
