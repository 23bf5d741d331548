using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PaymentSafety.CodeFixes;

/// <summary>One node in the place of another, under a title that the user sees and a key that fixes of many findings are told by.</summary>
internal readonly record struct Replacing(string Title, string Key, SyntaxNode Old, SyntaxNode New);

/// <summary>What fixes share that replace a node near the finding and touch nothing else, so that those of a document can be merged.</summary>
public abstract class ReplacingFixer : CodeFixProvider
{
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        var model = (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Find(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), model) is { } fix)
            {
                context.RegisterCodeFix(CodeAction.Create(fix.Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(fix.Old, fix.New))), fix.Key), diagnostic);
            }
        }
    }

    /// <param name="place">The innermost node at the finding.</param>
    /// <param name="model">The model of its tree.</param>
    /// <returns>Null where there is nothing to offer.</returns>
    private protected abstract Replacing? Find(SyntaxNode place, SemanticModel model);
}
