using System.Text.RegularExpressions;
using PaymentSafety.Core;

namespace PaymentSafety.Database;

/// <summary>What may be shown of words that a server or a driver wrote.</summary>
internal static partial class ServerText
{
    private const int LongestText = 300;

    /// <summary>One line without the password, keys and control characters, fit for the end of a sentence.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="secrets">Values that must not be shown, whatever their length.</param>
    public static string Clean(string text, params ReadOnlySpan<string?> secrets)
    {
        foreach (var secret in secrets)
        {
            // A word that is masked inside of other words could be guessed from what is left.
            if (!string.IsNullOrEmpty(secret) && text.Contains(secret, StringComparison.OrdinalIgnoreCase))
                return "the server's own words are left out, because they hold the password";
        }

        text = Blanks().Replace(Redaction.Mask(text), " ").Trim().TrimEnd('.');
        return text.Length <= LongestText ? text : text[..LongestText] + "…";
    }

    [GeneratedRegex(@"[\s\p{C}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
