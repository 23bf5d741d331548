namespace PaymentSafety.Analyzers;

/// <summary>Splits an identifier into its words: <c>_httpClientID</c>, <c>http_client_id</c> and <c>HttpClientId</c> are Http, Client, Id.</summary>
internal static class Words
{
    public static IReadOnlyList<string> Of(string identifier)
    {
        var words = new List<string>();
        for (var end = 0; Next(identifier, ref end) is { Length: > 0 } word;)
        {
            words.Add(word);
        }

        return words;
    }

    /// <summary>The first word; empty where there is none.</summary>
    public static string First(string identifier)
    {
        var end = 0;
        return Next(identifier, ref end);
    }

    private static string Next(string identifier, ref int end)
    {
        var start = end;
        while (start < identifier.Length && !char.IsLetterOrDigit(identifier[start]))
        {
            start++;
        }

        end = start;
        while (end < identifier.Length && char.IsLetterOrDigit(identifier[end]) && (end == start || !IsWordStart(identifier, end)))
        {
            end++;
        }

        return identifier.Substring(start, end - start);
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
