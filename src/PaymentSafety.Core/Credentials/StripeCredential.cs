namespace PaymentSafety.Core;

/// <summary>
/// The one scanner for Stripe-style credentials, used by analyzers, gate and runtime. It allocates nothing and reads each
/// character a bounded number of times, also on hostile input.
/// </summary>
/// <example>
/// <code>
/// foreach (var match in StripeCredential.Enumerate(text))
/// {
///     if (!match.IsPlaceholder) { … match.Start … match.Description … }
/// }
/// </code>
/// </example>
public static class StripeCredential
{
    /// <summary>Every credential and every placeholder for one, in the order of the text, without overlaps.</summary>
    public static CredentialEnumerator Enumerate(ReadOnlySpan<char> text) => new(text, anyLeft: false);

    /// <inheritdoc cref="Enumerate(ReadOnlySpan{char})"/>
    public static CredentialEnumerator Enumerate(string text) => Enumerate(text.AsSpan());

    /// <summary>The first credential that is no placeholder, from <paramref name="start"/> on. To read them all, use Enumerate.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, int start, out CredentialMatch match)
    {
        // The whole text goes in, not a slice: what stands before the start says whether a word begins there.
        foreach (var candidate in Enumerate(text))
        {
            if (candidate.Start >= start && !candidate.IsPlaceholder)
            {
                match = candidate;
                return true;
            }
        }

        match = default;
        return false;
    }

    /// <summary>Whether the whole text, blanks around it aside, is one credential or a placeholder for one.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CredentialMatch match)
    {
        var trimmed = text.Trim();
        var position = 0;
        if (PlainCredential.TryFindNext(trimmed, ref position, anyLeft: false, out match) && match.Start == 0 && match.Length == trimmed.Length)
        {
            match = match.MovedBy(text.Length - text.TrimStart().Length);
            return true;
        }

        match = default;
        return false;
    }

    /// <summary>
    /// Whether a text that stands where a credential belongs is a stand-in for one. Of texts in no known shape only those count as
    /// real that nobody would make up: 20 characters and more of letters and digits, random by the same measures.
    /// </summary>
    public static bool IsMadeUp(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return TryParse(text, out var match) ? match.IsPlaceholder : PlaceholderShape.IsMadeUp(text);
    }
}
