namespace PaymentSafety.Core;

/// <summary>
/// Client secrets (<c>pi_…_secret_BODY</c>, <c>src_client_secret_BODY</c>, <c>accs_secret__BODY</c>): no keys, and at home in a
/// browser, but who reads one in a log can confirm the payment or read the customer's data.
/// </summary>
internal static class ClientSecret
{
    private const string Marker = "_secret_";
    private const int ShortestBody = 16;

    /// <summary>The next body of a client secret; <paramref name="position"/> moves behind it.</summary>
    public static bool TryFindNext(ReadOnlySpan<char> text, ref int position, out int start, out int end)
    {
        while (position < text.Length)
        {
            var offset = text.Slice(position).IndexOf(Marker.AsSpan());
            if (offset < 0)
            {
                break;
            }

            start = position + offset + Marker.Length;
            while (start < text.Length && text[start] == '_')
            {
                start++;
            }

            end = start;
            var digits = 0;
            while (end < text.Length && PlainCredential.IsAlphanumeric(text[end]))
            {
                digits += text[end] is >= '0' and <= '9' ? 1 : 0;
                end++;
            }

            position = end;

            // A name such as aws_secret_accesskeyidentifier has words behind it, not random characters.
            if (end - start >= ShortestBody && digits > 0)
            {
                return true;
            }
        }

        position = text.Length;
        start = end = 0;
        return false;
    }
}
