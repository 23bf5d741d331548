using System.Text.RegularExpressions;

namespace PaymentSafety.StripeApi;

/// <summary>What may be shown of a key, and of text that Stripe, a proxy or the network layer wrote.</summary>
internal static partial class OutsideText
{
    private const int LongestText = 300;

    /// <summary>Prefix and last four characters of a key.</summary>
    public static string MaskKey(string key)
    {
        var prefix = KeyPrefix().Match(key).Value;
        return prefix.Length > 0 && key.Length - prefix.Length >= 12 ? $"{prefix}…{key[^4..]}" : "…";
    }

    /// <summary>
    /// One line without keys and control characters: what a proxy sends back must neither show a key nor write lines of its own into the
    /// log of a build, where a line can be a command.
    /// </summary>
    public static string Clean(string text, string? key = null)
    {
        if (!string.IsNullOrEmpty(key)) text = text.Replace(key, MaskKey(key), StringComparison.Ordinal);
        text = AnyKey().Replace(text, match => MaskKey(match.Value));
        text = Blanks().Replace(text, " ").Trim();
        return text.Length <= LongestText ? text : text[..LongestText] + "…";
    }

    [GeneratedRegex("^(?:sk|rk|pk|rkcs)_(?:org_)?(?:test|live)_|^whsec_", RegexOptions.CultureInvariant)]
    private static partial Regex KeyPrefix();

    [GeneratedRegex("(?:sk|rk|pk|rkcs|whsec)_[A-Za-z0-9_]+", RegexOptions.CultureInvariant)]
    private static partial Regex AnyKey();

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
