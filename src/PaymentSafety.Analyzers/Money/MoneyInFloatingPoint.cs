using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Money;

/// <summary>PAY5015: arithmetic in double or float on what is money by its name.</summary>
internal static class MoneyInFloatingPoint
{
    private static readonly string[] Verbs = ["Get", "Calculate", "Calc", "Compute", "Determine"];

    /// <summary>A binary operator, an assignment with one, or a sum; null where it is no arithmetic on money, or part of one that is.</summary>
    public static Diagnostic? Find(IOperation operation, MoneySubject subject)
    {
        if (operation.ConstantValue.HasValue || !IsArithmetic(operation) || IsPart(operation) || Money(operation) is not var (money, name) || !subject.IsMoney(name, operation.Syntax))
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

        // A lambda of a sum is part of the sum.
        if (outer is IReturnOperation { Parent: IBlockOperation { Parent: IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation sum } } } } })
        {
            return IsArithmetic(sum);
        }

        return outer is not null && IsArithmetic(outer) && outer is not IInvocationOperation;
    }

    /// <summary>The operand that makes the whole money, and its name: a product of money and a number is money, a share of money in money is a number.</summary>
    private static (IOperation Operation, string Name)? Money(IOperation operation)
    {
        operation = Seen(operation);
        switch (operation)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } quotient:
                return Money(quotient.RightOperand) is null ? Money(quotient.LeftOperand) ?? ByResult(quotient) : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply } binary:
                return Surer(Money(binary.LeftOperand), Money(binary.RightOperand)) ?? ByResult(binary);
            case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Divide } quotient:
                return Money(quotient.Value) is null ? Money(quotient.Target) : null;
            case ICompoundAssignmentOperation compound:
                return Surer(Money(compound.Target), Money(compound.Value));
            case IInvocationOperation { TargetMethod: { Name: "Sum" or "Average" } } sum when IsArithmetic(sum):
                return Summed(sum) ?? ByResult(sum);
            default:
                return operation.MoneyName() is { } name ? (operation, name) : null;
        }
    }

    private static (IOperation Operation, string Name)? Surer((IOperation Operation, string Name)? left, (IOperation Operation, string Name)? right) =>
        left is var (_, name) && (right is null || MoneyNames.IsCertain(name)) ? left : right;

    /// <summary><c>lines.Sum(line => line.Price)</c>, <c>lines.Select(line => line.Price).Sum()</c>, <c>prices.Sum()</c></summary>
    private static (IOperation Operation, string Name)? Summed(IInvocationOperation sum)
    {
        if (sum.Arguments.SelectMany(argument => Numbers.Returned(argument.Value)).Select(Money).FirstOrDefault(part => part is not null) is { } chosen)
        {
            return chosen;
        }

        var source = (sum.Instance ?? sum.Arguments.FirstOrDefault()?.Value)?.Unconverted();
        return source switch
        {
            IInvocationOperation { TargetMethod.Name: "Select" } select => select.Arguments.SelectMany(argument => Numbers.Returned(argument.Value)).Select(Money).FirstOrDefault(part => part is not null),
            not null when source.MoneyName() is { } name => (source, name),
            _ => null,
        };
    }

    /// <summary>Numbers without a name of their own, by the name of what is made of them.</summary>
    private static (IOperation Operation, string Name)? ByResult(IOperation operation) =>
        ResultOf(operation) is { } name && MoneyNames.IsMoney(name) && IsOfNumbers(operation) ? (operation, name) : null;

    /// <summary>What the result is called: the variable that it is given to, or the member that returns it.</summary>
    private static string? ResultOf(IOperation operation)
    {
        var outer = operation.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation or IUnaryOperation or ICoalesceOperation || outer is IInvocationOperation { TargetMethod: var method } && method.IsRounding() || outer is IArgumentOperation)
        {
            outer = outer.Parent;
        }

        return outer switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol.Name,
            ISimpleAssignmentOperation assignment => assignment.Target.ReferencedSymbol()?.Name,
            IReturnOperation returned => MemberOf(returned.Syntax),
            _ => null,
        };
    }

    /// <summary><c>CalculateTotal</c> returns a total. A lambda has no name.</summary>
    private static string? MemberOf(SyntaxNode returned)
    {
        foreach (var outer in returned.AncestorsAndSelf())
        {
            switch (outer)
            {
                case AnonymousFunctionExpressionSyntax:
                    return null;
                case LocalFunctionStatementSyntax { Identifier.ValueText: var name }:
                    return WithoutVerb(name);
                case MethodDeclarationSyntax { Identifier.ValueText: var name }:
                    return WithoutVerb(name);
                case PropertyDeclarationSyntax { Identifier.ValueText: var name }:
                    return name;
                case MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return null;
            }
        }

        return null;
    }

    private static string WithoutVerb(string method) => Array.Find(Verbs, verb => method.StartsWith(verb, StringComparison.Ordinal)) is { } verb ? method.Substring(verb.Length) : method;

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
