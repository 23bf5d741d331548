namespace PaymentSafety.Core;

/// <summary>
/// Where a Stripe-style credential stands in a text and what it is. It holds no character of the credential, so that it can be
/// handed to messages and reports as it is.
/// </summary>
public readonly struct CredentialMatch
{
    internal CredentialMatch(
        CredentialKind kind,
        CredentialMode mode,
        int start,
        int length,
        int bodyLength,
        PlaceholderReason placeholder,
        int credentialLength,
        bool isEncoded = false)
    {
        Kind = kind;
        Mode = mode;
        Start = start;
        Length = length;
        BodyLength = bodyLength;
        Placeholder = placeholder;
        CredentialLength = credentialLength;
        IsEncoded = isEncoded;
    }

    public CredentialKind Kind { get; }

    public CredentialMode Mode { get; }

    /// <summary>The index of the first character, in UTF-16 units from the start of the text.</summary>
    public int Start { get; }

    /// <summary>How many UTF-16 units of the text it takes up; for base64 that is the whole encoded token.</summary>
    public int Length { get; }

    public int End => Start + Length;

    /// <summary>How many characters the credential itself has, prefix included, whatever it is wrapped in.</summary>
    public int CredentialLength { get; }

    /// <summary>How many characters stand behind the prefix.</summary>
    internal int BodyLength { get; }

    public bool IsPlaceholder => Placeholder != PlaceholderReason.None;

    public PlaceholderReason Placeholder { get; }

    /// <summary>Whether the text holds it in base64, as HTTP Basic authentication and Kubernetes secrets do.</summary>
    public bool IsEncoded { get; }

    /// <summary>Whether it gives access that must not be public: everything but a publishable key.</summary>
    public bool IsSecret => Kind != CredentialKind.Publishable;

    /// <summary>The kind and mode in words that follow an article: <c>live secret key</c>, <c>webhook signing secret</c>.</summary>
    public string Description => CredentialDescription.Of(Kind, Mode);

    internal CredentialMatch MovedBy(int offset) =>
        new(Kind, Mode, Start + offset, Length, BodyLength, Placeholder, CredentialLength, IsEncoded);

    internal CredentialMatch EncodedAt(int start, int length) =>
        new(Kind, Mode, start, length, BodyLength, Placeholder, CredentialLength, isEncoded: true);
}
