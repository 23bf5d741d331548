namespace PaymentSafety.Core;

/// <summary>The rules about Stripe's settings that the gate checks before a publish and a running app checks when it starts: one table, the same words.</summary>
public static class SettingRules
{
    /// <summary>PF2001.</summary>
    public static readonly SettingRule MissingConfiguration = new(
        "PF2001", SettingSeverity.Error, SettingSeverity.Warning,
        "Missing configuration: {names}. Looked in: {sources}.",
        "Set each for {environment}.");

    /// <summary>PF2002.</summary>
    public static readonly SettingRule TestSecretKey = Error(
        "PF2002", "{environment} uses a test secret key ({name} = {masked}, from {source}).",
        "Set a live restricted key.");

    /// <summary>PF2003.</summary>
    public static readonly SettingRule TestPublishableKey = Error(
        "PF2003", "{environment} uses a test publishable key ({name} = {masked}, from {source}).",
        "Set pk_live_….");

    /// <summary>PF2004.</summary>
    public static readonly SettingRule LiveSecretKey = Error(
        "PF2004", "{environment} uses a live secret key ({name}); tests could charge real cards.",
        "Use a sandbox key.");

    /// <summary>PF2005.</summary>
    public static readonly SettingRule KeysOfTwoModes = Error(
        "PF2005", "The secret key is {mode1} but the publishable key is {mode2}.",
        "Take both from the same page ({secret}, {publishable}).");

    /// <summary>PF2006.</summary>
    public static readonly SettingRule KeysOfTwoAccounts = Warning(
        "PF2006", "Secret and publishable key belong to different accounts (…{f1}, …{f2}).",
        "Take both from the same page ({secret}, {publishable}).");

    /// <summary>PF2008.</summary>
    public static readonly SettingRule UnusableKey = Error(
        "PF2008", "{name} is not a usable key: {reason}.",
        "Copy it again.");

    /// <summary>PF2011.</summary>
    public static readonly SettingRule NoSigningSecret = Error(
        "PF2011", "{name} is not a webhook signing secret (expected whsec_…).",
        "Copy \"Signing secret\" from the {mode} endpoint.");

    /// <summary>PF2013.</summary>
    public static readonly SettingRule ListenSecret = new(
        "PF2013", SettingSeverity.Warning, SettingSeverity.None,
        "{name} looks like the secret that 'stripe listen' prints.",
        "Copy the live endpoint's secret.");

    /// <summary>PF2016.</summary>
    public static readonly SettingRule OrganisationKey = Warning(
        "PF2016", "{name} is an organization key; every request needs Stripe-Context.",
        "Use an account key.");

    /// <summary>PF2017.</summary>
    public static readonly SettingRule UnrestrictedKey = new(
        "PF2017", SettingSeverity.Message, SettingSeverity.Message,
        "{name} is an unrestricted secret key.",
        "Create a restricted key: {link}.");

    /// <summary>PF2018.</summary>
    public static readonly SettingRule ClaimableKey = Warning(
        "PF2018", "{name} is a temporary sandbox key (rkcs_).",
        "Claim the sandbox.");

    /// <summary>PF2020.</summary>
    public static readonly SettingRule SampleKey = Error(
        "PF2020", "{name} is a sample key from Stripe's documentation.",
        "Use your own.");

    /// <summary>PF2022.</summary>
    public static readonly SettingRule ApiAddress = Error(
        "PF2022", "The Stripe API address is '{url}'.",
        "Remove the override. A loopback address needs PaymentSafety:AllowLoopback=true, which is for tests.");

    /// <summary>PF2025.</summary>
    public static readonly SettingRule MeaninglessSetting = Error(
        "PF2025", "'{name}' must be {expected}, but is '{actual}'.",
        "Correct it, or remove it for the default.");

    /// <summary>PF2026.</summary>
    public static readonly SettingRule UnmaskedLog = Error(
        "PF2026", "The log is not masked: {factory} took its place after AddPaymentSafety.",
        "Call AddPaymentSafety after what sets up the log (UseSerilog, AddNLog).");

    private static SettingRule Error(string id, string message, string fix) => new(id, SettingSeverity.Error, SettingSeverity.Error, message, fix);

    private static SettingRule Warning(string id, string message, string fix) => new(id, SettingSeverity.Warning, SettingSeverity.Warning, message, fix);
}
