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

    private static readonly bool[] IsWord = [.. Enumerable.Range(0, 128).Select(character => character == '_' || char.IsLetterOrDigit((char)character))];

    /// <summary>A power of two; a project has some thousand different words.</summary>
    private const int Remembered = 1 << 13;

    private readonly Func<string, bool> _isSought;

    /// <summary>Words that have been met, by hash, each in the one place where it can be: nearly every word of a source has been met before.</summary>
    private readonly Word?[] _met = new Word?[Remembered];

    /// <summary>All of them, for those that share a place.</summary>
    private readonly ConcurrentDictionary<ulong, Word> _allMet = new();

    public IdentifierSearch(Func<string, bool> isSought) => _isSought = isSought;

    public bool IsIn(SyntaxReference source) => IsIn(source.SyntaxTree.GetText(), source.Span);

    public bool IsIn(SourceText text, TextSpan span) => PlaceIn(text.ToString(span), 0) >= 0;

    /// <summary>Where in the text the words begin, in order.</summary>
    public IEnumerable<int> PlacesIn(SourceText text, TextSpan span)
    {
        var characters = text.ToString(span);
        for (var place = PlaceIn(characters, 0); place >= 0; place = PlaceIn(characters, EndOfWord(characters, place)))
        {
            yield return span.Start + place;
        }
    }

    /// <summary>The first word that is sought, from a place between words; -1 where there is none.</summary>
    private int PlaceIn(string characters, int from)
    {
        for (var i = from; i < characters.Length; i++)
        {
            if (!IsWordCharacter(characters[i]))
            {
                continue;
            }

            var start = i;
            var hash = FnvOffset;
            for (; i < characters.Length && IsWordCharacter(characters[i]); i++)
            {
                hash = (hash ^ characters[i]) * FnvPrime;
            }

            if (IsSought(hash, characters, start, i - start))
            {
                return start;
            }
        }

        return -1;
    }

    private static int EndOfWord(string characters, int place)
    {
        while (place < characters.Length && IsWordCharacter(characters[place]))
        {
            place++;
        }

        return place;
    }

    /// <summary>Latin letters, digits and the underscore by a table; any other letter as Unicode has it.</summary>
    private static bool IsWordCharacter(char character) => character < 128 ? IsWord[character] : char.IsLetterOrDigit(character);

    private bool IsSought(ulong hash, string characters, int start, int length)
    {
        ref var met = ref _met[(int)(hash ^ (hash >> 32)) & (Remembered - 1)];
        if (met is { } known && known.Hash == hash)
        {
            return known.IsSought;
        }

        if (!_allMet.TryGetValue(hash, out var word))
        {
            _allMet[hash] = word = new Word(hash, _isSought(characters.Substring(start, length)));
        }

        // A reference is written at once or not at all, whoever else writes there.
        met = word;
        return word.IsSought;
    }

    private sealed class Word(ulong hash, bool isSought)
    {
        public ulong Hash => hash;

        public bool IsSought => isSought;
    }
}
