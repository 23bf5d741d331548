namespace PaymentSafety.Preflight.Prices;

/// <summary>Ids that stand where a real one is to be written: <c>price_xxx</c>, <c>price_123</c>, <c>price_live_yyyyy</c>, <c>YOUR_PRICE_ID</c>.</summary>
internal static class PlaceholderId
{
    private static readonly string[] Words =
        ["your", "todo", "fixme", "example", "placeholder", "replace", "changeme", "insert", "dummy", "fake", "sample", "foobar", "goes"];

    public static bool Is(string id)
    {
        if (id.Contains("..", StringComparison.Ordinal) || HasWord(id))
            return true;
        var body = id.StartsWith("price_", StringComparison.Ordinal) ? id["price_".Length..] : null;
        if (body is null)
            return false;
        body = body.StartsWith("test_", StringComparison.Ordinal) || body.StartsWith("live_", StringComparison.Ordinal) ? body["test_".Length..] : body;
        return body.Length == 0 || IsCrossedOut(body, 'x') || IsCrossedOut(body, 'X') || (body.Length > 1 && body.All(character => character == body[0])) || IsCounting(body);
    }

    /// <summary>Four and more in a row, and a quarter of the whole: a random id has four at some place once in some hundred thousand, six once in a thousand million.</summary>
    private static bool IsCrossedOut(string body, char cross) => body.Contains(new string(cross, Math.Max(4, body.Length / 4)), StringComparison.Ordinal);

    /// <summary>A word of its own, or the start or end of one in other letters: a random id of 24 characters holds none of them by chance more than once in a million.</summary>
    private static bool HasWord(string id)
    {
        foreach (var part in id.Split('_', '-', '.'))
        {
            var word = part.ToLowerInvariant();
            if (Words.Any(known => word == known || (known.Length >= 4 && word.Length < 24 && (word.StartsWith(known, StringComparison.Ordinal) || (known.Length > 4 && word.EndsWith(known, StringComparison.Ordinal))))))
                return true;
        }

        return false;
    }

    /// <summary>123, abc, 1234567890abcdef: at least three, each the next of the one before.</summary>
    private static bool IsCounting(string body)
    {
        const string order = "1234567890abcdefghijklmnopqrstuvwxyz";
        var text = body.ToLowerInvariant();
        return text.Length >= 3 && (order.Contains(text, StringComparison.Ordinal) || "0123456789".StartsWith(text, StringComparison.Ordinal));
    }
}
