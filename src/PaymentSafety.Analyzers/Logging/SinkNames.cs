using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Options;

namespace PaymentSafety.Analyzers.Logging;

/// <summary>
/// The words without which no value leaves a helper: what the ways out are called, by the table and by shape, and the names under which a compilation declares ways out
/// of its own. A text without one of them lets nothing out.
/// </summary>
internal sealed class SinkNames
{
    /// <summary>With exceptions, and the delegates of LoggerMessage.Define, which take an ILogger.</summary>
    private static readonly HashSet<string> Known = new(SinkTable.Rows.SelectMany(row => row.Names).Concat(SinkFinder.NamesOfTargets).Concat(["throw", "ILogger", "LoggerMessage"]), StringComparer.Ordinal);

    private readonly bool _isAny;
    private readonly Lazy<HashSet<string>> _declared;

    /// <param name="compilation">Whose code may declare log methods.</param>
    /// <param name="own">The user's own ways out: which names they match, nobody knows without the symbols.</param>
    public SinkNames(Compilation compilation, SymbolPatterns own)
    {
        _isAny = !own.IsEmpty;
        _declared = new(() => DeclaredIn(compilation));
    }

    public bool Contains(string word) =>
        _isAny || Known.Contains(word) || LogSinks.IsLoggingWord(word) || word.EndsWith("Exception", StringComparison.Ordinal) || _declared.Value.Contains(word);

    /// <summary>Methods with [LoggerMessage], and what keeps a delegate that takes a logger.</summary>
    private static HashSet<string> DeclaredIn(Compilation compilation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var files = FileSigns.OfWords("LoggerMessage", "ILogger");
        foreach (var tree in compilation.SyntaxTrees.Where(files.AreIn))
        {
            foreach (var node in tree.GetRoot().DescendantNodes(node => node is not (BlockSyntax or ExpressionSyntax)))
            {
                switch (node)
                {
                    case MethodDeclarationSyntax { AttributeLists.Count: > 0 } method:
                        names.Add(method.Identifier.ValueText);
                        break;
                    case PropertyDeclarationSyntax { Type: GenericNameSyntax { Identifier.ValueText: "Action" or "Func" } } property:
                        names.Add(property.Identifier.ValueText);
                        break;
                    case VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: GenericNameSyntax { Identifier.ValueText: "Action" or "Func" } } } field:
                        names.Add(field.Identifier.ValueText);
                        break;
                }
            }
        }

        return names;
    }
}
