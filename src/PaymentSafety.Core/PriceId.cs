namespace PaymentSafety.Core;

/// <summary>
/// Price ids as Stripe gives them: <c>price_</c> and 14 or more random letters and digits, today 24. A name that begins alike
/// (<c>price_monthly</c>, <c>price_list_id</c>) is none, nor is one that was made up.
/// </summary>
public static class PriceId
{
    private const string Prefix = "price_";
    private const int ShortestBody = 14;

    /// <summary>The next price id of the text; <paramref name="position"/> moves behind it.</summary>
    public static bool TryFindNext(ReadOnlySpan<char> text, ref int position, out int start, out int length)
    {
        while (position < text.Length)
        {
            var offset = text.Slice(position).IndexOf(Prefix.AsSpan());
            if (offset < 0)
            {
                break;
            }

            start = position + offset;
            var end = start + Prefix.Length;
            while (end < text.Length && PlainCredential.IsAlphanumeric(text[end]))
            {
                end++;
            }

            position = end;
            length = end - start;
            if (TokenBoundary.IsTokenStart(text, start)
                && (end == text.Length || !TokenBoundary.IsWordCharacter(text[end]))
                && IsRandom(text.Slice(start + Prefix.Length, length - Prefix.Length)))
            {
                return true;
            }
        }

        position = text.Length;
        start = length = 0;
        return false;
    }

    private static bool IsRandom(ReadOnlySpan<char> body)
    {
        var (digits, upper, lower) = (0, 0, 0);
        foreach (var character in body)
        {
            digits += character is >= '0' and <= '9' ? 1 : 0;
            upper += character is >= 'A' and <= 'Z' ? 1 : 0;
            lower += character is >= 'a' and <= 'z' ? 1 : 0;
        }

        return body.Length >= ShortestBody && digits > 0 && upper > 0 && lower > 0 && PlaceholderShape.IsRandom(body);
    }
}
