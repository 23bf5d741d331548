using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PaymentSafety.CodeFixes;

/// <summary>Inserts into a comma-separated list and keeps the layout of the neighbours: on a line of its own where they have theirs.</summary>
internal static class SeparatedLayout
{
    public static SeparatedSyntaxList<T> Insert<T>(SeparatedSyntaxList<T> list, int index, T added)
        where T : SyntaxNode
    {
        if (list.Count == 0)
        {
            return SyntaxFactory.SingletonSeparatedList(added);
        }

        var neighbour = list[Math.Min(index, list.Count - 1)];
        var onOwnLine = neighbour.GetFirstToken().GetPreviousToken().TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        var indentation = onOwnLine ? neighbour.GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)) : [];
        var nodes = new List<SyntaxNodeOrToken>(list.GetWithSeparators());
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(onOwnLine ? EndOfLine(neighbour) : SyntaxFactory.Space);
        added = added.WithLeadingTrivia(indentation);
        if (index < list.Count)
        {
            nodes.InsertRange(index * 2, [added, comma]);
        }
        else if (list.SeparatorCount == list.Count)
        {
            nodes.Add(added);
            nodes.Add(list.GetSeparator(list.Count - 1));
        }
        else
        {
            var last = list[list.Count - 1];
            nodes[nodes.Count - 1] = last.WithoutTrailingTrivia();
            nodes.Add(comma);
            nodes.Add(added.WithTrailingTrivia(last.GetTrailingTrivia()));
        }

        return SyntaxFactory.SeparatedList<T>(nodes);
    }

    /// <summary>The line ending that the file uses.</summary>
    public static SyntaxTrivia EndOfLine(SyntaxNode node)
    {
        var existing = node.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        return existing.IsKind(SyntaxKind.EndOfLineTrivia) ? existing : SyntaxFactory.LineFeed;
    }
}
