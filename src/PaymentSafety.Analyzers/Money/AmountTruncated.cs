using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Money;

/// <summary>PAY5010: a decimal times 100 is cut by a cast and not rounded. It matters only where prices have more than two places.</summary>
internal static class AmountTruncated
{
    public static void Report(IOperation sent, ValueContext context, Action<Diagnostic> report)
    {
        foreach (var part in Numbers.Computation(sent, context))
        {
            var operand = part switch
            {
                IConversionOperation { Operand: var converted } when part.Type.IsWhole() && converted.Type.IsDecimal() => converted,
                IInvocationOperation { TargetMethod: { ContainingType.SpecialType: SpecialType.System_Decimal, ReturnType: var result } method, Arguments: { Length: 1 } arguments } when method.Name.StartsWith("To", StringComparison.Ordinal) && result.IsWhole() => arguments[0].Value,
                _ => null,
            };
            if (operand?.Unconverted().Factors() is { } factors && (factors.Left.IsHundred() || factors.Right.IsHundred() || factors.Left.IsConstant(1000m) || factors.Right.IsConstant(1000m)))
            {
                report(Diagnostic.Create(Rules.AmountTruncated, part.Syntax.GetLocation(), part.Syntax.ToString()));
            }
        }
    }
}
