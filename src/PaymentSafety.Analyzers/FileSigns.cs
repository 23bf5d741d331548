using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace PaymentSafety.Analyzers;

/// <summary>
/// Whether there is anything in a file for a rule, by words without which there is not. Most files of a solution have nothing to do with payments: they cost one search
/// through their text, and none of their operations is looked at.
/// </summary>
internal sealed class FileSigns
{
    private readonly Func<string, bool> _concerns;
    private readonly ConcurrentDictionary<SyntaxTree, bool> _known = new();

    /// <param name="concerns">Asked once for the text of each file; where it says no, nothing in the file can be reported.</param>
    public FileSigns(Func<string, bool> concerns) => _concerns = concerns;

    public static FileSigns OfWords(params string[] words) => new(text => Array.Exists(words, text.Mentions));

    public bool AreIn(SyntaxTree tree)
    {
        if (!_known.TryGetValue(tree, out var concerns))
        {
            _known[tree] = concerns = _concerns(tree.GetText().ToString());
        }

        return concerns;
    }
}

internal static class FileSignsExtensions
{
    public static bool Mentions(this string text, string word) => text.IndexOf(word, StringComparison.Ordinal) >= 0;

    /// <summary>Looks at the bodies of the files that a rule has anything to look for in.</summary>
    public static void RegisterBodyAction(this CompilationStartAnalysisContext start, FileSigns signs, Action<OperationBlockAnalysisContext> analyze) =>
        start.RegisterOperationBlockAction(context =>
        {
            if (context.OperationBlocks.Any(block => signs.AreIn(block.Syntax.SyntaxTree)))
            {
                analyze(context);
            }
        });

    /// <summary>Every operation of a body, with those of the functions in it.</summary>
    public static IEnumerable<IOperation> Operations(this OperationBlockAnalysisContext context) => context.OperationBlocks.SelectMany(block => block.DescendantsAndSelf());
}
