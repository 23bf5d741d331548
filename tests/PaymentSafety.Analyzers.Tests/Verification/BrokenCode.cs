using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>Code as it is while it is typed: it ends in the middle, or a word of it is not there yet.</summary>
internal static class BrokenCode
{
    /// <summary>At every n-th token: the source up to it, and the whole source without it.</summary>
    public static IEnumerable<string> CutEvery(string source, int tokens, int first)
    {
        var spans = Tokens(source);
        for (var index = first; index < spans.Length; index += tokens)
        {
            yield return source[..spans[index].Start];
            yield return source.Remove(spans[index].Start, spans[index].Length);
        }
    }

    /// <summary>
    /// So many cuts, spread over the source. Where they start depends on its length, so that the many tests that differ in one line
    /// are not all cut in the lines that they share.
    /// </summary>
    public static IEnumerable<string> Cut(string source, int count)
    {
        var every = Math.Max(1, Tokens(source).Length * 2 / count);
        return CutEvery(source, every, source.Length % every);
    }

    public static int CountTokens(string source) => Tokens(source).Length;

    /// <summary>
    /// Whether cuts of the source can share a compilation, each in a namespace of its own: nothing in it must stand outside of one.
    /// Most of the time of an analysis goes into making the compilation.
    /// </summary>
    public static bool FitsInNamespace(string source) =>
        CSharpSyntaxTree.ParseText(source).GetCompilationUnitRoot() is { Externs: [], AttributeLists: [] } root
        && !root.Usings.Any(directive => directive.GlobalKeyword.RawKind != 0)
        && !root.Members.Any(member => member is GlobalStatementSyntax);

    public static string InNamespace(string source, int number) => $"namespace Broken{number};\n{source}";

    private static TextSpan[] Tokens(string source) =>
        [.. CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Select(token => token.Span).Where(span => !span.IsEmpty)];
}
