using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using PaymentSafety.Analyzers;

namespace PaymentSafety.CodeFixes.CardData;

/// <summary>
/// The fix of PAY2001 and PAY2003 to PAY2006 and PAY2010: a card number is masked by the project's own mask, or cut to its last four digits; an object and a client secret give way to the
/// id. A verification code has no form in which it may stay, so PAY2002 has no fix.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CardDataFixer))]
public sealed class CardDataFixer : CodeFixProvider
{
    internal const string Mask = "PaymentSafety.MaskCardNumber";
    internal const string LastFour = "PaymentSafety.LastFourDigits";
    internal const string Id = "PaymentSafety.IdInPlace";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        Rules.CardNumberLogged.Id, Rules.StripeObjectLogged.Id, Rules.SecretLogged.Id, Rules.CardDataInException.Id, Rules.CardDataWrittenToDisk.Id, Rules.CardDataSentOn.Id);

    public override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create(async (context, document, diagnostics) =>
            await FixAsync(document, diagnostics, context.CodeActionEquivalenceKey, context.CancellationToken).ConfigureAwait(false));

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await LeakedValue.FindAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } leaked)
            {
                continue;
            }

            foreach (var (title, key, _) in leaked.Replacements(context.CancellationToken))
            {
                context.RegisterCodeFix(CodeAction.Create(title, cancellation => FixAsync(document, ImmutableArray.Create(diagnostic), key, cancellation), key), diagnostic);
            }
        }
    }

    private static async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics)
        {
            if (await LeakedValue.FindAsync(document, diagnostic, cancellation).ConfigureAwait(false) is { } leaked
                && leaked.Replacements(cancellation).FirstOrDefault(offer => offer.Key == key) is { Replacement: { } replacement }
                && !changes.Exists(known => known.Span.OverlapsWith(leaked.Expression.Span)))
            {
                changes.Add(new TextChange(leaked.Expression.Span, replacement));
            }
        }

        return document.WithText(text.WithChanges(changes.OrderBy(change => change.Span.Start)));
    }
}
