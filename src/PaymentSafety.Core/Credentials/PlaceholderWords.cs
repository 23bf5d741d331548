namespace PaymentSafety.Core;

/// <summary>
/// Words that people write where a key belongs. Only whole spellings count (lower, UPPER or Capitalised), and none shorter than
/// four letters: three turn up in every hundredth random key.
/// </summary>
internal static class PlaceholderWords
{
    /// <summary>Four letters are proof only where there is not much room for chance.</summary>
    private const int LongestBodyForShortWords = 40;

    private const string Words =
        "your here fake mock demo todo test none null this some temp real "
        + "example sample placeholder replace insert change dummy secret stripe publishable webhook redact hidden masked testing "
        + "qwerty asdfgh invalid random token enter string value lorem ipsum foobar foobaz password account customer payment "
        + "mykey apikey never expired revoked wrong missing hello world production development staging integration private public "
        + "valid nothing empty config restricted signing endpoint local sandbox unknown default ignore pretend mocked unused "
        + "fixture fiction server client notreal bogus goes company website university student tutorial workshop course paste supply "
        + "provide yours fixme notakey blahblah deadbeef";

    private static readonly string[][] ByFirstLetter = Words.Split(' ')
        .GroupBy(word => word[0])
        .Aggregate(
            Enumerable.Repeat(Array.Empty<string>(), 26).ToArray(),
            (table, words) =>
            {
                table[words.Key - 'a'] = words.ToArray();
                return table;
            });

    public static bool Occur(ReadOnlySpan<char> body)
    {
        var shortest = body.Length <= LongestBodyForShortWords ? 4 : 5;
        for (var i = 0; i <= body.Length - shortest; i++)
        {
            var letter = (body[i] | 0x20) - 'a';
            if (letter is < 0 or >= 26)
            {
                continue;
            }

            foreach (var word in ByFirstLetter[letter])
            {
                if (word.Length >= shortest && IsSpelledAt(body, i, word))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsSpelledAt(ReadOnlySpan<char> body, int index, string word)
    {
        if (index + word.Length > body.Length)
        {
            return false;
        }

        var firstIsUpper = IsUpper(body[index]);
        var restIsUpper = IsUpper(body[index + 1]);
        if (restIsUpper && !firstIsUpper)
        {
            return false;
        }

        for (var i = 1; i < word.Length; i++)
        {
            if (body[index + i] != (restIsUpper ? (char)(word[i] & ~0x20) : word[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUpper(char character) => character is >= 'A' and <= 'Z';
}
