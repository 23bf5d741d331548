namespace PaymentSafety.Core;

/// <summary>
/// Credentials in base64, where they begin the encoded text: HTTP Basic authentication (<c>key:</c>), Kubernetes secrets, Docker
/// credentials. Their prefixes encode to fixed words, which are searched for by the vectorised IndexOf.
/// </summary>
internal ref struct EncodedCredential
{
    /// <summary>
    /// What the prefixes encode to: <c>?k_</c> to <c>c2tf cmtf cGtf ZWtf dWtf</c>, of which "tf" is common; <c>whsec_</c> and
    /// <c>rkcs_t</c> have words of their own.
    /// </summary>
    private const string KeyAnchor = "tf";
    private const string WebhookAnchor = "d2hzZWNf";
    private const string ClaimableAnchor = "cmtjc190";

    /// <summary>Enough for the longest credential, 255 characters, in base64.</summary>
    private const int LongestDecoded = 258;

    private readonly ReadOnlySpan<char> _text;
    private int _key;
    private int _webhook;
    private int _claimable;

    public EncodedCredential(ReadOnlySpan<char> text)
    {
        _text = text;
        _key = IndexOf(KeyAnchor, 0);
        _webhook = IndexOf(WebhookAnchor, 0);
        _claimable = IndexOf(ClaimableAnchor, 0);
    }

    /// <summary>The next one that begins at or after <paramref name="position"/>.</summary>
    public bool TryFindNext(int position, out CredentialMatch match)
    {
        while (true)
        {
            var anchor = Math.Min(_key, Math.Min(_webhook, _claimable));
            if (anchor == int.MaxValue)
            {
                match = default;
                return false;
            }

            var start = anchor;
            if (anchor == _key)
            {
                start = anchor - 2;
                _key = IndexOf(KeyAnchor, anchor + 1);
            }
            else if (anchor == _webhook)
            {
                _webhook = IndexOf(WebhookAnchor, anchor + 1);
            }
            else
            {
                _claimable = IndexOf(ClaimableAnchor, anchor + 1);
            }

            if (start >= position && TryRead(start, out match))
            {
                return true;
            }
        }
    }

    private bool TryRead(int start, out CredentialMatch match)
    {
        match = default;
        if (!HasEncodedPrefix(_text.Slice(start)) || !TokenBoundary.IsTokenStart(_text, start))
        {
            return false;
        }

        // Only as far as the longest credential goes: where nothing is found, the run may be read again from its next anchor.
        Span<char> decoded = stackalloc char[LongestDecoded];
        decoded = decoded.Slice(0, Decode(_text.Slice(start), decoded));
        var position = 0;
        if (!PlainCredential.TryFindNext(decoded, ref position, anyLeft: false, out var inner) || inner.Start != 0)
        {
            return false;
        }

        match = inner.EncodedAt(start, LengthOfRun(_text.Slice(start)));
        return true;
    }

    private static bool HasEncodedPrefix(ReadOnlySpan<char> token)
    {
        if (token.Length < 9)
        {
            return false;
        }

        return token[0] switch
        {
            'd' when token[1] == '2' => true,
            'c' or 'Z' or 'd' => token[3] != 'f' || token.Slice(4).StartsWith("bGl2ZV".AsSpan()) || token.Slice(4).StartsWith("dGVzdF".AsSpan())
                || token.Slice(4).StartsWith("b3JnX".AsSpan()),
            _ => false,
        };
    }

    /// <summary>Decodes the base64 run that the text begins with, as far as there is room, and returns the number of characters written.</summary>
    private static int Decode(ReadOnlySpan<char> text, Span<char> decoded)
    {
        var bits = 0;
        var buffered = 0;
        var written = 0;
        for (var i = 0; i < text.Length && written < decoded.Length; i++)
        {
            var value = ValueOf(text[i]);
            if (value < 0)
            {
                break;
            }

            bits = ((bits << 6) | value) & 0xFFFF;
            buffered += 6;
            if (buffered >= 8)
            {
                buffered -= 8;
                decoded[written++] = (char)((bits >> buffered) & 0xFF);
            }
        }

        return written;
    }

    private static int LengthOfRun(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && ValueOf(text[end]) >= 0)
        {
            end++;
        }

        for (var padding = 0; padding < 2 && end < text.Length && text[end] == '='; padding++)
        {
            end++;
        }

        return end;
    }

    private static int ValueOf(char character) => character switch
    {
        >= 'A' and <= 'Z' => character - 'A',
        >= 'a' and <= 'z' => character - 'a' + 26,
        >= '0' and <= '9' => character - '0' + 52,
        '+' or '-' => 62,
        '/' or '_' => 63,
        _ => -1,
    };

    private readonly int IndexOf(string anchor, int from)
    {
        // An anchor's own start must leave room for the two letters before "tf".
        from = anchor == KeyAnchor ? Math.Max(from, 2) : from;
        if (from >= _text.Length)
        {
            return int.MaxValue;
        }

        var offset = _text.Slice(from).IndexOf(anchor.AsSpan());
        return offset < 0 ? int.MaxValue : from + offset;
    }
}
