namespace PaymentSafety.Core;

/// <summary>What the prefix of a configured key says, and what makes it unusable. Unlike a scan for leaked keys, a short or made-up key counts here too.</summary>
internal readonly record struct StripeKeyShape(StripeKeyKind Kind, StripeMode? Mode)
{
    // Stripe's shortest keys have 24 characters after the prefix; a stand-in's may be shorter, an unfinished copy is.
    private const int ShortestKey = 16;

    private static readonly char[] MaskCharacters = ['*', '…', '•'];

    /// <summary>Reads the prefix, past blanks and quotes.</summary>
    public static StripeKeyShape Of(string value)
    {
        if (!TryParse(value, out var match))
        {
            return default;
        }

        var kind = match.Kind switch
        {
            CredentialKind.Secret or CredentialKind.Restricted or CredentialKind.ClaimableTest or CredentialKind.Organisation => StripeKeyKind.Secret,
            CredentialKind.Publishable => StripeKeyKind.Publishable,
            CredentialKind.Webhook => StripeKeyKind.Webhook,
            _ => StripeKeyKind.None,
        };
        return new StripeKeyShape(kind, match.Mode switch
        {
            CredentialMode.Live => StripeMode.Live,
            CredentialMode.Test => StripeMode.Test,
            _ => null,
        });
    }

    /// <summary>Reads a credential, past blanks and quotes.</summary>
    public static bool TryParse(string value, out CredentialMatch match) => StripeCredential.TryParse(Trim(value).AsSpan(), out match);

    /// <inheritdoc cref="Redaction.MaskKey"/>
    public static string Mask(string value) => Redaction.MaskKey(Trim(value));

    /// <summary>Why a request with this value could never succeed, as the end of "is not a usable key: …"; null when it may.</summary>
    public static string? Unusable(string value, StripeKeyKind expected)
    {
        var last = value.Length == 0 ? '\0' : value[value.Length - 1];
        if (value.Length > 1 && value[0] is '"' or '\'' or '`' && last == value[0])
        {
            return "it is in quotes";
        }

        if (value.Length > 0 && char.IsWhiteSpace(value[0]))
        {
            return "it has a blank at its start";
        }

        if (char.IsWhiteSpace(last))
        {
            return "it has a blank at its end";
        }

        if (value.IndexOfAny(MaskCharacters) >= 0 || value.IndexOf("...", StringComparison.Ordinal) >= 0)
        {
            return "it is a masked copy";
        }

        if (value.Any(character => character is < '!' or > '~'))
        {
            return "it has a character that no key has";
        }

        if (Of(value).Kind != expected)
        {
            return (expected, Of(value).Kind) switch
            {
                (StripeKeyKind.Secret, StripeKeyKind.Publishable) => "it is a publishable key, which can read nothing",
                (StripeKeyKind.Publishable, StripeKeyKind.Secret) => "it is a secret key, which must never reach a browser",
                (StripeKeyKind.Webhook, _) => "it does not start with whsec_",
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

    /// <summary>Signs the events of a webhook.</summary>
    Webhook,
}
