using Microsoft.CodeAnalysis;

namespace PaymentSafety.CodeFixes;

/// <summary>Edits of nodes over several documents, gathered first and made together, so that a call inside an edited method is edited too.</summary>
internal sealed class NodeEdits
{
    private readonly Dictionary<DocumentId, Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>>> _edits = new();
    private readonly HashSet<(DocumentId Document, string Namespace)> _usings = new();

    public void Add(DocumentId document, SyntaxNode node, Func<SyntaxNode, SyntaxNode> edit)
    {
        if (!_edits.TryGetValue(document, out var nodes))
        {
            _edits[document] = nodes = new Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>>();
        }

        nodes[node] = nodes.TryGetValue(node, out var earlier) ? current => edit(earlier(current)) : edit;
    }

    public void AddUsing(DocumentId document, string ns) => _usings.Add((document, ns));

    public async Task<Solution> ApplyAsync(Solution solution, CancellationToken cancellation)
    {
        foreach (var pair in _edits)
        {
            var root = (await solution.GetDocument(pair.Key)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
            root = root.ReplaceNodes(pair.Value.Keys, (original, current) => pair.Value[original](current));
            foreach (var (document, ns) in _usings)
            {
                root = document == pair.Key ? UsingDirectives.Add(root, ns) : root;
            }

            solution = solution.WithDocumentSyntaxRoot(pair.Key, root);
        }

        return solution;
    }
}
