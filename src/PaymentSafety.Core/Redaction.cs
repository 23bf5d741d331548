using System.Text;

namespace PaymentSafety.Core;

/// <summary>
/// Masks what must not be printed. It is on the safe side: a placeholder or a longer word that holds a prefix is masked as well,
/// because a letter too few in a log is no harm and a key in it is.
/// </summary>
public static class Redaction
{
    private const string Ellipsis = "…";
    private const int ShownDigits = 4;

    /// <summary>A key with fewer characters behind its prefix shows none of them.</summary>
    private const int ShortestShownBody = 16;

    /// <summary>
    /// The text with every Stripe-style credential, client secret and card number masked. Keys keep their prefix, cards their last
    /// four digits (PCI DSS v4.0.1, 3.4.1); track data keeps nothing. The text itself is returned where there is nothing to mask.
    /// </summary>
    public static string Mask(string text)
    {
        if (text is null)
        {
            throw new ArgumentNullException(nameof(text));
        }

        return MaskCards(MaskClientSecrets(MaskCredentials(text)));
    }

    /// <summary>
    /// A key that is in use as Stripe's Dashboard names it: prefix, then the last four characters (<c>rk_live_…7j4q</c>). What is no
    /// Stripe-style key, or too short to be one, gives its prefix at most.
    /// </summary>
    public static string MaskKey(string? key)
    {
        if (key is null || !StripeCredential.TryParse(key.AsSpan(), out var match))
        {
            return Ellipsis;
        }

        var body = match.End - match.BodyLength;
        var prefix = key.Substring(match.Start, body - match.Start);
        return match.BodyLength < ShortestShownBody ? prefix + Ellipsis : prefix + Ellipsis + key.Substring(match.End - 4, 4);
    }

    private static string MaskCredentials(string text)
    {
        StringBuilder? masked = null;
        var copied = 0;
        foreach (var match in new CredentialEnumerator(text.AsSpan(), anyLeft: true))
        {
            if (match.BodyLength == 0)
            {
                continue;
            }

            masked ??= new StringBuilder(text.Length);
            var shown = Math.Max(copied, match.IsEncoded ? match.Start : match.End - match.BodyLength);
            masked.Append(text, copied, shown - copied).Append(Ellipsis);
            copied = Math.Max(copied, match.End);
        }

        return Finish(masked, text, copied);
    }

    private static string MaskClientSecrets(string text)
    {
        StringBuilder? masked = null;
        var copied = 0;
        var position = 0;
        while (ClientSecret.TryFindNext(text.AsSpan(), ref position, out var start, out var end))
        {
            masked ??= new StringBuilder(text.Length);
            masked.Append(text, copied, start - copied).Append(Ellipsis);
            copied = end;
        }

        return Finish(masked, text, copied);
    }

    private static string MaskCards(string text)
    {
        StringBuilder? masked = null;
        var copied = 0;
        foreach (var match in CardNumber.Enumerate(text.AsSpan(), CardBrands.All))
        {
            masked ??= new StringBuilder(text.Length);
            masked.Append(text, copied, match.Start - copied);
            var hidden = match.Digits - ShownDigits;
            for (var i = match.Start; i < match.End; i++)
            {
                var isDigit = text[i] is >= '0' and <= '9';
                masked.Append(isDigit && hidden-- > 0 ? '*' : text[i]);
            }

            masked.Append('*', match.TrackDataLength);
            copied = match.End + match.TrackDataLength;
        }

        return Finish(masked, text, copied);
    }

    private static string Finish(StringBuilder? masked, string text, int copied) =>
        masked is null ? text : masked.Append(text, copied, text.Length - copied).ToString();
}
