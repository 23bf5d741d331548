namespace PaymentSafety.Core;

/// <summary>A credential in words, for messages that must not hold any of its characters.</summary>
internal static class CredentialDescription
{
    public static string Of(CredentialKind kind, CredentialMode mode) => (kind, mode) switch
    {
        (CredentialKind.Webhook, _) => "webhook signing secret",
        (CredentialKind.ClaimableTest, _) => "claimable sandbox key",
        (_, CredentialMode.Live) => "live " + Noun(kind),
        (_, CredentialMode.Test) => "test " + Noun(kind),
        _ => Noun(kind),
    };

    private static string Noun(CredentialKind kind) => kind switch
    {
        CredentialKind.Restricted => "restricted key",
        CredentialKind.Publishable => "publishable key",
        CredentialKind.Ephemeral => "ephemeral key",
        CredentialKind.User => "user key",
        CredentialKind.Organisation => "organisation key",
        _ => "secret key",
    };
}
