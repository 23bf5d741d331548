using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using PaymentSafety.Analyzers;

namespace PaymentSafety.CodeFixes.Secrets;

/// <summary>
/// The fix of PAY3001 to PAY3004: read the credential from the settings class or the configuration in scope, or from the
/// environment; in a comment, take it out. A credential that was committed is still to be rolled.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HardCodedCredentialFixer))]
public sealed class HardCodedCredentialFixer : CodeFixProvider
{
    internal const string FromScope = "PaymentSafety.ReadFromConfiguration";
    internal const string FromEnvironment = "PaymentSafety.ReadFromEnvironment";
    internal const string Remove = "PaymentSafety.RemoveFromComment";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        Rules.HardCodedLiveKey.Id, Rules.HardCodedTestKey.Id, Rules.HardCodedWebhookSecret.Id, Rules.HardCodedPublishableKey.Id);

    public override FixAllProvider GetFixAllProvider() =>
        FixAllProvider.Create(async (context, document, diagnostics) =>
            await FixAsync(document, diagnostics, context.CodeActionEquivalenceKey, context.CancellationToken).ConfigureAwait(false));

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var (title, key) in await OffersAsync(document, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(title, cancellation => FixAsync(document, ImmutableArray.Create(diagnostic), key, cancellation), key), diagnostic);
            }
        }
    }

    private static async Task<IReadOnlyList<(string Title, string Key)>> OffersAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await CredentialEdit.CreateAsync(document, diagnostic.Location.SourceSpan, cancellation).ConfigureAwait(false) is not { } edit)
        {
            return [];
        }

        if (edit.Expression is null)
        {
            return [("Take the key out of the text", Remove)];
        }

        var setting = StripeSetting.For(diagnostic.Properties);
        if (edit.IsLastResort)
        {
            return [($"Do without the fallback when {setting.Key} is not set", FromScope)];
        }

        var read = await ReadAsync(document, edit, setting, cancellation).ConfigureAwait(false);
        var fromEnvironment = ($"Read {setting.Variable} from the environment", FromEnvironment);
        return read.FromScope() is null ? [fromEnvironment] : [($"Read {setting.Key} from the configuration", FromScope), fromEnvironment];
    }

    private static async Task<Document> FixAsync(Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics)
        {
            foreach (var change in await ChangesAsync(document, text, diagnostic, key, cancellation).ConfigureAwait(false))
            {
                if (!changes.Exists(known => known.Span.OverlapsWith(change.Span)))
                {
                    changes.Add(change);
                }
            }
        }

        return document.WithText(text.WithChanges(changes.OrderBy(change => change.Span.Start)));
    }

    private static async Task<IReadOnlyList<TextChange>> ChangesAsync(Document document, SourceText text, Diagnostic diagnostic, string? key, CancellationToken cancellation)
    {
        var span = diagnostic.Location.SourceSpan;
        if (await CredentialEdit.CreateAsync(document, span, cancellation).ConfigureAwait(false) is not { } edit)
        {
            return [];
        }

        if (edit.Expression is null)
        {
            return key == Remove ? [CredentialEdit.Remove(text, span)] : [];
        }

        var read = await ReadAsync(document, edit, StripeSetting.For(diagnostic.Properties), cancellation).ConfigureAwait(false);
        var replacement = key switch
        {
            FromScope when edit.IsLastResort => read.Throw,
            FromScope => read.FromScope(),
            FromEnvironment when !edit.IsLastResort => read.FromEnvironment,
            _ => null,
        };
        return replacement is null ? [] : edit.Replace(replacement).ToArray();
    }

    private static async Task<SettingRead> ReadAsync(Document document, CredentialEdit edit, StripeSetting setting, CancellationToken cancellation) =>
        new((await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!, edit.Expression!, setting);
}
