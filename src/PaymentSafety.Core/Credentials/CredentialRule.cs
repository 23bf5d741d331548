namespace PaymentSafety.Core;

/// <summary>The ids of the rules for credentials that are written down: the analyzers and the gate report the same ones.</summary>
public static class CredentialRule
{
    public const string LiveKey = "PAY3001";
    public const string TestKey = "PAY3002";
    public const string WebhookSecret = "PAY3003";
    public const string PublishableKey = "PAY3004";
    public const string SecretInClient = "PAY3005";

    /// <summary>The rule for a credential in code or in a file.</summary>
    /// <param name="match">The credential.</param>
    /// <param name="isShipped">Whether what it stands in is handed to users.</param>
    public static string IdOf(CredentialMatch match, bool isShipped) => match switch
    {
        { IsSecret: true } when isShipped => SecretInClient,
        { Kind: CredentialKind.Webhook } => WebhookSecret,
        { Kind: CredentialKind.Publishable } => PublishableKey,
        { Mode: CredentialMode.Test } => TestKey,

        // An organisation key that does not say its mode opens live accounts.
        _ => LiveKey,
    };
}
