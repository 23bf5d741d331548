using PaymentSafety.Core;

namespace PaymentSafety.Runtime.Masking;

/// <summary>
/// Redaction for every line of a log: rules out at the speed of a memory scan what can hold nothing, and leaves the rest to <see cref="Redaction"/>, which knows
/// the shapes. A test compares the two over generated texts.
/// </summary>
internal static class SensitiveText
{
    private const int FewestDigitsInARow = 12;
    private const int Group = 4;

    public static string Mask(string text) => MayHold(text) ? Redaction.Mask(text) : text;

    /// <summary>False only where <see cref="Redaction.Mask"/> would change nothing.</summary>
    public static bool MayHold(ReadOnlySpan<char> text) => MayHoldPrefix(text) || MayHoldEncoded(text) || MayHoldCard(text);

    /// <summary>sk_, rk_, pk_, ek_, uk_, rkcs_, whsec_, and _secret_ of client secrets.</summary>
    private static bool MayHoldPrefix(ReadOnlySpan<char> text)
    {
        var from = 0;
        while (text[from..].IndexOf('_') is >= 0 and var offset)
        {
            var at = from + offset;
            from = at + 1;
            if (text[from..].StartsWith("secret_", StringComparison.Ordinal)) return true;
            if (at < 2) continue;
            switch (text[at - 1])
            {
                case 'k' when text[at - 2] is 's' or 'r' or 'p' or 'e' or 'u':
                case 's' when text[at - 2] == 'c':
                case 'c' when text[at - 2] == 'e':
                    return true;
            }
        }

        return false;
    }

    /// <summary>The same prefixes in base64: c2tf, cmtf, cGtf, ZWtf, dWtf, cmtjc190, d2hzZWNf.</summary>
    private static bool MayHoldEncoded(ReadOnlySpan<char> text)
    {
        var from = 0;
        while (text[from..].IndexOf("tf".AsSpan()) is >= 0 and var offset)
        {
            var at = from + offset;
            from = at + 2;
            if (at >= 2 && (text[at - 2], text[at - 1]) is ('c', '2') or ('c', 'm') or ('c', 'G') or ('Z', 'W') or ('d', 'W')) return true;
        }

        return text.IndexOf("d2hz".AsSpan()) >= 0 || text.IndexOf("cmtjc".AsSpan()) >= 0;
    }

    /// <summary>Twelve digits in a row, or four and a separator and four more. One pass from the first digit on: an ordinary line has many short rows of them.</summary>
    private static bool MayHoldCard(ReadOnlySpan<char> text)
    {
        var first = text.IndexOfAnyInRange('0', '9');
        if (first < 0) return false;
        int row = 0, before = 0;
        foreach (var character in text[first..])
        {
            if (char.IsAsciiDigit(character))
            {
                row++;
                if (row >= FewestDigitsInARow || (row >= Group && before >= Group)) return true;
            }
            else
            {
                before = character is ' ' or '-' or '\u00A0' ? row : 0;
                row = 0;
            }
        }

        return false;
    }
}
