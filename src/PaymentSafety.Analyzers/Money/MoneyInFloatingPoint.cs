using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Money;

/// <summary>PAY5015: arithmetic in double or float on what is money by its name.</summary>
internal static class MoneyInFloatingPoint
{
    /// <summary>A binary operator, an assignment with one, or a sum; null where it is no arithmetic on money, or part of one that is.</summary>
    public static Diagnostic? Find(IOperation operation)
    {
        if (operation.ConstantValue.HasValue || !IsArithmetic(operation) || IsPart(operation) || Money(operation) is not { } money)
        {
            return null;
        }

        return Diagnostic.Create(Rules.MoneyInFloatingPoint, operation.Syntax.GetLocation(), money.Syntax.ToString());
    }

    private static bool IsArithmetic(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide } binary => binary.Type.IsFloatingPoint(),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide } compound => compound.Target.Type.IsFloatingPoint(),
        IInvocationOperation { TargetMethod: { Name: "Sum" or "Average", ContainingType.Name: "Enumerable" or "Queryable" } } sum => sum.Type.IsFloatingPoint(),
        _ => false,
    };

    private static bool IsPart(IOperation operation)
    {
        var outer = operation.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation or IUnaryOperation)
        {
            outer = outer.Parent;
        }

        return outer is not null && IsArithmetic(outer) && outer is not IInvocationOperation;
    }

    /// <summary>The operand that makes the whole money: a product of money and a number is money, a share of money in money is a number.</summary>
    private static IOperation? Money(IOperation operation)
    {
        operation = Seen(operation);
        switch (operation)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } quotient:
                return Money(quotient.RightOperand) is null ? Money(quotient.LeftOperand) : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply } binary:
                return Money(binary.LeftOperand) ?? Money(binary.RightOperand) ?? (ResultOf(binary) is { } result && MoneyNames.IsMoney(result) && IsOfNumbers(binary) ? binary : null);
            case ICompoundAssignmentOperation compound:
                return Money(compound.Target) ?? Money(compound.Value);
            case IInvocationOperation { TargetMethod: { Name: "Sum" or "Average" } } sum when IsArithmetic(sum):
                return sum.Arguments.SelectMany(argument => Numbers.Returned(argument.Value)).Select(Money).FirstOrDefault(part => part is not null);
            default:
                return operation.IsNamedMoney() && !operation.ConstantValue.HasValue ? operation : null;
        }
    }

    /// <summary>What the result is called.</summary>
    private static ISymbol? ResultOf(IOperation operation)
    {
        var outer = operation.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation or IUnaryOperation || outer is IInvocationOperation { TargetMethod: var method } && method.IsRounding() || outer is IArgumentOperation)
        {
            outer = outer.Parent;
        }

        return outer switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation assignment => assignment.Target.ReferencedSymbol(),
            _ => null,
        };
    }

    /// <summary>Nothing in it says that it counts something else than money.</summary>
    private static bool IsOfNumbers(IOperation operation) =>
        operation.DescendantsAndSelf().Where(part => part is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation).All(part => part.Type.IsFloatingPoint() || part.Type.IsWhole() || part.Type.IsDecimal() || part.Type?.IsReferenceType == true)
        && !operation.DescendantsAndSelf().Any(part => part is IMemberReferenceOperation { Member.ContainingType.Name: "TimeSpan" });

    private static IOperation Seen(IOperation operation)
    {
        while (true)
        {
            switch (operation.Unconverted())
            {
                case IParenthesizedOperation { Operand: var operand }:
                    operation = operand;
                    break;
                case IUnaryOperation { Operand: var operand }:
                    operation = operand;
                    break;
                case ICoalesceOperation { Value: var value }:
                    operation = value;
                    break;
                case IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } nullable }:
                    operation = nullable;
                    break;
                case IInvocationOperation { TargetMethod: var method, Arguments: { Length: > 0 } arguments } call when method.IsRounding() || (method.Name.StartsWith("To", StringComparison.Ordinal) && method.ContainingType.Name is "Convert" or "Decimal"):
                    operation = call.Instance ?? arguments[0].Value;
                    break;
                case var seen:
                    return seen;
            }
        }
    }
}
