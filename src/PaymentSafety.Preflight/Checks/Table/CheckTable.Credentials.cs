using PaymentSafety.Core;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PAY3xxx: Credentials in files, by the ids of the analyzers, which search the same files when they compile.</summary>
public static partial class CheckTable
{
    public static readonly Check LiveKeyInFile = Error(
        CredentialRule.LiveKey, "A {what} ({length} characters) stands in {file}: anyone who can read it can move money.",
        "Roll the key in the Stripe Dashboard, then read it from the environment or a secret store.",
        Needs.Files, FileChecks.Credentials);

    public static readonly Check TestKeyInFile = Warning(
        CredentialRule.TestKey, "A {what} ({length} characters) stands in {file}: it will be shipped, or copied with a live one in its place.",
        "Read it from configuration, user secrets or the environment.",
        Needs.Files, FileChecks.Credentials);

    public static readonly Check WebhookSecretInFile = Error(
        CredentialRule.WebhookSecret, "A {what} ({length} characters) stands in {file}: anyone who can read it can forge events that say an order is paid.",
        "Roll the secret of the endpoint in the Stripe Dashboard, then read it from the environment or a secret store.",
        Needs.Files, FileChecks.Credentials);

    public static readonly Check SecretInServedFile = Error(
        CredentialRule.SecretInClient, "A {what} ({length} characters) stands in {file}, which {audience}.",
        "Call Stripe from the server, and give the client a publishable key; roll a key that was shipped.",
        Needs.Files, FileChecks.Credentials);

    private static IEnumerable<Check> CredentialRows =>
    [
        LiveKeyInFile, TestKeyInFile, WebhookSecretInFile, SecretInServedFile,
    ];
}
