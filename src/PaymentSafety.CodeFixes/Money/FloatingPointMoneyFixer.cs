using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers;
using PaymentSafety.Analyzers.Money;

namespace PaymentSafety.CodeFixes.Money;

/// <summary>The fix of PAY5003: the arithmetic in decimal, rounded once. The price itself is better kept in decimal too, which is for its owner to decide.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FloatingPointMoneyFixer))]
public sealed class FloatingPointMoneyFixer : ReplacingFixer
{
    private const string InDecimal = "PaymentSafety.ComputeInDecimal";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.FloatingPointMoney.Id);

    private protected override Replacing? Find(SyntaxNode place, SemanticModel model) =>
        place is ExpressionSyntax amount && Fixed(amount, model) is { } exact
            ? new Replacing("Compute the amount in decimal and round it once", InDecimal, amount, exact)
            : null;

    /// <summary>Only where the conversion to a whole number is here, around arithmetic.</summary>
    private static ExpressionSyntax? Fixed(ExpressionSyntax amount, SemanticModel model)
    {
        if (model.GetTypeInfo(amount).Type is not { } type || !type.IsWhole() || Converted(amount, model) is not { } number || !model.GetTypeInfo(number).Type.IsFloatingPoint())
        {
            return null;
        }

        var text = DecimalAmount.Of(number, model);
        while (number is ParenthesizedExpressionSyntax parenthesized)
        {
            (number, text) = (parenthesized.Expression, DecimalAmount.Of(parenthesized.Expression, model));
        }

        return number is BinaryExpressionSyntax or InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 }
            ? DecimalAmount.Rounded(type, text, amount, model)
            : null;
    }

    private static ExpressionSyntax? Converted(ExpressionSyntax amount, SemanticModel model) => amount switch
    {
        CastExpressionSyntax cast => cast.Expression,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } call when model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType.Name: "Convert" } => arguments[0].Expression,
        _ => null,
    };
}
