using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PaymentSafety.Analyzers.Http;

/// <summary>Looks for a word in a source before anything is bound: most files do not hold it, and no text is copied to find that out.</summary>
internal static class SourceSearch
{
    private const int BufferSize = 4096;

    public static bool Contains(SyntaxTree tree, string word, StringComparison comparison = StringComparison.Ordinal) => Contains(tree.GetText(), word, comparison);

    public static bool Contains(SourceText text, string word, StringComparison comparison)
    {
        var buffer = new char[BufferSize];
        for (var start = 0; start < text.Length; start += BufferSize - word.Length)
        {
            var count = Math.Min(BufferSize, text.Length - start);
            text.CopyTo(start, buffer, 0, count);
            if (buffer.AsSpan(0, count).IndexOf(word.AsSpan(), comparison) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
