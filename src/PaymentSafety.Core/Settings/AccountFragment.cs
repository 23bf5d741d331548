namespace PaymentSafety.Core;

/// <summary>
/// The part of an account's id that newer keys and objects carry: the last ten characters of it. Stripe promises neither, so that what
/// follows from it is a warning and never an error.
/// </summary>
internal static class AccountFragment
{
    private const int Length = 10;
    private const int AccountBody = 16;

    /// <summary>Keys of 2020 and later: sk_live_5, the account's sixteen characters, which begin with 1, and a long rest.</summary>
    private const int ShortestBody = 40;

    /// <summary>The fragment of a key; null for one that carries none.</summary>
    public static string? OfKey(string value)
    {
        var key = value.Trim();
        if (!StripeCredential.TryParse(key.AsSpan(), out var match) || match.Kind is CredentialKind.Webhook or CredentialKind.Organisation or CredentialKind.Ephemeral)
        {
            return null;
        }

        var body = key.Substring(key.LastIndexOf('_') + 1);
        return body.Length >= ShortestBody && body.StartsWith("51", StringComparison.Ordinal) ? body.Substring(1 + AccountBody - Length, Length) : null;
    }

    /// <summary>The fragment of a price: price_1, five characters, the fragment, eight more; null for another shape.</summary>
    public static string? OfPrice(string id)
    {
        const string prefix = "price_1";
        return id.Length == prefix.Length + 5 + Length + 8 && id.StartsWith(prefix, StringComparison.Ordinal) && id.IndexOf('_', prefix.Length) < 0
            ? id.Substring(prefix.Length + 5, Length)
            : null;
    }

    /// <summary>The fragment of an account id.</summary>
    public static string? OfAccount(string id) => id.StartsWith("acct_", StringComparison.Ordinal) && id.Length >= "acct_".Length + Length ? id.Substring(id.Length - Length) : null;
}
