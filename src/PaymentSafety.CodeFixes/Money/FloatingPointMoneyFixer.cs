using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers;
using PaymentSafety.Analyzers.Money;

namespace PaymentSafety.CodeFixes.Money;

/// <summary>The fix of PAY5003: the arithmetic in decimal, rounded once. The price itself is better kept in decimal too, which is for its owner to decide.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FloatingPointMoneyFixer))]
public sealed class FloatingPointMoneyFixer : CodeFixProvider
{
    private const string InDecimal = "PaymentSafety.ComputeInDecimal";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.FloatingPointMoney.Id);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax amount && Fixed(amount, model) is { } exact)
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Compute the amount in decimal and round it once", _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(amount, exact))), InDecimal),
                    diagnostic);
            }
        }
    }

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
