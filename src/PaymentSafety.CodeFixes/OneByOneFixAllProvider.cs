using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PaymentSafety.CodeFixes;

/// <summary>
/// Fixes all occurrences one after the other, each on the result of the one before. A fix that adds a parameter and changes callers cannot be merged from
/// independent texts, as the batch fixer does: two of them would add the parameter twice.
/// </summary>
internal abstract class OneByOneFixAllProvider : FixAllProvider
{
    public sealed override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public sealed override Task<CodeAction?> GetFixAsync(FixAllContext context) =>
        Task.FromResult<CodeAction?>(CodeAction.Create(
            Title, cancellation => FixAllAsync(context, cancellation), context.CodeActionEquivalenceKey));

    protected abstract string Title { get; }

    /// <summary>The solution with one finding fixed, or null where this fix does not apply to it.</summary>
    /// <param name="document">The document, as the fixes before left it.</param>
    /// <param name="location">The node of the diagnostic's location.</param>
    /// <param name="additional">The nodes of its additional locations in the same document.</param>
    /// <param name="equivalenceKey">Which of the fixes the user chose.</param>
    /// <param name="cancellation">Stops the fix.</param>
    protected abstract Task<Solution?> FixAsync(Document document, SyntaxNode location, IReadOnlyList<SyntaxNode> additional, string? equivalenceKey, CancellationToken cancellation);

    private async Task<Solution> FixAllAsync(FixAllContext context, CancellationToken cancellation)
    {
        var solution = context.Solution;
        var findings = new List<(DocumentId Document, SyntaxAnnotation Location, List<SyntaxAnnotation> Additional)>();
        foreach (var (document, diagnostics) in await DiagnosticsAsync(context).ConfigureAwait(false))
        {
            var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
            var marks = new Dictionary<SyntaxNode, List<SyntaxAnnotation>>();
            foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
            {
                findings.Add((
                    document.Id,
                    Mark(diagnostic.Location),
                    diagnostic.AdditionalLocations.Where(location => location.SourceTree == root.SyntaxTree).Select(Mark).ToList()));
            }

            solution = solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNodes(marks.Keys, (original, current) => current.WithAdditionalAnnotations(marks[original])));

            SyntaxAnnotation Mark(Location location)
            {
                var node = root.FindNode(location.SourceSpan, getInnermostNodeForTie: true);
                var mark = new SyntaxAnnotation("PaymentSafety.Finding");
                if (!marks.TryGetValue(node, out var known))
                {
                    marks[node] = known = new List<SyntaxAnnotation>();
                }

                known.Add(mark);
                return mark;
            }
        }

        foreach (var (id, location, additional) in findings)
        {
            cancellation.ThrowIfCancellationRequested();
            var document = solution.GetDocument(id)!;
            var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
            var nodes = additional.SelectMany(root.GetAnnotatedNodes).ToList();
            if (root.GetAnnotatedNodes(location).FirstOrDefault() is { } node)
            {
                solution = await FixAsync(document, node, nodes, context.CodeActionEquivalenceKey, cancellation).ConfigureAwait(false) ?? solution;
            }
        }

        return solution;
    }

    private static async Task<IEnumerable<(Document Document, ImmutableArray<Diagnostic> Diagnostics)>> DiagnosticsAsync(FixAllContext context)
    {
        if (context.Scope == FixAllScope.Document)
        {
            return [(context.Document!, await context.GetDocumentDiagnosticsAsync(context.Document!).ConfigureAwait(false))];
        }

        var found = new List<(Document, ImmutableArray<Diagnostic>)>();
        foreach (var project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project])
        {
            var diagnostics = await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            found.AddRange(diagnostics
                .Where(diagnostic => diagnostic.Location.IsInSource)
                .GroupBy(diagnostic => project.GetDocument(diagnostic.Location.SourceTree))
                .Where(group => group.Key is not null)
                .OrderBy(group => group.Key!.FilePath ?? group.Key.Name, StringComparer.Ordinal)
                .Select(group => (group.Key!, group.ToImmutableArray())));
        }

        return found;
    }
}
