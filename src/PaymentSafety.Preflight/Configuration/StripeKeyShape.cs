namespace PaymentSafety.Preflight.Configuration;

/// <summary>What the prefix of a configured key says, and what makes it unusable. Unlike a scan for leaked keys, a short or made-up key counts here too.</summary>
internal readonly record struct StripeKeyShape(StripeKeyKind Kind, StripeMode? Mode)
{
    // Stripe's shortest keys have 24 characters after the prefix; a stand-in's may be shorter, an unfinished copy is.
    private const int ShortestKey = 16;

    private static readonly (string Prefix, StripeKeyShape Shape)[] Prefixes =
    [
        ("sk_live_", new(StripeKeyKind.Secret, StripeMode.Live)),
        ("sk_test_", new(StripeKeyKind.Secret, StripeMode.Test)),
        ("rk_live_", new(StripeKeyKind.Secret, StripeMode.Live)),
        ("rk_test_", new(StripeKeyKind.Secret, StripeMode.Test)),
        ("rkcs_test_", new(StripeKeyKind.Secret, StripeMode.Test)),
        ("sk_org_live_", new(StripeKeyKind.Secret, StripeMode.Live)),
        ("sk_org_test_", new(StripeKeyKind.Secret, StripeMode.Test)),
        ("sk_org_", new(StripeKeyKind.Secret, null)),
        ("pk_live_", new(StripeKeyKind.Publishable, StripeMode.Live)),
        ("pk_test_", new(StripeKeyKind.Publishable, StripeMode.Test)),
    ];

    /// <summary>Reads the prefix, past blanks and quotes.</summary>
    public static StripeKeyShape Of(string value)
    {
        var trimmed = Trim(value);
        return Prefixes.FirstOrDefault(candidate => trimmed.StartsWith(candidate.Prefix, StringComparison.Ordinal)).Shape;
    }

    /// <summary>Prefix and last four characters, as Stripe's Dashboard shows a key; <c>…</c> for what is no key.</summary>
    public static string Mask(string value)
    {
        var trimmed = Trim(value);
        var prefix = Prefixes.FirstOrDefault(candidate => trimmed.StartsWith(candidate.Prefix, StringComparison.Ordinal)).Prefix;
        return prefix is not null && trimmed.Length - prefix.Length >= 12 ? $"{prefix}…{trimmed[^4..]}" : (prefix ?? "") + "…";
    }

    /// <summary>Why a request with this value could never succeed, as the end of "is not a usable key: …"; null when it may.</summary>
    public static string? Unusable(string value, StripeKeyKind expected)
    {
        if (value.Length > 1 && value[0] is '"' or '\'' or '`' && value[^1] == value[0])
            return "it is in quotes";
        if (value.Length > 0 && char.IsWhiteSpace(value[0]))
            return "it has a blank at its start";
        if (value.Length > 0 && char.IsWhiteSpace(value[^1]))
            return "it has a blank at its end";
        if (value.AsSpan().IndexOfAny("*…•") >= 0 || value.Contains("...", StringComparison.Ordinal))
            return "it is a masked copy";
        if (value.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return "it has a character that no key has";
        if (Of(value).Kind != expected)
        {
            return (expected, Of(value).Kind) switch
            {
                (StripeKeyKind.Secret, StripeKeyKind.Publishable) => "it is a publishable key, which can read nothing",
                (StripeKeyKind.Publishable, StripeKeyKind.Secret) => "it is a secret key, which must never reach a browser",
                (StripeKeyKind.Publishable, _) => "it does not start with pk_live_ or pk_test_",
                _ => "it does not start with sk_ or rk_",
            };
        }

        return value.Length < ShortestKey ? $"it has only {value.Length} characters" : null;
    }

    private static string Trim(string value) => value.Trim().Trim('"', '\'', '`').Trim();
}

internal enum StripeKeyKind
{
    /// <summary>Not a key of Stripe's, or one of another purpose.</summary>
    None,

    /// <summary>Answers questions of a server: secret, restricted and organisation keys.</summary>
    Secret,

    /// <summary>Meant for browsers.</summary>
    Publishable,
}
