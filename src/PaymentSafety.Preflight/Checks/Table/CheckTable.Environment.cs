using PaymentSafety.Core;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF2xxx: The environment.</summary>
public static partial class CheckTable
{
    public static readonly Check MissingConfiguration = Shared(SettingRules.MissingConfiguration, Needs.Nothing, EnvironmentChecks.MissingConfiguration);

    public static readonly Check TestSecretKey = Shared(SettingRules.TestSecretKey, Needs.SecretKey, EnvironmentChecks.Shared(SettingChecks.TestSecretKey));

    public static readonly Check TestPublishableKey = Shared(SettingRules.TestPublishableKey, Needs.PublishableKey, EnvironmentChecks.Shared(SettingChecks.TestPublishableKey));

    public static readonly Check LiveSecretKey = Shared(SettingRules.LiveSecretKey, Needs.SecretKey, EnvironmentChecks.Shared(SettingChecks.LiveSecretKey));

    public static readonly Check KeysOfTwoModes = Shared(SettingRules.KeysOfTwoModes, Needs.SecretKey | Needs.PublishableKey, EnvironmentChecks.Shared(SettingChecks.KeysOfTwoModes));

    public static readonly Check KeysOfTwoAccounts = Shared(SettingRules.KeysOfTwoAccounts, Needs.SecretKey | Needs.PublishableKey, EnvironmentChecks.Shared(SettingChecks.KeysOfTwoAccounts));

    public static readonly Check SecretForBrowsers = Error(
        "PF2007", "{name} is readable by browsers but holds a {what}.",
        "Put it in a server-side setting and rotate it now ({source}).",
        Needs.Nothing, SecretPlaceChecks.ReadableByBrowsers);

    public static readonly Check UnusableKey = Shared(SettingRules.UnusableKey, Needs.Nothing, EnvironmentChecks.Shared(SettingChecks.UnusableKeys));

    public static readonly Check LiveSecretUnderVersionControl = Error(
        "PF2009", "A live secret is stored in '{file}' (line {line}), which is under version control.",
        "Move it to the host's secret store and rotate it.",
        Needs.Nothing, SecretPlaceChecks.UnderVersionControl);

    public static readonly Check SetTwice = Warning(
        "PF2010", "'{file}' defines {name} twice (lines {a}, {b}).",
        "Keep one.",
        Needs.Nothing, EnvironmentChecks.FromReader);

    public static readonly Check NoSigningSecret = Shared(SettingRules.NoSigningSecret, Needs.WebhookSecret, EnvironmentChecks.Shared(SettingChecks.SecretsOfOtherKind));

    public static readonly Check SharedSigningSecret = Error(
        "PF2012", "Test and live use the same webhook secret; Stripe gives each endpoint its own.",
        "Copy the {mode} endpoint's secret ({name} from {source} is that of {other}).",
        Needs.WebhookSecret, WebhookSecretChecks.Shared);

    public static readonly Check ListenSecret = Shared(SettingRules.ListenSecret, Needs.WebhookSecret, EnvironmentChecks.Shared(SettingChecks.ListenSecret));

    public static readonly Check EnvironmentLetterCase = Error(
        "PF2014", "The environment is '{environment}' but the file is '{file}'; on Linux it will not be loaded.",
        "Use the same letter case.",
        Needs.Nothing, EnvironmentChecks.FromReader);

    public static readonly Check NoEnvironment = NoteInLive(
        "PF2015", "No environment is set; .NET runs as Production.",
        "Set DOTNET_ENVIRONMENT if this is not production.",
        Needs.Nothing, EnvironmentChecks.NoEnvironment);

    public static readonly Check OrganisationKey = Shared(SettingRules.OrganisationKey, Needs.SecretKey, EnvironmentChecks.Shared(SettingChecks.OrganisationKeys));

    public static readonly Check UnrestrictedKey = Shared(SettingRules.UnrestrictedKey, Needs.SecretKey, EnvironmentChecks.Shared(SettingChecks.UnrestrictedKeys));

    public static readonly Check ClaimableKey = Shared(SettingRules.ClaimableKey, Needs.SecretKey, EnvironmentChecks.Shared(SettingChecks.ClaimableKeys));

    public static readonly Check KeyPassedAsProperty = Error(
        "PF2019", "A Stripe key was passed as MSBuild property '{name}'; it is now in build logs.",
        "Use an environment variable and rotate the key.",
        Needs.Nothing, EnvironmentChecks.KeysPassedAsProperties);

    public static readonly Check SampleKey = Shared(SettingRules.SampleKey, Needs.SecretKey, EnvironmentChecks.Shared(SettingChecks.SampleKeys));

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
