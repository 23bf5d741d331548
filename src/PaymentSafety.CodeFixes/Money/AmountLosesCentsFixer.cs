using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers;
using PaymentSafety.Analyzers.Money;

namespace PaymentSafety.CodeFixes.Money;

/// <summary>The fixes of PAY5011: multiply in decimal and round once; divide by 100m.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AmountLosesCentsFixer))]
public sealed class AmountLosesCentsFixer : CodeFixProvider
{
    private const string Multiply = "PaymentSafety.MultiplyBeforeRounding";
    private const string Divide = "PaymentSafety.DivideInDecimal";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.AmountLosesCents.Id);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not BinaryExpressionSyntax binary)
            {
                continue;
            }

            if (binary.IsKind(SyntaxKind.MultiplyExpression) && Multiplied(binary, model) is { } product)
            {
                Register(product, "Multiply first, then round once", Multiply);
            }
            else if (binary.IsKind(SyntaxKind.DivideExpression) && MayBeDecimal(binary, model))
            {
                Register(binary.WithRight(SyntaxFactory.ParseExpression("100m").WithTriviaFrom(binary.Right)), "Divide by 100m", Divide);
            }

            void Register(ExpressionSyntax replacement, string title, string key) =>
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(binary, replacement))), key), diagnostic);
        }
    }

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
