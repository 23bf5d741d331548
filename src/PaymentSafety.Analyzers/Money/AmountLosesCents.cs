using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Money;

/// <summary>PAY5011: the part behind the point is gone before the multiplication by 100, or after an integer division by it.</summary>
internal static class AmountLosesCents
{
    public static void Report(IOperation operation, ValueContext context, MoneySubject subject, Action<Diagnostic> report)
    {
        if (operation.Factors() is { } factors && operation.Type.IsWhole())
        {
            var (amount, factor) = factors.Right.IsHundred() ? (factors.Left, factors.Right) : (factors.Right, factors.Left);
            if (factor.IsHundred() && CutOf(amount, context, 0) is { } cut && (IsMoney(cut, context, subject) || ReachesStripe(operation, context)))
            {
                report(Diagnostic.Create(Rules.AmountLosesCents, operation.Syntax.GetLocation(), operation.Syntax.ToString(), "the cents are cut off before the multiplication: multiply first, then round once"));
            }
        }
        else if (Quotient(operation) is var (dividend, divisor)
            && operation.Type.IsWhole()
            && divisor.IsHundred()
            && (IsAmount(dividend, context, 0) || (IsCalledAmount(dividend, subject) && !IsMultiplied(operation)))
            && !IsWithRemainder(dividend))
        {
            report(Diagnostic.Create(Rules.AmountLosesCents, operation.Syntax.GetLocation(), operation.Syntax.ToString(), "a division of whole numbers drops the cents: divide by 100m"));
        }
    }

    /// <summary><c>amount / 100</c>, <c>amount /= 100</c></summary>
    private static (IOperation Dividend, IOperation Divisor)? Quotient(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } quotient => (quotient.LeftOperand, quotient.RightOperand),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Divide } quotient => (quotient.Target, quotient.Value),
        _ => null,
    };

    /// <summary>The conversion to a whole number that a factor has gone through.</summary>
    private static IOperation? CutOf(IOperation operation, ValueContext context, int depth)
    {
        switch (depth > 8 ? null : operation)
        {
            case IConversionOperation { Operand: var operand } conversion:
                return conversion.Type.IsWhole() && IsFraction(operand) ? Cut(operand, conversion) : CutOf(operand, context, depth + 1);
            case IParenthesizedOperation { Operand: var operand }:
                return CutOf(operand, context, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply } binary:
                return CutOf(binary.LeftOperand, context, depth + 1) ?? CutOf(binary.RightOperand, context, depth + 1);
            case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum:
                return CutOf(sum.Value, context, depth + 1);
            case IInvocationOperation { TargetMethod: { ContainingType: var type } method, Arguments: { Length: > 0 } arguments }
                when (type.Name == "Convert" || type.SpecialType == SpecialType.System_Decimal) && method.Name.StartsWith("To", StringComparison.Ordinal) && method.ReturnType.IsWhole() && IsFraction(arguments[0].Value):
                return Cut(arguments[0].Value, operation);
            case ILocalReferenceOperation { Local: var local }:
                return AssignedValues.Of(local, context).Where(value => value is not ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Multiply }).Select(value => CutOf(value, context, depth + 1)).FirstOrDefault(cut => cut is not null);
            default:
                return null;
        }
    }

    private static bool IsFraction(IOperation operation) => operation.Type.IsFloatingPoint() || operation.Type.IsDecimal();

    /// <summary>What was multiplied before it was cut is in the minor unit already, and a constant is what its author wrote.</summary>
    private static IOperation? Cut(IOperation operand, IOperation cut) =>
        operand.ConstantValue.HasValue || operand.DescendantsAndSelf().Any(part => part.Factors() is { } factors && (IsPowerOfTen(factors.Left) || IsPowerOfTen(factors.Right))) ? null : cut;

    private static bool IsPowerOfTen(IOperation operation) =>
        operation.IsHundred() || operation.IsConstant(1000m) || operation.IsConstant(10m)
        || operation.Unconverted() is IInvocationOperation { TargetMethod.Name: "Pow" };

    private static bool IsMoney(IOperation cut, ValueContext context, MoneySubject subject) =>
        Numbers.Computation(cut, context).SelectMany(part => part is IInvocationOperation call ? Lambdas(call, context).Prepend(part) : [part]).Any(part => part.MoneyName() is { } name && subject.IsMoney(name, cut.Syntax));

    private static IEnumerable<IOperation> Lambdas(IInvocationOperation call, ValueContext context) =>
        call.Arguments.SelectMany(argument => Numbers.Returned(argument.Value)).SelectMany(returned => Numbers.Computation(returned, context));

    /// <summary>Whether the product is, or goes by a variable into, an amount that is sent.</summary>
    private static bool ReachesStripe(IOperation product, ValueContext context)
    {
        var outer = product;
        while (outer.Parent is IConversionOperation or IParenthesizedOperation or IBinaryOperation or IConditionalOperation or ICoalesceOperation)
        {
            outer = outer.Parent;
        }

        return outer.Parent switch
        {
            IAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } => StripeAmounts.IsSent(property),
            IAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => IsSent(local, outer.Parent, context),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => IsSent(local, outer.Parent, context),
            _ => false,
        };
    }

    private static bool IsSent(ILocalSymbol local, IOperation assignment, ValueContext context) =>
        AssignedOnce.BodyOf(assignment.Syntax).DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.Identifier.ValueText == local.Name
            && name.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } sent
            && context.OperationOf(sent) is IAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } }
            && StripeAmounts.IsSent(property));

    /// <summary>What Stripe answered, or a number that says it is in cents; sums and differences of them.</summary>
    private static bool IsAmount(IOperation operation, ValueContext context, int depth) => depth < 8 && operation.Unconverted() switch
    {
        IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } nullable } => IsAmount(nullable, context, depth + 1),
        IPropertyReferenceOperation { Property: var property } when StripeAmounts.IsAmount(property) => true,
        IParenthesizedOperation { Operand: var operand } => IsAmount(operand, context, depth + 1),
        ICoalesceOperation coalesce => IsAmount(coalesce.Value, context, depth + 1),
        IConditionalAccessOperation { WhenNotNull: var member } => IsAmount(member, context, depth + 1),
        IConditionalOperation choice => IsAmount(choice.WhenTrue, context, depth + 1) || (choice.WhenFalse is { } whenFalse && IsAmount(whenFalse, context, depth + 1)),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } sum => IsAmount(sum.LeftOperand, context, depth + 1) || IsAmount(sum.RightOperand, context, depth + 1),
        IInvocationOperation { TargetMethod: { Name: "GetValueOrDefault" }, Instance: { } instance } => IsAmount(instance, context, depth + 1),
        IInvocationOperation { TargetMethod: { Name: "Sum" } } sum => sum.Arguments.SelectMany(argument => Numbers.Returned(argument.Value)).Any(returned => IsAmount(returned, context, depth + 1)),
        ILocalReferenceOperation { Local: var local } when !MoneyNames.IsInMinorUnit(local) => AssignedValues.Of(local, context).Any(value => IsAmount(value is ICompoundAssignmentOperation compound ? compound.Value : value, context, depth + 1)),
        var other => other.Type.IsWhole() && MoneyNames.IsInMinorUnit(other.ReferencedSymbol()),
    };

    /// <summary>A whole number that is money by its name; "total" alone may count anything.</summary>
    private static bool IsCalledAmount(IOperation operation, MoneySubject subject) =>
        operation.Unconverted() is { } amount && amount.Type.IsWhole() && amount.ReferencedSymbol() is { Name: var name } && MoneyNames.IsMoney(name) && !name.Equals("total", StringComparison.OrdinalIgnoreCase) && subject.IsMoney(name, amount.Syntax);

    /// <summary>A hundredth that is multiplied again is a percentage.</summary>
    private static bool IsMultiplied(IOperation quotient)
    {
        var outer = quotient.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation)
        {
            outer = outer.Parent;
        }

        return outer?.Factors() is not null;
    }

    /// <summary><c>$"{cents / 100}.{cents % 100:00}"</c> shows all of it.</summary>
    private static bool IsWithRemainder(IOperation dividend)
    {
        var amount = dividend.Syntax.ToString().Trim('(', ')');
        return AssignedOnce.BodyOf(dividend.Syntax).DescendantNodes().OfType<BinaryExpressionSyntax>()
            .Any(binary => binary.OperatorToken.ValueText == "%" && binary.Left.ToString().Trim('(', ')') == amount);
    }
}
