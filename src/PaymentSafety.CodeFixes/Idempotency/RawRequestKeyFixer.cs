using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using PaymentSafety.Analyzers;

namespace PaymentSafety.CodeFixes.Idempotency;

/// <summary>
/// The fix of PAY1006, and of PAY1009 for the same requests: an Idempotency-Key header made from the operation's own id. It is offered where such an id is in scope and the
/// request has a place for a header.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RawRequestKeyFixer))]
public sealed class RawRequestKeyFixer : CodeFixProvider
{
    internal const string AddHeader = "PaymentSafety.KeyHeader";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        Rules.RawStripePostWithoutIdempotencyKey.Id, Rules.RetriedWithoutIdempotencyKey.Id);

    public override FixAllProvider GetFixAllProvider() => FixAll.Instance;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var (location, _) = await DiagnosticNodes.FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (await RawRequestSite.FindAsync(context.Document, location, context.CancellationToken).ConfigureAwait(false) is { } site)
            {
                context.RegisterCodeFix(CodeAction.Create($"Add the Idempotency-Key header {site.Key}", site.ApplyAsync, AddHeader), diagnostic);
            }
        }
    }

    private sealed class FixAll : OneByOneFixAllProvider
    {
        public static readonly FixAll Instance = new();

        protected override string Title => "Add the missing Idempotency-Key headers";

        protected override async Task<Solution?> FixAsync(Document document, SyntaxNode location, IReadOnlyList<SyntaxNode> additional, string? equivalenceKey, CancellationToken cancellation) =>
            await RawRequestSite.FindAsync(document, location, cancellation).ConfigureAwait(false) is { } site ? await site.ApplyAsync(cancellation).ConfigureAwait(false) : null;
    }
}
