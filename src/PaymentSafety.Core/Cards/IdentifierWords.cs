using System.Text;

namespace PaymentSafety.Core;

/// <summary>Splits an identifier into its lower-case words: camelCase, PascalCase, snake_case, digits, and flattened spellings.</summary>
internal static class IdentifierWords
{
    /// <summary>Words that flattened names (<c>creditcardnumber</c>) are made of. A name is only taken apart where all of it is covered.</summary>
    private static readonly HashSet<string> Vocabulary = new(
        ("credit debit card payment bank number num no nbr nr digits primary account raw full clear plain client secret api key webhook signing "
        + "endpoint stripe restricted cvc cvv ccv cvn csc cav pan code security verification value holder name expiry expiration date month year "
        + "masked mask hash hashed token last four first cc mag magnetic track data pin block type brand id not present is valid my user customer "
        + "billing the new old current").Split(' '));

    private const int ShortestFlattened = 4;

    /// <summary>The words of the last part of a dotted name, in order.</summary>
    public static List<string> Of(string identifier)
    {
        var name = identifier.Substring(identifier.LastIndexOf('.') + 1);
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var character = name[i];
            if (!char.IsLetterOrDigit(character))
            {
                Flush(word, words);
                continue;
            }

            if (word.Length > 0 && StartsWord(name, i))
            {
                Flush(word, words);
            }

            word.Append(char.ToLowerInvariant(character));
        }

        Flush(word, words);
        return words;
    }

    private static bool StartsWord(string name, int index)
    {
        var previous = name[index - 1];
        var current = name[index];
        if (char.IsDigit(current) != char.IsDigit(previous))
        {
            return true;
        }

        // The P of "PANNumber" goes on; its second N begins "Number".
        return char.IsUpper(current) && (!char.IsUpper(previous) || (index + 1 < name.Length && char.IsLower(name[index + 1])));
    }

    private static void Flush(StringBuilder word, List<string> words)
    {
        if (word.Length == 0)
        {
            return;
        }

        var text = word.ToString();
        word.Clear();
        var parts = text.Length >= ShortestFlattened && !Vocabulary.Contains(text) ? TakeApart(text) : null;
        if (parts is null)
        {
            words.Add(text);
        }
        else
        {
            words.AddRange(parts);
        }
    }

    private static List<string>? TakeApart(string text)
    {
        // From the end, so that each place knows whether, and by which word, the rest can be covered.
        var wordAt = new string?[text.Length + 1];
        wordAt[text.Length] = string.Empty;
        for (var start = text.Length - 1; start >= 0; start--)
        {
            for (var length = text.Length - start; length >= 2; length--)
            {
                if (wordAt[start + length] is not null && Vocabulary.Contains(text.Substring(start, length)))
                {
                    wordAt[start] = text.Substring(start, length);
                    break;
                }
            }
        }

        if (wordAt[0] is null)
        {
            return null;
        }

        var parts = new List<string>();
        for (var start = 0; start < text.Length; start += wordAt[start]!.Length)
        {
            parts.Add(wordAt[start]!);
        }

        return parts;
    }
}
