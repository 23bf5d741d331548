using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers;

namespace PaymentSafety.CodeFixes.Lists;

/// <summary>The fixes of PAY5001: read every page with the options as they are, or get the one object by its id.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ListNotPagedFixer))]
public sealed class ListNotPagedFixer : CodeFixProvider
{
    private const string AllPages = "PaymentSafety.ReadEveryPage";
    private const string ById = "PaymentSafety.GetById";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.ListNotPaged.Id);

    public override FixAllProvider GetFixAllProvider() => FixAll.Instance;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var (location, _) = await DiagnosticNodes.FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false);
            foreach (var (title, key) in new[] { ("Read every page", AllPages), ("Get the object by its id", ById) })
            {
                if (await FixAsync(context.Document, location, key, context.CancellationToken).ConfigureAwait(false) is { } solution)
                {
                    context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(solution), key), diagnostic);
                }
            }
        }
    }

    private static async Task<Solution?> FixAsync(Document document, SyntaxNode location, string? key, CancellationToken cancellation)
    {
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        if (location.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || ListUseSite.At(call, model) is not { } site)
        {
            return null;
        }

        if ((key == ById ? GetById.Replacement(site) : EveryPage.Replacement(site)) is not { } change)
        {
            return null;
        }

        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        return document.Project.Solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNode(change.Old, change.New));
    }

    private sealed class FixAll : OneByOneFixAllProvider
    {
        public static readonly FixAll Instance = new();

        protected override string Title => "Read every page";

        protected override Task<Solution?> FixAsync(Document document, SyntaxNode location, IReadOnlyList<SyntaxNode> additional, string? equivalenceKey, CancellationToken cancellation) =>
            ListNotPagedFixer.FixAsync(document, location, equivalenceKey, cancellation);
    }
}
