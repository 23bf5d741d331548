using PaymentSafety.Core;

namespace PaymentSafety.Preflight.Checks;

/// <summary>The one table of checks. Words here are what users see and what docs/preflight.md shows.</summary>
public static class CheckTable
{
    // PAY3xxx: credentials in files, by the ids of the analyzers, which search the same files when they compile

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

    // PF0xxx: the gate itself. PF0001 to PF0004 are the MSBuild task's, which speaks where this tool cannot; a test compares the words.

    public static readonly Check ToolMissing = Fault(
        "PF0001", Severity.Error,
        "The preflight tool was not found at '{path}'.",
        "Restore the PaymentSafety package again.");

    public static readonly Check DotnetMissing = Fault(
        "PF0002", Severity.Error,
        "'{dotnet}' could not be started, which runs the preflight.",
        "Install .NET 8 or later and put it on the PATH, or correct DOTNET_HOST_PATH.");

    public static readonly Check CutOff = Fault(
        "PF0003", Severity.Error,
        "The preflight ended without a result (exit code {exit}); nothing was proved.",
        "The lines before this one tell why; if the package is damaged, restore it again.");

    public static readonly Check TimedOut = Fault(
        "PF0004", Severity.Error,
        "The preflight did not end within {seconds} s and was stopped; nothing was proved.",
        "Run it again; PaymentSafetyDeadline sets the seconds for its requests.");

    public static readonly Check WrongUse = Fault(
        "PF0005", Severity.Error,
        "'{setting}' must be {expected}, but is '{actual}'.",
        "Correct the property or variable.");

    public static readonly Check Crashed = Fault(
        "PF0006", Severity.Error,
        "The preflight stopped on an error of its own: {reason}. Nothing was proved.",
        "Report it, please; PaymentSafetyPreflight=false publishes without the gate.");

    public static readonly Check Stopped = Fault(
        "PF0007", Severity.Error,
        "The preflight was stopped before its end; nothing was proved.",
        "Run it again.");

    public static readonly Check MapIsThere = Fault(
        "PF0008", Severity.Error,
        "'{path}' is there already; no price map was written.",
        "Fill in that one, or set PaymentSafetyPriceMap to another name.");

    // PF1xxx: the price map

    public static readonly Check PriceMapMissing = Error(
        "PF1001", "Price map '{path}' was not found{reason}.",
        "Set PaymentSafetyPriceMap, or run `dotnet build -t:PaymentSafetyInit` to create one.",
        Needs.Nothing, MapChecks.FromReader);

    public static readonly Check PriceMapUnreadable = Error(
        "PF1002", "The price map is not valid JSON: {reason}.",
        "Correct line {line}.",
        Needs.Map, MapChecks.FromReader);

    public static readonly Check WrongType = Error(
        "PF1003", "{owner}: '{prop}' must be {expected}, but is {actual}.",
        "Write {example}.",
        Needs.Map, MapChecks.WrongTypes);

    public static readonly Check WrittenTwice = Error(
        "PF1004", "{owner} is written twice (lines {a} and {b}); readers keep only the last.",
        "Remove or rename one.",
        Needs.Map, MapChecks.FromReader);

    public static readonly Check UnknownProperty = Warning(
        "PF1005", "{owner}: unknown property '{prop}'.{near}",
        "Correct the name, or put it under 'metadata'.",
        Needs.Map, MapChecks.FromReader);

    public static readonly Check NoPrice = ErrorInLive(
        "PF1006", "Plan '{plan}' has no {mode} price.",
        "Create the price in {mode} mode and write its id.",
        Needs.Map, MapChecks.MissingPrices);

    public static readonly Check InvisibleCharacter = Error(
        "PF1012", "{owner}: the {mode} id contains {what} at position {n}.",
        "Delete it.",
        Needs.Map, MapChecks.FromReader);

    public static readonly Check NoPlans = Error(
        "PF1016", "The price map has no plans.",
        "Add at least one.",
        Needs.Map, MapChecks.FromReader);

    // PF2xxx: the environment

    public static readonly Check MissingConfiguration = ErrorInLive(
        "PF2001", "Missing configuration: {names}. Looked in: {sources}.",
        "Set each for {environment}.",
        Needs.Nothing, EnvironmentChecks.MissingConfiguration);

    public static readonly Check TestSecretKey = Error(
        "PF2002", "{environment} uses a test secret key ({name} = {masked}, from {source}).",
        "Set a live restricted key.",
        Needs.SecretKey, EnvironmentChecks.TestSecretKey);

    public static readonly Check TestPublishableKey = Error(
        "PF2003", "{environment} uses a test publishable key ({name} = {masked}, from {source}).",
        "Set pk_live_….",
        Needs.PublishableKey, EnvironmentChecks.TestPublishableKey);

    public static readonly Check LiveSecretKey = Error(
        "PF2004", "{environment} uses a live secret key ({name}); tests could charge real cards.",
        "Use a sandbox key.",
        Needs.SecretKey, EnvironmentChecks.LiveSecretKey);

    public static readonly Check UnusableKey = Error(
        "PF2008", "{name} is not a usable key: {reason}.",
        "Copy it again.",
        Needs.Nothing, EnvironmentChecks.UnusableKeys);

    public static readonly Check KeyPassedAsProperty = Error(
        "PF2019", "A Stripe key was passed as MSBuild property '{name}'; it is now in build logs.",
        "Use an environment variable and rotate the key.",
        Needs.Nothing, EnvironmentChecks.KeysPassedAsProperties);

    public static readonly Check SettingsUnreadable = Error(
        "PF2021", "The settings in '{file}' cannot be read: {reason}.",
        "Correct line {line}; the app would not start with it either.",
        Needs.Nothing, EnvironmentChecks.UnreadableSettings);

    public static readonly Check ApiAddress = Error(
        "PF2022", "The Stripe API address is '{url}'.",
        "Remove the override. A loopback address needs PaymentSafetyLocalStripe=true, and the result then says that nothing was proved against Stripe.",
        Needs.Nothing, EnvironmentChecks.ApiAddress);

    public static readonly Check FileUnreadable = Error(
        "PF2024", "'{file}' could not be searched for credentials: {reason}.",
        "Make it readable, or leave it out by its section in .editorconfig or .globalconfig (payment_safety_scan = false).",
        Needs.Files, FileChecks.Unreadable);

    // PF3xxx: the key and the account

    public static readonly Check InvalidKey = Error(
        "PF3001", "Stripe refused {name} ({masked}): the key is invalid (401).",
        "Copy the key again; check it was not deleted.",
        Needs.Stripe, KeyChecks.Refused);

    public static readonly Check ExpiredKey = Error(
        "PF3002", "Stripe refused {name}: the key has expired (api_key_expired).",
        "Create a new key; the old one was rotated.",
        Needs.Stripe, KeyChecks.Refused);

    public static readonly Check MissingPermission = Fault(
        "PF3003", Severity.Error,
        "Check {id} could not run: the key lacks \"{permission}\".",
        "Add it: {link}.");

    public static readonly Check OtherMode = Error(
        "PF3004", "The key answers for {actual}, but {mode} was expected.",
        "Use the other key.",
        Needs.Stripe, KeyChecks.Mode);

    public static readonly Check AddressRefused = Error(
        "PF3009", "Stripe refused this computer's address for {name}.",
        "Add the build agent to the key's IP list.",
        Needs.Stripe, KeyChecks.Refused);

    // PF4xxx: the prices

    public static readonly Check PriceMissing = Error(
        "PF4001", "Plan '{plan}': price '{id}' does not exist in {mode} mode.",
        "Correct the id.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceChecks.Missing);

    public static readonly Check PriceOfOtherMode = Error(
        "PF4002", "Plan '{plan}': '{id}' is a {other} price, but the key is {mode}.",
        "Write the {mode} id.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceChecks.OfOtherMode);

    public static readonly Check PriceInWrongSlot = Error(
        "PF4003", "Plan '{plan}': Stripe says livemode={livemode} for '{id}' in the {mode} slot.",
        "Write the {mode} id.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceChecks.InWrongSlot);

    public static readonly Check PriceArchived = Error(
        "PF4004", "Plan '{plan}': price '{id}' is archived; new purchases will fail.",
        "Activate it or map the current price.",
        Needs.Map | Needs.Prices | Needs.Stripe, PriceChecks.Archived);

    // PF9xxx: what is met on the way to Stripe. The words come filled in from PaymentSafety.StripeApi.

    public static readonly Check NoAnswer = Fault("PF9001", Severity.Error, "Stripe gave no answer: refused, unknown, broken off or too late.", "Make sure that this computer reaches Stripe.");
    public static readonly Check NoTls = Fault("PF9002", Severity.Error, "There is no trusted TLS connection to Stripe.", "Install the root certificate of the proxy that inspects TLS; never switch validation off.");
    public static readonly Check NoProxy = Fault("PF9003", Severity.Error, "The proxy cannot be reached, or wants a login.", "Correct HTTPS_PROXY.");
    public static readonly Check NotStripe = Fault("PF9004", Severity.Error, "Something that is not Stripe answered: a web page, a redirect, another protocol.", "Look for a proxy or a login page in between.");
    public static readonly Check BrokenAnswer = Fault("PF9005", Severity.Error, "The answer is not Stripe's JSON.", "Run again; report it if it stays.");
    public static readonly Check RateLimited = Fault("PF9006", Severity.Error, "Stripe limited the requests and did not recover.", "Run again later; other programs use the same account.");
    public static readonly Check ServerFault = Fault("PF9007", Severity.Error, "Stripe answered with server errors.", "See status.stripe.com.");
    public static readonly Check OutOfBudget = Fault("PF9008", Severity.Error, "The requests or the time that the gate may use are used up.", "Run again, or raise PaymentSafetyMaxRequests or PaymentSafetyDeadline.");
    public static readonly Check EndlessList = Fault("PF9009", Severity.Error, "A list of Stripe's did not end.", "Run again; report it if it stays.");

    /// <summary>Every row, in order of its id.</summary>
    public static readonly IReadOnlyList<Check> All =
    [
        LiveKeyInFile, TestKeyInFile, WebhookSecretInFile, SecretInServedFile,
        ToolMissing, DotnetMissing, CutOff, TimedOut, WrongUse, Crashed, Stopped, MapIsThere,
        PriceMapMissing, PriceMapUnreadable, WrongType, WrittenTwice, UnknownProperty, NoPrice, InvisibleCharacter, NoPlans,
        MissingConfiguration, TestSecretKey, TestPublishableKey, LiveSecretKey, UnusableKey, KeyPassedAsProperty, SettingsUnreadable, ApiAddress, FileUnreadable,
        InvalidKey, ExpiredKey, MissingPermission, OtherMode, AddressRefused,
        PriceMissing, PriceOfOtherMode, PriceInWrongSlot, PriceArchived,
        NoAnswer, NoTls, NoProxy, NotStripe, BrokenAnswer, RateLimited, ServerFault, OutOfBudget, EndlessList,
    ];

    /// <summary>The row of an id.</summary>
    /// <exception cref="InvalidOperationException">No row has it: a bug.</exception>
    public static Check Row(string id) => All.First(check => check.Id == id);

    private static Check Error(string id, string message, string fix, Needs needs, Check.Evaluation evaluate) => new(id, Severity.Error, Severity.Error, message, fix, needs, evaluate);

    private static Check ErrorInLive(string id, string message, string fix, Needs needs, Check.Evaluation evaluate) => new(id, Severity.Error, Severity.Warning, message, fix, needs, evaluate);

    private static Check Warning(string id, string message, string fix, Needs needs, Check.Evaluation evaluate) => new(id, Severity.Warning, Severity.Warning, message, fix, needs, evaluate);

    private static Check Fault(string id, Severity severity, string message, string fix) => new(id, severity, severity, message, fix, Needs.Nothing, evaluate: null);
}
