using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers;

/// <summary>
/// The one table of rules: id, title, message, category and level of every diagnostic that this package reports.
/// The README table, the presets and the pages under docs/rules are checked against it.
/// </summary>
public static class Rules
{
    /// <summary>Where the page of a rule is found: this, the id, and <c>.md</c>.</summary>
    public const string HelpLinkBase = "https://github.com/paymentsafety/paymentsafety/blob/main/docs/rules/";

    // PAY1xxx: idempotency

    public static readonly DiagnosticDescriptor MissingIdempotencyKey = Rule(
        "PAY1001", Category.Idempotency, Level.Warning,
        "Stripe call without an idempotency key",
        "'{0}' reaches Stripe without an idempotency key: if it is sent again (a retry, a second click, a job run twice), Stripe carries it out twice. Pass RequestOptions with an IdempotencyKey made from the operation's own id.");

    // PAY2xxx: card data and secrets in logs

    public static readonly DiagnosticDescriptor CardNumberLogged = Rule(
        "PAY2001", Category.CardData, Level.Error,
        "Card number written to a log",
        "The card number in '{0}' reaches {1} unmasked; log the last four digits or the payment's id instead");

    // PAY3xxx: credentials in code and files

    public static readonly DiagnosticDescriptor HardCodedLiveKey = Rule(
        "PAY3001", Category.Secrets, Level.Error,
        "Live Stripe key in code or configuration",
        "A {0} ({1} characters) stands in {2}: anyone who can read it can move money. Roll the key in the Stripe Dashboard, then read it from the environment or a secret store.");

    public static readonly DiagnosticDescriptor HardCodedTestKey = Rule(
        "PAY3002", Category.Secrets, Level.Warning,
        "Stripe test key in code or configuration",
        "A {0} ({1} characters) stands in {2}: it will be shipped, or copied with a live one in its place. Read it from configuration, user secrets or the environment.");

    private static DiagnosticDescriptor Rule(string id, string category, Level level, string title, string message, string? description = null) =>
        new(
            id,
            title,
            message,
            category,
            level switch
            {
                Level.Error => DiagnosticSeverity.Error,
                Level.Warning => DiagnosticSeverity.Warning,
                _ => DiagnosticSeverity.Info,
            },
            isEnabledByDefault: level != Level.Off,
            description,
            helpLinkUri: HelpLinkBase + id + ".md");

    /// <summary>How sure a rule is, and so how loud: the words of docs/rules.</summary>
    private enum Level
    {
        /// <summary>Opt-in.</summary>
        Off,

        /// <summary>Often right.</summary>
        Suggestion,

        /// <summary>Near-certain risk.</summary>
        Warning,

        /// <summary>Near-certain harm.</summary>
        Error,
    }

    /// <summary>The categories, one for each folder of rules.</summary>
    public static class Category
    {
        public const string Idempotency = "PaymentSafety.Idempotency";
        public const string CardData = "PaymentSafety.CardData";
        public const string Secrets = "PaymentSafety.Secrets";
        public const string Webhooks = "PaymentSafety.Webhooks";
        public const string Practice = "PaymentSafety.Practice";
    }
}
