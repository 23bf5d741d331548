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

    /// <summary>
    /// The custom tag of a rule that is milder in some places. A severity in a configuration file would hold for all its findings, so
    /// presets have no line for it; it asks which one is in use (payment_safety.preset).
    /// </summary>
    public const string LevelDependsOnPlace = "LevelDependsOnPlace";

    // PAY1xxx: idempotency

    public static readonly DiagnosticDescriptor MissingIdempotencyKey = Rule(
        "PAY1001", Category.Idempotency, Level.Warning,
        "Stripe call without an idempotency key",
        "'{0}' reaches Stripe without an idempotency key: if it is sent again (a retry, a second click, a job run twice), Stripe carries it out twice. Pass RequestOptions with an IdempotencyKey made from the operation's own id.");

    public static readonly DiagnosticDescriptor UpdateWithoutIdempotencyKey = Rule(
        "PAY1002", Category.Idempotency, Level.Suggestion,
        "Stripe update without an idempotency key",
        "'{0}' reaches Stripe without an idempotency key: an update that sets values can be repeated, one that adds or schedules cannot. Pass RequestOptions with an IdempotencyKey where a repeat would matter.");

    public static readonly DiagnosticDescriptor IdempotencyKeyFreshPerCall = Rule(
        "PAY1003", Category.Idempotency, Level.Warning,
        "Idempotency key that is new at every call",
        "The key of '{0}' is made anew by '{1}' for each call and kept nowhere, which is what Stripe.net does by itself: a repeat gets another key and is carried out again. Derive the key from the operation's own id, or store it before the call.");

    public static readonly DiagnosticDescriptor IdempotencyKeyNotUnique = Rule(
        "PAY1004", Category.Idempotency, Level.Warning,
        "Idempotency key shared by different operations",
        "The key of '{0}' is made of {1} only: for 24 hours a second, different operation gets the answer to the first, or an error. Add the operation's own id.");

    public static readonly DiagnosticDescriptor IdempotencyKeyShared = Rule(
        "PAY1005", Category.Idempotency, Level.Warning,
        "One idempotency key for two calls",
        "'{0}' carries the same idempotency key as {1}: Stripe refuses a key that comes back with other parameters. Give each call its own, for example with the operation's name in front.");

    public static readonly DiagnosticDescriptor RawStripePostWithoutIdempotencyKey = Rule(
        "PAY1006", Category.Idempotency, Level.Warning,
        "POST to Stripe's API without an Idempotency-Key header",
        "This POST to {0} carries no Idempotency-Key header, and no library adds one here: any repeat is carried out again. Set the header to a key made from the operation's own id.");

    public static readonly DiagnosticDescriptor IdempotencyKeyHoldsPersonalData = Rule(
        "PAY1007", Category.Idempotency, Level.Suggestion,
        "Personal data in an idempotency key",
        "'{0}' puts a person's data into the idempotency key of '{1}': keys are logged and shown in the Dashboard. Use an id, or a keyed hash.");

    public static readonly DiagnosticDescriptor DeclineRetried = Rule(
        "PAY1008", Category.Idempotency, Level.Warning,
        "Declined payment sent again",
        "This retry around '{0}' also repeats declines: a card that was declined is declined again, and card networks charge for it. Let StripeException with a decline code or a status of 402 out of the retry.");

    public static readonly DiagnosticDescriptor RetriedWithoutIdempotencyKey = Rule(
        "PAY1009", Category.Idempotency, Level.Error,
        "Stripe call repeated without a stable idempotency key",
        "'{0}' is repeated by {1} {2}: each repeat that reaches Stripe is carried out again. Make the key before the retry, from the operation's own id.");

    // PAY2xxx: card data and secrets in logs

    public static readonly DiagnosticDescriptor CardNumberLogged = Rule(
        "PAY2001", Category.CardData, Level.Error,
        "Card number written to a log",
        "The card number in {0} is logged {1} by '{2}': {3}. Log its last four digits, or the payment's id.",
        LevelDependsOnPlace);

    public static readonly DiagnosticDescriptor CardVerificationCodeLogged = Rule(
        "PAY2002", Category.CardData, Level.Error,
        "Card verification code, PIN or track data written to a log",
        "The verification code, PIN or track data in {0} is logged by '{1}': it may not be kept after the payment, not even masked or encrypted. Take it out of the call.",
        LevelDependsOnPlace);

    public static readonly DiagnosticDescriptor StripeObjectLogged = Rule(
        "PAY2003", Category.CardData, Level.Warning,
        "Object with card data or secrets logged whole",
        "'{1}' logs {0} as a whole, with {2} in it. Log its id, or the members that you need.",
        LevelDependsOnPlace);

    public static readonly DiagnosticDescriptor SecretLogged = Rule(
        "PAY2004", Category.CardData, Level.Error,
        "Secret written to a log",
        "The {0} in {1} is logged by '{2}': everyone who can read the log can use it. Log an id, or whether it is set.",
        LevelDependsOnPlace);

    public static readonly DiagnosticDescriptor CardDataInException = Rule(
        "PAY2005", Category.CardData, Level.Warning,
        "Card data or a secret in an exception or a trace",
        "The {0} in {1} goes into '{2}', which is logged, collected and sent on by code that does not know what it holds. Leave it out, or put the last four digits or an id there.",
        LevelDependsOnPlace);

    public static readonly DiagnosticDescriptor CardDataWrittenToDisk = Rule(
        "PAY2006", Category.CardData, Level.Warning,
        "Card data written to a file, a cache or a queue",
        "The {0} in {1} is stored by '{2}': from there on the store, its backups and whoever reads it are in PCI DSS scope. Store a token or the payment method's id.",
        LevelDependsOnPlace);

    public static readonly DiagnosticDescriptor HardCodedCardNumber = Rule(
        "PAY2007", Category.CardData, Level.Warning,
        "Card number in code or configuration",
        "{0} ({1} digits) stands in {2}: {3}");

    public static readonly DiagnosticDescriptor CardVerificationCodeKept = Rule(
        "PAY2008", Category.CardData, Level.Suggestion,
        "Card verification code in what is stored",
        "'{0}' is a member of {1}: a verification code may not be kept after the payment, not even encrypted. Take it out of the type, or keep it out of the store.");

    public static readonly DiagnosticDescriptor RawCardNumberHandled = Rule(
        "PAY2009", Category.CardData, Level.Suggestion,
        "Raw card number handled by the server",
        "'{0}' is filled with a raw card number: a server that handles one is in PCI DSS scope as a whole. Collect cards with Elements or Checkout; tests have payment methods such as pm_card_visa.");

    public static readonly DiagnosticDescriptor CardDataSentOn = Rule(
        "PAY2010", Category.CardData, Level.Warning,
        "Card data sent on",
        "The {0} in {1} is sent on through '{2}', where it is shown, logged or kept by others. Send a token, the payment method's id or the last four digits.",
        LevelDependsOnPlace);

    public static readonly DiagnosticDescriptor CardDataSettingInvalid = Rule(
        "PAY2011", Category.CardData, Level.Warning,
        "Setting of the card data rules that cannot be read",
        "'{0}' of {1} is ignored: it is not {2}. Correct the entry, or take it out.",
        WellKnownDiagnosticTags.CompilationEnd);

    // PAY3xxx: credentials in code and files

    public static readonly DiagnosticDescriptor HardCodedLiveKey = Rule(
        "PAY3001", Category.Secrets, Level.Error,
        "Live Stripe key in code or configuration",
        "A {0} ({1} characters) stands in {2}: anyone who can read it can move money. Roll the key in the Stripe Dashboard, then read it from the environment or a secret store.");

    public static readonly DiagnosticDescriptor HardCodedTestKey = Rule(
        "PAY3002", Category.Secrets, Level.Warning,
        "Stripe test key in code or configuration",
        "A {0} ({1} characters) stands in {2}: it will be shipped, or copied with a live one in its place. Read it from configuration, user secrets or the environment.",
        LevelDependsOnPlace);

    public static readonly DiagnosticDescriptor HardCodedWebhookSecret = Rule(
        "PAY3003", Category.Secrets, Level.Error,
        "Webhook signing secret in code or configuration",
        "A {0} ({1} characters) stands in {2}: anyone who can read it can forge events that say an order is paid. Roll the secret of the endpoint in the Stripe Dashboard, then read it from the environment or a secret store.");

    public static readonly DiagnosticDescriptor HardCodedPublishableKey = Rule(
        "PAY3004", Category.Secrets, Level.Suggestion,
        "Stripe publishable key in code or configuration",
        "A {0} ({1} characters) stands in {2}: {3}");

    public static readonly DiagnosticDescriptor SecretKeyInClient = Rule(
        "PAY3005", Category.Secrets, Level.Error,
        "Stripe secret in code that ships to users",
        "{0} stands in {1}, which {2}: whoever runs the program has it. Call Stripe from a server, and give the client a publishable key; roll a key that was shipped.");

    public static readonly DiagnosticDescriptor HardCodedPriceId = Rule(
        "PAY3006", Category.Secrets, Level.Suggestion,
        "Price id in code",
        "A price id stands in the code: it belongs to one account and one mode, and what it costs can be archived or replaced. Put it into the price map (stripe-prices.json) and use the constant that is generated from it.");

    public static readonly DiagnosticDescriptor SecretKeyInOutput = Rule(
        "PAY3007", Category.Secrets, Level.Error,
        "Stripe secret in an answer",
        "{0} goes into {1}: whoever receives it can act as you. Send what the client needs, a publishable key or a client secret of one payment; roll a key that was sent.");

    public static readonly DiagnosticDescriptor StripeKeyAsSigningKey = Rule(
        "PAY3008", Category.Secrets, Level.Warning,
        "Stripe API key used to sign",
        "{0} is the key of {1}: everyone who sees what is signed can test guesses of the key, and rolling the key breaks every signature. Sign with a random key of its own.");

    public static readonly DiagnosticDescriptor TestPaymentMethodShipped = Rule(
        "PAY3009", Category.Secrets, Level.Warning,
        "Stripe test data outside tests",
        "{0} is given to '{1}': live mode refuses it, and test mode takes it for a payment. Take the value from the customer, or move this code into a test project.");

    // PAY4xxx: webhooks

    public static readonly DiagnosticDescriptor UnverifiedWebhookEvent = Rule(
        "PAY4001", Category.Webhooks, Level.Error,
        "Webhook event that nobody verified",
        "'{0}' takes a request's body for an event of Stripe {1}: anyone who knows the address can report a payment. Use EventUtility.ConstructEvent with the raw body, the Stripe-Signature header and the endpoint's secret.");

    public static readonly DiagnosticDescriptor WebhookToleranceDisabled = Rule(
        "PAY4002", Category.Webhooks, Level.Warning,
        "Webhook signature without a time limit",
        "'{0}' is given {1}: an event that was recorded can be sent again with its old signature. Leave the tolerance out (300 seconds), and set the server's clock.");

    public static readonly DiagnosticDescriptor WebhookBodyRewritten = Rule(
        "PAY4003", Category.Webhooks, Level.Warning,
        "Webhook body that is not as it came",
        "The text that '{0}' verifies is not the one that was signed: {1}. Read the raw body once, with a StreamReader over Request.Body, and verify that.");

    public static readonly DiagnosticDescriptor WebhookEventNotDeduplicated = Rule(
        "PAY4004", Category.Webhooks, Level.Suggestion,
        "Webhook event handled twice",
        "This handler calls '{0}' for each event and never asks whether the event came before: Stripe sends some twice, and all again after a failure. Keep event.Id, with a unique key, before anything is made.");

    public static readonly DiagnosticDescriptor WebhookFailureSwallowed = Rule(
        "PAY4005", Category.Webhooks, Level.Warning,
        "Webhook failure answered with success",
        "This handler answers 2xx when it has failed, so Stripe does not send the event again: paid, and nothing happened. Answer 500, or keep the event for later before the answer.");

    public static readonly DiagnosticDescriptor LivemodeIgnored = Rule(
        "PAY4006", Category.Webhooks, Level.Suggestion,
        "Webhook handler that takes test events for real ones",
        "This handler never looks at Livemode: one event of the other mode, by a secret in the wrong place, ships for a test card. Compare event.Livemode with the environment.");

    public static readonly DiagnosticDescriptor CheckoutFulfilledUnpaid = Rule(
        "PAY4007", Category.Webhooks, Level.Suggestion,
        "Completed checkout taken for paid",
        "A completed session need not be paid: bank debits and vouchers complete first and are paid, or fail, days later. Look at PaymentStatus, and handle checkout.session.async_payment_succeeded.");

    // PAY5xxx: practice

    public static readonly DiagnosticDescriptor ListNotPaged = Rule(
        "PAY5001", Category.Practice, Level.Warning,
        "One page of a list taken for all of it",
        "'{0}' answers one page (10 objects, 100 with a limit), and '{1}' takes it for all there are. Read every page with {2}, or ask for the one object by its id.");

    public static readonly DiagnosticDescriptor CardOnlyPaymentMethods = Rule(
        "PAY5002", Category.Practice, Level.Suggestion,
        "Payment by card only",
        "'{0}' allows cards and nothing else: customers with wallets, bank debits or the methods of their country cannot pay. Leave PaymentMethodTypes out, and choose the methods in the Stripe Dashboard.");

    public static readonly DiagnosticDescriptor FloatingPointMoney = Rule(
        "PAY5003", Category.Practice, Level.Warning,
        "Amount computed in floating point",
        "'{0}' is computed in double or float, where 19.99 times 100 is 1998.9999999999998: some customers pay a cent less or more. Keep prices in decimal, and round once with decimal.Round.");

    public static readonly DiagnosticDescriptor ZeroDecimalCurrency = Rule(
        "PAY5004", Category.Practice, Level.Warning,
        "Factor of 100 for a currency without cents",
        "'{0}' multiplies by 100, {1}. Take the factor from the currency: 1 for JPY, KRW and the like, 1000 for KWD and the like, 100 for most.",
        LevelDependsOnPlace);

    public static readonly DiagnosticDescriptor AmountFromClient = Rule(
        "PAY5005", Category.Practice, Level.Suggestion,
        "Amount from the client",
        "'{0}' comes with the request and goes to Stripe as it is: whoever changes it in the browser pays what he likes. Take the amount from the order or the catalogue, or check it against them.");

    public static readonly DiagnosticDescriptor StripeErrorHidden = Rule(
        "PAY5006", Category.Practice, Level.Suggestion,
        "Error of Stripe that is thrown away",
        "This clause takes a StripeException and keeps nothing of it but a message: not the decline code, not the id of the request. Log the exception, or read its StripeError.");

    public static readonly DiagnosticDescriptor UnlimitedParallelStripeCalls = Rule(
        "PAY5007", Category.Practice, Level.Suggestion,
        "Calls to Stripe without a limit",
        "'{0}' sends as many calls to Stripe at once as there are items: Stripe allows 100 a second in live mode and 25 in a sandbox, and answers 429 to the rest. Use Parallel.ForEachAsync with MaxDegreeOfParallelism.");

    public static readonly DiagnosticDescriptor FulfilmentOnRedirect = Rule(
        "PAY5008", Category.Practice, Level.Suggestion,
        "Order fulfilled by a redirect",
        "'{0}' is where Checkout sends the customer back, and changes the order without asking Stripe: anybody can open the address. Fulfil by the webhook, or get the session and look at PaymentStatus.");

    public static readonly DiagnosticDescriptor ActionRequiredIgnored = Rule(
        "PAY5009", Category.Practice, Level.Suggestion,
        "Confirmed payment that may wait for the customer",
        "The payment is confirmed here, and nothing looks at its status: with requires_action the bank asks the customer first, and nothing is paid yet. Look at Status, and give the client secret to the client.");

    public static readonly DiagnosticDescriptor AmountTruncated = Rule(
        "PAY5010", Category.Practice, Level.Off,
        "Amount cut instead of rounded",
        "'{0}' drops what is left of a cent: where prices have more than two places, round with decimal.Round before the conversion.");

    public static readonly DiagnosticDescriptor AmountLosesCents = Rule(
        "PAY5011", Category.Practice, Level.Warning,
        "Amount that loses its cents",
        "In '{0}' {1}.");

    public static readonly DiagnosticDescriptor ApiKeySetPerRequest = Rule(
        "PAY5012", Category.Practice, Level.Warning,
        "Static API key set outside of start-up",
        "StripeConfiguration.ApiKey is one for the whole process, and '{0}' sets it while others may be using it: with more than one key a call reaches the wrong account. Set it once at start-up, or give a StripeClient or RequestOptions.ApiKey its own.");

    public static readonly DiagnosticDescriptor PagingCursorNotMoved = Rule(
        "PAY5013", Category.Practice, Level.Error,
        "Paging loop that asks for the same page",
        "The loop around '{0}' never moves the cursor: with more than one page it never ends. Set {1} before the next turn, or use the AutoPaging method.");

    public static readonly DiagnosticDescriptor CustomerFoundByEmail = Rule(
        "PAY5014", Category.Practice, Level.Suggestion,
        "Customer found by e-mail",
        "'{0}' finds customers by e-mail, and the first is taken: several can share an address, and anybody can give one that is not theirs. Keep the customer's id with your own account.");

    public static readonly DiagnosticDescriptor MoneyInFloatingPoint = Rule(
        "PAY5015", Category.Practice, Level.Suggestion,
        "Money in floating point",
        "'{0}' is money in double or float, which cannot hold most prices exactly: sums drift and comparisons fail. Use decimal, or a whole number of cents.");

    private static DiagnosticDescriptor Rule(string id, string category, Level level, string title, string message, params string[] tags) =>
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
            helpLinkUri: HelpLinkBase + id + ".md",
            customTags: tags);

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
