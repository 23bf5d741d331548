using Microsoft.CodeAnalysis;

namespace PaymentSafety.CodeFixes;

/// <summary>The nodes that a diagnostic points at, in the document that is fixed.</summary>
internal static class DiagnosticNodes
{
    public static async Task<(SyntaxNode Location, IReadOnlyList<SyntaxNode> Additional)> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var additional = diagnostic.AdditionalLocations
            .Where(location => location.SourceTree == root.SyntaxTree)
            .Select(location => root.FindNode(location.SourceSpan, getInnermostNodeForTie: true))
            .ToList();
        return (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), additional);
    }
}
