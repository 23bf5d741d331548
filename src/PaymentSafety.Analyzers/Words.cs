namespace PaymentSafety.Analyzers;

/// <summary>Splits an identifier into its words: <c>_httpClientID</c>, <c>http_client_id</c> and <c>HttpClientId</c> are Http, Client, Id.</summary>
internal static class Words
{
    public static IReadOnlyList<string> Of(string identifier) => Of(identifier, int.MaxValue);

    /// <summary>The first word; the identifier itself where it has none.</summary>
    public static string First(string identifier) => Of(identifier, 1) is { Count: > 0 } words ? words[0] : identifier;

    private static List<string> Of(string identifier, int most)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= identifier.Length && words.Count < most; i++)
        {
            var isLetterOrDigit = i < identifier.Length && char.IsLetterOrDigit(identifier[i]);
            if (start >= 0 && (!isLetterOrDigit || IsWordStart(identifier, i)))
            {
                words.Add(identifier.Substring(start, i - start));
                start = -1;
            }

            if (start < 0 && isLetterOrDigit)
            {
                start = i;
            }
        }

        return words;
    }

    private static bool IsWordStart(string text, int i)
    {
        if (!char.IsUpper(text[i]))
        {
            return false;
        }

        // The last capital of a run begins the next word: HTTPClient is HTTP, Client.
        return !char.IsUpper(text[i - 1]) || (i + 1 < text.Length && char.IsLower(text[i + 1]));
    }
}
