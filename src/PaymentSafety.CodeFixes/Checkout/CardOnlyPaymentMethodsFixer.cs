using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PaymentSafety.Analyzers;

namespace PaymentSafety.CodeFixes.Checkout;

/// <summary>The fix of PAY5002: without the list, Stripe offers what the Dashboard allows and the customer can use.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CardOnlyPaymentMethodsFixer))]
public sealed class CardOnlyPaymentMethodsFixer : CodeFixProvider
{
    private const string Remove = "PaymentSafety.RemovePaymentMethodTypes";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.CardOnlyPaymentMethods.Id);

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        foreach (var diagnostic in context.Diagnostics)
        {
            TextSpan? removed = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<AssignmentExpressionSyntax>() switch
            {
                { Parent: InitializerExpressionSyntax initializer } member => SpanOf(member, initializer),
                { Parent: ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement } => statement.FullSpan,
                _ => null,
            };
            if (removed is { } span)
            {
                context.RegisterCodeFix(CodeAction.Create("Remove PaymentMethodTypes", cancellation => RemoveAsync(context.Document, span, cancellation), Remove), diagnostic);
            }
        }
    }

    /// <summary>The member with one comma: the one behind it, or the one before where it is the last.</summary>
    private static TextSpan SpanOf(AssignmentExpressionSyntax member, InitializerExpressionSyntax initializer)
    {
        var index = initializer.Expressions.IndexOf(member);
        return index < initializer.Expressions.SeparatorCount ? TextSpan.FromBounds(member.FullSpan.Start, initializer.Expressions.GetSeparator(index).FullSpan.End)
            : index > 0 ? TextSpan.FromBounds(initializer.Expressions.GetSeparator(index - 1).SpanStart, member.Span.End)
            : member.Span;
    }

    private static async Task<Document> RemoveAsync(Document document, TextSpan span, CancellationToken cancellation) =>
        document.WithText((await document.GetTextAsync(cancellation).ConfigureAwait(false)).WithChanges(new TextChange(span, string.Empty)));
}
