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

    /// <summary>A power of two; a project has some thousand different words.</summary>
    private const int Remembered = 1 << 13;

    private readonly Func<string, bool> _isSought;

    /// <summary>Words that are known not to be sought, by hash, each in the one place where it can be: nearly every word of a source has been met before.</summary>
    private readonly Word?[] _notSought = new Word?[Remembered];

    /// <summary>All of them, for those that share a place.</summary>
    private readonly ConcurrentDictionary<ulong, Word> _allNotSought = new();

    public IdentifierSearch(Func<string, bool> isSought) => _isSought = isSought;

    public bool IsIn(SyntaxReference source) => IsIn(source.SyntaxTree.GetText(), source.Span);

    public bool IsIn(SourceText text, TextSpan span)
    {
        var characters = text.ToString(span);
        var start = -1;
        var hash = FnvOffset;
        for (var i = 0; i <= characters.Length; i++)
        {
            if (i < characters.Length && IsWordCharacter(characters[i]))
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

    private static bool IsWordCharacter(char character) =>
        (uint)((character | 0x20) - 'a') <= 'z' - 'a' || (uint)(character - '0') <= 9 || character == '_' || (character > 127 && char.IsLetterOrDigit(character));

    private bool IsSought(ulong hash, string characters, int start, int length)
    {
        ref var known = ref _notSought[(int)(hash ^ (hash >> 32)) & (Remembered - 1)];
        if (known?.Hash == hash)
        {
            return false;
        }

        if (!_allNotSought.TryGetValue(hash, out var word))
        {
            if (_isSought(characters.Substring(start, length)))
            {
                return true;
            }

            _allNotSought[hash] = word = new Word(hash);
        }

        // A reference is written at once or not at all, whoever else writes there.
        known = word;
        return false;
    }

    private sealed class Word(ulong hash)
    {
        public ulong Hash => hash;
    }
}
