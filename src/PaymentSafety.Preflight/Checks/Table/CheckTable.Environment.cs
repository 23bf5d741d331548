namespace PaymentSafety.Preflight.Checks;

/// <summary>PF2xxx: The environment.</summary>
public static partial class CheckTable
{
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

    public static readonly Check KeysOfTwoModes = Error(
        "PF2005", "The secret key is {mode1} but the publishable key is {mode2}.",
        "Take both from the same page ({secret}, {publishable}).",
        Needs.SecretKey | Needs.PublishableKey, EnvironmentChecks.KeysOfTwoModes);

    public static readonly Check KeysOfTwoAccounts = Warning(
        "PF2006", "Secret and publishable key belong to different accounts (…{f1}, …{f2}).",
        "Take both from the same page ({secret}, {publishable}).",
        Needs.SecretKey | Needs.PublishableKey, AccountChecks.KeysOfTwoAccounts);

    public static readonly Check SecretForBrowsers = Error(
        "PF2007", "{name} is readable by browsers but holds a {what}.",
        "Put it in a server-side setting and rotate it now ({source}).",
        Needs.Nothing, SecretPlaceChecks.ReadableByBrowsers);

    public static readonly Check UnusableKey = Error(
        "PF2008", "{name} is not a usable key: {reason}.",
        "Copy it again.",
        Needs.Nothing, EnvironmentChecks.UnusableKeys);

    public static readonly Check LiveSecretUnderVersionControl = Error(
        "PF2009", "A live secret is stored in '{file}' (line {line}), which is under version control.",
        "Move it to the host's secret store and rotate it.",
        Needs.Nothing, SecretPlaceChecks.UnderVersionControl);

    public static readonly Check SetTwice = Warning(
        "PF2010", "'{file}' defines {name} twice (lines {a}, {b}).",
        "Keep one.",
        Needs.Nothing, EnvironmentChecks.FromReader);

    public static readonly Check NoSigningSecret = Error(
        "PF2011", "{name} is not a webhook signing secret (expected whsec_…).",
        "Copy \"Signing secret\" from the {mode} endpoint.",
        Needs.WebhookSecret, WebhookSecretChecks.OfOtherKind);

    public static readonly Check SharedSigningSecret = Error(
        "PF2012", "Test and live use the same webhook secret; Stripe gives each endpoint its own.",
        "Copy the {mode} endpoint's secret ({name} from {source} is that of {other}).",
        Needs.WebhookSecret, WebhookSecretChecks.Shared);

    public static readonly Check ListenSecret = WarningInLive(
        "PF2013", "{name} looks like the secret that 'stripe listen' prints.",
        "Copy the live endpoint's secret.",
        Needs.WebhookSecret, WebhookSecretChecks.OfListen);

    public static readonly Check EnvironmentLetterCase = Error(
        "PF2014", "The environment is '{environment}' but the file is '{file}'; on Linux it will not be loaded.",
        "Use the same letter case.",
        Needs.Nothing, EnvironmentChecks.FromReader);

    public static readonly Check NoEnvironment = NoteInLive(
        "PF2015", "No environment is set; .NET runs as Production.",
        "Set DOTNET_ENVIRONMENT if this is not production.",
        Needs.Nothing, EnvironmentChecks.NoEnvironment);

    public static readonly Check OrganisationKey = Warning(
        "PF2016", "{name} is an organization key; every request needs Stripe-Context.",
        "Use an account key.",
        Needs.SecretKey, EnvironmentChecks.OrganisationKeys);

    public static readonly Check UnrestrictedKey = Note(
        "PF2017", "{name} is an unrestricted secret key.",
        "Create a restricted key: {link}.",
        Needs.SecretKey, EnvironmentChecks.UnrestrictedKeys);

    public static readonly Check ClaimableKey = Warning(
        "PF2018", "{name} is a temporary sandbox key (rkcs_).",
        "Claim the sandbox.",
        Needs.SecretKey, EnvironmentChecks.ClaimableKeys);

    public static readonly Check KeyPassedAsProperty = Error(
        "PF2019", "A Stripe key was passed as MSBuild property '{name}'; it is now in build logs.",
        "Use an environment variable and rotate the key.",
        Needs.Nothing, EnvironmentChecks.KeysPassedAsProperties);

    public static readonly Check SampleKey = Error(
        "PF2020", "{name} is a sample key from Stripe's documentation.",
        "Use your own.",
        Needs.Nothing, EnvironmentChecks.SampleKeys);

    public static readonly Check SettingsUnreadable = Error(
        "PF2021", "The settings in '{file}' cannot be read: {reason}.",
        "Correct line {line}; the app would not start with it either.",
        Needs.Nothing, EnvironmentChecks.FromReader);

    public static readonly Check ApiAddress = Error(
        "PF2022", "The Stripe API address is '{url}'.",
        "Remove the override. A loopback address needs PaymentSafetyLocalStripe=true, and the result then says that nothing was proved against Stripe.",
        Needs.Nothing, EnvironmentChecks.ApiAddress);

    public static readonly Check RotateKeys = NoteInLive(
        "PF2023", "Rotate the API keys before going live; this tool cannot see their age.",
        "Dashboard › API keys.",
        Needs.SecretKey, EnvironmentChecks.RotateKeys);

    public static readonly Check FileUnreadable = Error(
        "PF2024", "'{file}' could not be searched for credentials: {reason}.",
        "Make it readable, or leave it out by its section in .editorconfig or .globalconfig (payment_safety_scan = false).",
        Needs.Files, FileChecks.Unreadable);

    private static IEnumerable<Check> EnvironmentRows =>
    [
        MissingConfiguration, TestSecretKey, TestPublishableKey, LiveSecretKey, KeysOfTwoModes, KeysOfTwoAccounts,
        SecretForBrowsers, UnusableKey, LiveSecretUnderVersionControl, SetTwice, NoSigningSecret, SharedSigningSecret,
        ListenSecret, EnvironmentLetterCase, NoEnvironment, OrganisationKey, UnrestrictedKey, ClaimableKey,
        KeyPassedAsProperty, SampleKey, SettingsUnreadable, ApiAddress, RotateKeys, FileUnreadable,
    ];
}
