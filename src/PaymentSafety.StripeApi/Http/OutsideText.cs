using System.Text.RegularExpressions;
using PaymentSafety.Core;

namespace PaymentSafety.StripeApi;

/// <summary>What may be shown of text that Stripe, a proxy or the network layer wrote.</summary>
internal static partial class OutsideText
{
    private const int LongestText = 300;

    /// <summary>
    /// One line without keys and control characters: what a proxy sends back must neither show a key nor write lines of its own into the
    /// log of a build, where a line can be a command.
    /// </summary>
    /// <param name="key">The key in use, hidden whatever its shape.</param>
    public static string Clean(string text, string? key = null)
    {
        if (!string.IsNullOrEmpty(key)) text = text.Replace(key, Redaction.MaskKey(key), StringComparison.Ordinal);
        text = Blanks().Replace(Redaction.Mask(text), " ").Trim();
        return text.Length <= LongestText ? text : text[..LongestText] + "…";
    }

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
