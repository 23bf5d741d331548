using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PaymentSafety.CodeFixes;

/// <summary>Adds a using directive where the file keeps its own, System first and the rest by name.</summary>
internal static class UsingDirectives
{
    public static SyntaxNode Add(SyntaxNode root, string ns)
    {
        if (root is not CompilationUnitSyntax unit || unit.Usings.Any(directive => directive.Alias is null && directive.Name?.ToString() == ns))
        {
            return root;
        }

        var endOfLine = unit.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } found ? found : SyntaxFactory.LineFeed;
        var added = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(ns))
            .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
            .WithTrailingTrivia(endOfLine);
        var holder = unit.Usings.Count == 0
            ? unit.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault(candidate => candidate.Usings.Count > 0)
            : null;
        if (holder is not null)
        {
            return unit.ReplaceNode(holder, holder.WithUsings(Insert(holder.Usings, added, ns)));
        }

        if (unit.Usings.Count > 0)
        {
            return unit.WithUsings(Insert(unit.Usings, added, ns));
        }

        // The first directive of a file goes under its header comment, with a blank line before the code.
        var first = unit.GetFirstToken();
        var header = first.LeadingTrivia.TakeWhile(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToList();
        var rest = first.LeadingTrivia.Skip(header.Count);
        unit = unit.ReplaceToken(first, first.WithLeadingTrivia(rest.Prepend(endOfLine)));
        return unit.WithUsings(SyntaxFactory.SingletonList(added.WithLeadingTrivia(header)));
    }

    private static SyntaxList<UsingDirectiveSyntax> Insert(SyntaxList<UsingDirectiveSyntax> usings, UsingDirectiveSyntax added, string ns)
    {
        var index = usings.Count;
        for (var i = 0; i < usings.Count; i++)
        {
            var directive = usings[i];
            if (directive.GlobalKeyword.RawKind == 0
                && (directive.Alias is not null || directive.StaticKeyword.RawKind != 0 || (!IsSystem(directive) && string.CompareOrdinal(directive.Name?.ToString(), ns) > 0)))
            {
                index = i;
                break;
            }
        }

        if (index == 0 && usings.Count > 0)
        {
            var first = usings[0];
            return usings.Replace(first, first.WithLeadingTrivia(first.GetLeadingTrivia().SkipWhile(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia))))
                .Insert(0, added.WithLeadingTrivia(first.GetLeadingTrivia()));
        }

        var indentation = usings[index - 1].GetLeadingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        return usings.Insert(index, added.WithLeadingTrivia(indentation));
    }

    private static bool IsSystem(UsingDirectiveSyntax directive) =>
        directive.Name?.ToString() is { } name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));
}
