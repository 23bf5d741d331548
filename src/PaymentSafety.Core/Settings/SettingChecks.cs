namespace PaymentSafety.Core;

/// <summary>The rules of <see cref="SettingRules"/> that need nothing but the settings themselves.</summary>
internal static class SettingChecks
{
    private const int HexOfListen = 64;

    /// <summary>Each rule with its check, in the order of ids.</summary>
    public static readonly IReadOnlyList<(SettingRule Rule, Func<StripeSettings, IEnumerable<SettingProblem>> Check)> All =
    [
        (SettingRules.TestSecretKey, TestSecretKey),
        (SettingRules.TestPublishableKey, TestPublishableKey),
        (SettingRules.LiveSecretKey, LiveSecretKey),
        (SettingRules.KeysOfTwoModes, KeysOfTwoModes),
        (SettingRules.KeysOfTwoAccounts, KeysOfTwoAccounts),
        (SettingRules.UnusableKey, UnusableKeys),
        (SettingRules.NoSigningSecret, SecretsOfOtherKind),
        (SettingRules.ListenSecret, ListenSecret),
        (SettingRules.OrganisationKey, OrganisationKeys),
        (SettingRules.UnrestrictedKey, UnrestrictedKeys),
        (SettingRules.ClaimableKey, ClaimableKeys),
        (SettingRules.SampleKey, SampleKeys),
    ];

    public static IEnumerable<SettingProblem> TestSecretKey(StripeSettings settings) => OfMode(SettingRules.TestSecretKey, settings, settings.SecretKeys, StripeMode.Test);

    public static IEnumerable<SettingProblem> LiveSecretKey(StripeSettings settings) => OfMode(SettingRules.LiveSecretKey, settings, settings.SecretKeys, StripeMode.Live);

    public static IEnumerable<SettingProblem> TestPublishableKey(StripeSettings settings) =>
        OfMode(SettingRules.TestPublishableKey, settings, settings.PublishableKey is { } key ? [key] : [], StripeMode.Test);

    public static IEnumerable<SettingProblem> KeysOfTwoModes(StripeSettings settings)
    {
        if (settings is { AppKey: { } secret, PublishableKey: { } publishable }
            && StripeKeyShape.Of(secret.Value).Mode is { } mode1 && StripeKeyShape.Of(publishable.Value).Mode is { } mode2 && mode1 != mode2)
        {
            yield return SettingRules.KeysOfTwoModes.At(
                publishable, ("secret", secret.Name), ("mode1", mode1.Word()), ("publishable", publishable.Name), ("mode2", mode2.Word()));
        }
    }

    public static IEnumerable<SettingProblem> KeysOfTwoAccounts(StripeSettings settings)
    {
        // Keys of different modes may well belong to different accounts, a sandbox and the account itself; that they differ is told already.
        if (settings is { AppKey: { } secret, PublishableKey: { } publishable }
            && StripeKeyShape.Of(secret.Value).Mode == StripeKeyShape.Of(publishable.Value).Mode
            && AccountFragment.OfKey(secret.Value) is { } f1 && AccountFragment.OfKey(publishable.Value) is { } f2 && f1 != f2)
        {
            yield return SettingRules.KeysOfTwoAccounts.At(publishable, ("f1", f1), ("f2", f2), ("secret", secret.Name), ("publishable", publishable.Name));
        }
    }

    public static IEnumerable<SettingProblem> UnusableKeys(StripeSettings settings)
    {
        var keys = settings.SecretKeys.Select(key => (Setting: key, key.Value, Kind: StripeKeyKind.Secret));
        // A secret key in a place for publishable ones has a row of its own, which says more.
        if (settings.PublishableKey is { } publishable && StripeKeyShape.Of(publishable.Value).Kind != StripeKeyKind.Secret)
        {
            keys = keys.Concat([(publishable, publishable.Value, StripeKeyKind.Publishable)]);
        }

        // So has a signing secret that is of another kind.
        if (settings.WebhookSecret is { } secret)
        {
            // Blanks count in a value that stands alone, and not around the semicolons of several.
            var parts = secret.Value.IndexOf(';') >= 0 ? SigningSecrets(secret) : [secret.Value];
            keys = keys.Concat(parts.Where(part => StripeKeyShape.Of(part).Kind == StripeKeyKind.Webhook).Select(part => (secret, part, StripeKeyKind.Webhook)));
        }

        return from key in keys
               let reason = StripeKeyShape.Unusable(key.Value, key.Kind)
               where reason is not null
               select SettingRules.UnusableKey.At(key.Setting, ("name", key.Setting.Name), ("reason", reason));
    }

    public static IEnumerable<SettingProblem> SecretsOfOtherKind(StripeSettings settings)
    {
        if (settings.WebhookSecret is { } setting && SigningSecrets(setting).Any(part => !IsSigningSecret(part)))
        {
            yield return SettingRules.NoSigningSecret.At(setting, ("name", setting.Name), ("mode", settings.Mode.Word()));
        }
    }

    public static IEnumerable<SettingProblem> ListenSecret(StripeSettings settings)
    {
        if (settings.WebhookSecret is { } setting && SigningSecrets(setting).Any(IsOfListen))
        {
            yield return SettingRules.ListenSecret.At(setting, ("name", setting.Name));
        }
    }

    public static IEnumerable<SettingProblem> OrganisationKeys(StripeSettings settings) =>
        OfKind(SettingRules.OrganisationKey, settings, match => match.Kind == CredentialKind.Organisation);

    public static IEnumerable<SettingProblem> ClaimableKeys(StripeSettings settings) =>
        OfKind(SettingRules.ClaimableKey, settings, match => match.Kind == CredentialKind.ClaimableTest);

    public static IEnumerable<SettingProblem> UnrestrictedKeys(StripeSettings settings) =>
        OfKind(SettingRules.UnrestrictedKey, settings, match => match.Kind == CredentialKind.Secret);

    public static IEnumerable<SettingProblem> SampleKeys(StripeSettings settings) =>
        OfKind(SettingRules.SampleKey, settings, match => match.Placeholder == PlaceholderReason.PublishedSample);

    /// <summary>The secrets of a setting that may hold several, separated by semicolons, while one is rolled.</summary>
    public static IReadOnlyList<string> SigningSecrets(StripeSetting setting) =>
        [.. setting.Value.Split(';').Select(part => part.Trim()).Where(part => part.Length > 0)];

    public static bool IsSigningSecret(string value) => StripeCredential.TryParse(value.AsSpan(), out var match) && match.Kind == CredentialKind.Webhook;

    private static bool IsOfListen(string value)
    {
        var body = IsSigningSecret(value) ? value.Substring(value.IndexOf('_') + 1) : "";
        return body.Length == HexOfListen && body.All(character => character is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
    }

    private static IEnumerable<SettingProblem> OfKind(SettingRule rule, StripeSettings settings, Func<CredentialMatch, bool> holds) =>
        from key in settings.PublishableKey is { } publishable ? settings.SecretKeys.Concat([publishable]) : settings.SecretKeys
        where StripeKeyShape.TryParse(key.Value, out var match) && holds(match)
        select rule.At(key, ("name", key.Name), ("link", RestrictedKeyLink.For(settings.Mode, RestrictedKeyLink.All)));

    private static IEnumerable<SettingProblem> OfMode(SettingRule rule, StripeSettings settings, IEnumerable<StripeSetting> keys, StripeMode wrong) =>
        from key in keys
        where settings.Mode != wrong && StripeKeyShape.Of(key.Value).Mode == wrong
        select rule.At(key, ("environment", settings.Environment), ("name", key.Name), ("masked", StripeKeyShape.Mask(key.Value)), ("source", key.Source));
}
