using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using PaymentSafety.Analyzers;

namespace PaymentSafety.CodeFixes.Idempotency;

/// <summary>
/// The fixes of PAY1001, PAY1002 and of PAY1009 where there is no key: a key made from the operation's own id, where one is in scope, and a parameter that lets the caller decide.
/// A new Guid at the call is never offered: it silences the rule and fixes nothing.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MissingIdempotencyKeyFixer))]
public sealed class MissingIdempotencyKeyFixer : CodeFixProvider
{
    internal const string FromIdentifier = "PaymentSafety.KeyFromIdentifier";
    internal const string ByParameter = "PaymentSafety.KeyByParameter";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        Rules.MissingIdempotencyKey.Id, Rules.UpdateWithoutIdempotencyKey.Id, Rules.RetriedWithoutIdempotencyKey.Id);

    public override FixAllProvider GetFixAllProvider() => FixAll.Instance;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var (location, additional) = await DiagnosticNodes.FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            if (await StripeCallSite.FindAsync(context.Document, location, additional, context.CancellationToken).ConfigureAwait(false) is not { HasKey: false } site)
            {
                continue;
            }

            if (site.IdentifierKey(context.CancellationToken) is { } key && site.TryAddKey(key, new NodeEdits()))
            {
                context.RegisterCodeFix(
                    CodeAction.Create($"Add the idempotency key {key}", cancellation => FromIdentifierAsync(site, cancellation)!, FromIdentifier), diagnostic);
            }

            if (await KeyParameterPlan.CreateAsync(site, context.CancellationToken).ConfigureAwait(false) is { } plan)
            {
                context.RegisterCodeFix(CodeAction.Create(plan.Title, plan.ApplyAsync, ByParameter), diagnostic);
            }
        }
    }

    private static async Task<Solution?> FromIdentifierAsync(StripeCallSite site, CancellationToken cancellation)
    {
        var edits = new NodeEdits();
        return site.IdentifierKey(cancellation) is { } key && site.TryAddKey(key, edits)
            ? await edits.ApplyAsync(site.Document.Project.Solution, cancellation).ConfigureAwait(false)
            : null;
    }

    private sealed class FixAll : OneByOneFixAllProvider
    {
        public static readonly FixAll Instance = new();

        protected override string Title => "Add the missing idempotency keys";

        protected override async Task<Solution?> FixAsync(Document document, SyntaxNode location, IReadOnlyList<SyntaxNode> additional, string? equivalenceKey, CancellationToken cancellation)
        {
            if (await StripeCallSite.FindAsync(document, location, additional, cancellation).ConfigureAwait(false) is not { HasKey: false } site)
            {
                return null;
            }

            if (equivalenceKey == FromIdentifier)
            {
                return await FromIdentifierAsync(site, cancellation).ConfigureAwait(false);
            }

            return await KeyParameterPlan.CreateAsync(site, cancellation).ConfigureAwait(false) is { } plan
                ? await plan.ApplyAsync(cancellation).ConfigureAwait(false)
                : null;
        }
    }
}
