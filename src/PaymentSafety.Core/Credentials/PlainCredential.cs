namespace PaymentSafety.Core;

/// <summary>
/// Credentials as they are written: <c>(sk|rk|pk|ek|uk)_(live|test)_BODY</c>, <c>rkcs_test_BODY</c>,
/// <c>sk_org_(live_|test_)?BODY</c>, <c>whsec_BODY</c>. Every one has a <c>_</c> behind a fixed word, so the text is searched for
/// <c>_</c> by the vectorised IndexOf and nothing is looked at twice: the scan is linear whatever the text is.
/// </summary>
internal static class PlainCredential
{
    /// <summary>The next credential or placeholder from <paramref name="position"/> on, which moves behind it.</summary>
    /// <param name="anyLeft">
    /// Do not ask for the start of a word. That is for masking, where a letter too much is better than a key in a log.
    /// </param>
    public static bool TryFindNext(ReadOnlySpan<char> text, ref int position, bool anyLeft, out CredentialMatch match)
    {
        while (position < text.Length)
        {
            var offset = text.Slice(position).IndexOf('_');
            if (offset < 0)
            {
                break;
            }

            var underscore = position + offset;
            position = underscore + 1;
            if (TryReadPrefix(text, underscore, out var prefix)
                && (anyLeft || TokenBoundary.IsTokenStart(text, prefix.Start))
                && TryReadBody(text, prefix, out match))
            {
                position = match.End;
                return true;
            }
        }

        position = text.Length;
        match = default;
        return false;
    }

    private static bool TryReadPrefix(ReadOnlySpan<char> text, int underscore, out Prefix prefix)
    {
        prefix = default;
        if (underscore < 2)
        {
            return false;
        }

        // The letter before the underscore rules out nearly every underscore of ordinary source at once.
        switch (text[underscore - 1])
        {
            case 'k':
                return TryReadKeyPrefix(text, underscore, out prefix);
            case 's' when EndsWith(text, underscore, "rkcs") && HasAt(text, underscore + 1, "test_"):
                prefix = new Prefix(CredentialKind.ClaimableTest, CredentialMode.Test, underscore - 4, underscore + 6);
                return true;
            case 'c' when EndsWith(text, underscore, "whsec"):
                prefix = new Prefix(CredentialKind.Webhook, CredentialMode.None, underscore - 5, underscore + 1);
                return true;
            default:
                return false;
        }
    }

    private static bool TryReadKeyPrefix(ReadOnlySpan<char> text, int underscore, out Prefix prefix)
    {
        prefix = default;
        CredentialKind kind;
        switch (text[underscore - 2])
        {
            case 's': kind = CredentialKind.Secret; break;
            case 'r': kind = CredentialKind.Restricted; break;
            case 'p': kind = CredentialKind.Publishable; break;
            case 'e': kind = CredentialKind.Ephemeral; break;
            case 'u': kind = CredentialKind.User; break;
            default: return false;
        }

        var start = underscore - 2;
        var next = underscore + 1;
        if (kind == CredentialKind.Secret && HasAt(text, next, "org_"))
        {
            kind = CredentialKind.Organisation;
            next += 4;
        }

        var mode = HasAt(text, next, "live_") ? CredentialMode.Live : HasAt(text, next, "test_") ? CredentialMode.Test : CredentialMode.None;
        if (mode == CredentialMode.None && kind != CredentialKind.Organisation)
        {
            return false;
        }

        prefix = new Prefix(kind, mode, start, mode == CredentialMode.None ? next : next + 5);
        return true;
    }

    private static bool TryReadBody(ReadOnlySpan<char> text, Prefix prefix, out CredentialMatch match)
    {
        var end = prefix.BodyStart;
        var isBase64 = prefix.Kind is CredentialKind.Ephemeral or CredentialKind.Webhook;
        while (end < text.Length && (IsAlphanumeric(text[end]) || (isBase64 && text[end] is '+' or '/')))
        {
            end++;
        }

        if (isBase64 && end > prefix.BodyStart)
        {
            for (var padding = 0; padding < 2 && end < text.Length && text[end] == '='; padding++)
            {
                end++;
            }
        }

        var body = text.Slice(prefix.BodyStart, end - prefix.BodyStart);
        var after = text.Slice(end);
        if (body.IsEmpty && !PlaceholderShape.IsMask(after) && !PlaceholderShape.IsTemplate(after))
        {
            // A bare prefix is what code that checks keys holds: StartsWith("sk_live_"), ^sk_live_[A-Za-z0-9]+$.
            match = default;
            return false;
        }

        var placeholder = PlaceholderShape.Examine(prefix.Kind, body, after);
        var length = end - prefix.Start;
        match = new CredentialMatch(prefix.Kind, prefix.Mode, prefix.Start, length, body.Length, placeholder, length);
        return true;
    }

    internal static bool IsAlphanumeric(char character) =>
        character is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');

    private static bool HasAt(ReadOnlySpan<char> text, int index, string value) =>
        index <= text.Length && text.Slice(index).StartsWith(value.AsSpan());

    private static bool EndsWith(ReadOnlySpan<char> text, int end, string value) => text.Slice(0, end).EndsWith(value.AsSpan());

    private readonly struct Prefix(CredentialKind kind, CredentialMode mode, int start, int bodyStart)
    {
        public CredentialKind Kind { get; } = kind;

        public CredentialMode Mode { get; } = mode;

        public int Start { get; } = start;

        public int BodyStart { get; } = bodyStart;
    }
}
