using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers;
using PaymentSafety.Analyzers.Money;

namespace PaymentSafety.CodeFixes.Money;

/// <summary>The fixes of PAY5011: multiply in decimal and round once; divide by 100m.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AmountLosesCentsFixer))]
public sealed class AmountLosesCentsFixer : ReplacingFixer
{
    private const string Multiply = "PaymentSafety.MultiplyBeforeRounding";
    private const string Divide = "PaymentSafety.DivideInDecimal";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.AmountLosesCents.Id);

    private protected override Replacing? Find(SyntaxNode place, SemanticModel model) => place switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product when Multiplied(product, model) is { } exact =>
            new Replacing("Multiply first, then round once", Multiply, product, exact),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } quotient when MayBeDecimal(quotient, model) =>
            new Replacing("Divide by 100m", Divide, quotient, quotient.WithRight(SyntaxFactory.ParseExpression("100m").WithTriviaFrom(quotient.Right))),
        _ => null,
    };

    private static ExpressionSyntax? Multiplied(BinaryExpressionSyntax product, SemanticModel model)
    {
        var cut = model.GetOperation(product.Right)?.IsHundred() == true ? product.Left : product.Right;
        var number = cut switch
        {
            CastExpressionSyntax cast => cast.Expression,
            InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } call when model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType.Name: "Convert" or "Decimal" } => arguments[0].Expression,
            _ => null,
        };
        return number is not null && model.GetTypeInfo(product).Type is { } type
            ? DecimalAmount.Rounded(type, $"{DecimalAmount.Of(number, model)} * 100m", product, model)
            : null;
    }

    /// <summary>Where a whole number is asked for, a decimal would not compile.</summary>
    private static bool MayBeDecimal(BinaryExpressionSyntax quotient, SemanticModel model)
    {
        SyntaxNode outer = quotient;
        while (outer.Parent is ParenthesizedExpressionSyntax)
        {
            outer = outer.Parent;
        }

        return outer.Parent is InterpolationSyntax or MemberAccessExpressionSyntax
            || outer.Parent is EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax { Type.IsVar: true } }
            || model.GetTypeInfo((ExpressionSyntax)outer).ConvertedType.IsDecimal();
    }
}
