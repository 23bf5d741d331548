using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PaymentSafety.Analyzers;

/// <summary>
/// Whether a piece of source names something that is looked for, by its characters alone: without nodes, tokens or symbols, so that code of which there is no more to
/// ask costs next to nothing. Words in comments and literals count too: it may say yes too often, and never no too early.
/// </summary>
internal sealed class IdentifierSearch
{
    private const ulong FnvOffset = 14695981039346656037, FnvPrime = 1099511628211;

    private readonly Func<string, bool> _isSought;
    private readonly ConcurrentDictionary<ulong, bool> _known = new();

    public IdentifierSearch(Func<string, bool> isSought) => _isSought = isSought;

    public bool IsIn(SyntaxReference source) => IsIn(source.SyntaxTree.GetText(), source.Span);

    public bool IsIn(SyntaxTree source) => source.GetText() is var text && IsIn(text, new TextSpan(0, text.Length));

    public bool IsIn(SourceText text, TextSpan span)
    {
        var characters = new char[span.Length];
        text.CopyTo(span.Start, characters, 0, characters.Length);
        var start = -1;
        var hash = FnvOffset;
        for (var i = 0; i <= characters.Length; i++)
        {
            if (i < characters.Length && (char.IsLetterOrDigit(characters[i]) || characters[i] == '_'))
            {
                start = start < 0 ? i : start;
                hash = (hash ^ characters[i]) * FnvPrime;
            }
            else if (start >= 0)
            {
                if (IsSought(hash, characters, start, i - start))
                {
                    return true;
                }

                (start, hash) = (-1, FnvOffset);
            }
        }

        return false;
    }

    private bool IsSought(ulong hash, char[] characters, int start, int length)
    {
        if (!_known.TryGetValue(hash, out var isSought))
        {
            _known[hash] = isSought = _isSought(new string(characters, start, length));
        }

        return isSought;
    }
}
