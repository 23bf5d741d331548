using PaymentSafety.Core;
using PaymentSafety.Preflight.Configuration;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF2xxx: what the app will be configured with.</summary>
internal static class EnvironmentChecks
{
    public static IEnumerable<Finding> MissingConfiguration(Check self, PreflightFacts facts)
    {
        var names = facts.Options.Names;
        var missing = names.Required.Where(name => facts.Configuration.Find([name]) is null).ToList();
        if (facts.Keys.Asking is null)
            missing.Insert(0, $"the Stripe secret key ({string.Join(", ", names.SecretKey)} or {SettingNames.PreflightKey(facts.Mode)})");
        if (missing.Count > 0)
        {
            yield return self.At(
                facts.Project, ("names", string.Join("; ", missing)), ("sources", string.Join(", ", facts.Configuration.Searched)), ("environment", facts.Decision.EnvironmentName));
        }
    }

    public static IEnumerable<Finding> TestSecretKey(Check self, PreflightFacts facts) => OfMode(self, facts, facts.Keys.Secret, StripeMode.Test);

    public static IEnumerable<Finding> LiveSecretKey(Check self, PreflightFacts facts) => OfMode(self, facts, facts.Keys.Secret, StripeMode.Live);

    public static IEnumerable<Finding> TestPublishableKey(Check self, PreflightFacts facts) =>
        OfMode(self, facts, facts.Keys.Publishable is { } key ? [key] : [], StripeMode.Test);

    public static IEnumerable<Finding> UnusableKeys(Check self, PreflightFacts facts)
    {
        var keys = facts.Keys.Secret.Select(key => (Setting: key, key.Value, Kind: StripeKeyKind.Secret));
        // A secret key in a place for publishable ones has a row of its own, which says more.
        if (facts.Keys.Publishable is { } publishable && StripeKeyShape.Of(publishable.Value).Kind != StripeKeyKind.Secret)
            keys = keys.Append((publishable, publishable.Value, StripeKeyKind.Publishable));
        // So has a signing secret that is of another kind.
        if (facts.Keys.WebhookSecret is { } secret)
            keys = keys.Concat(SigningSecrets(secret).Where(part => StripeKeyShape.Of(part).Kind == StripeKeyKind.Webhook).Select(part => (secret, part, StripeKeyKind.Webhook)));
        return from key in keys
               let reason = StripeKeyShape.Unusable(key.Value, key.Kind)
               where reason is not null
               select self.At(PlaceOf(key.Setting, facts), ("name", key.Setting.Name), ("reason", reason));
    }

    // Blanks count in a value that stands alone, and not around the semicolons of several.
    private static string[] SigningSecrets(ConfigurationValue setting) =>
        setting.Value.Contains(';') ? setting.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [setting.Value];

    public static IEnumerable<Finding> KeysOfTwoModes(Check self, PreflightFacts facts)
    {
        if (facts.Keys is { App: { } secret, Publishable: { } publishable }
            && StripeKeyShape.Of(secret.Value).Mode is { } mode1 && StripeKeyShape.Of(publishable.Value).Mode is { } mode2 && mode1 != mode2)
        {
            yield return self.At(
                PlaceOf(publishable, facts), ("secret", secret.Name), ("mode1", mode1.Word()), ("publishable", publishable.Name), ("mode2", mode2.Word()));
        }
    }

    public static IEnumerable<Finding> NoEnvironment(Check self, PreflightFacts facts)
    {
        if (facts.Decision.IsEnvironmentUnset)
            yield return self.At(facts.Project);
    }

    public static IEnumerable<Finding> OrganisationKeys(Check self, PreflightFacts facts) => OfKind(self, facts, match => match.Kind == CredentialKind.Organisation);

    public static IEnumerable<Finding> ClaimableKeys(Check self, PreflightFacts facts) => OfKind(self, facts, match => match.Kind == CredentialKind.ClaimableTest);

    public static IEnumerable<Finding> UnrestrictedKeys(Check self, PreflightFacts facts) => OfKind(self, facts, match => match.Kind == CredentialKind.Secret);

    public static IEnumerable<Finding> SampleKeys(Check self, PreflightFacts facts) => OfKind(self, facts, match => match.Placeholder == PlaceholderReason.PublishedSample);

    public static IEnumerable<Finding> RotateKeys(Check self, PreflightFacts facts) => [self.At(facts.Project)];

    public static IEnumerable<Finding> KeysPassedAsProperties(Check self, PreflightFacts facts) =>
        facts.Options.KeysPassedAsProperties.Select(name => self.At(facts.Project, ("name", name)));

    /// <summary>What was met while the settings were read.</summary>
    public static IEnumerable<Finding> FromReader(Check self, PreflightFacts facts) => facts.Configuration.Problems.Where(problem => problem.Check == self);

    public static IEnumerable<Finding> ApiAddress(Check self, PreflightFacts facts)
    {
        if (facts.Options.StripeApi is { } address && !StripeApiAddress.TryParse(address, facts.Options.LocalStripe, out _))
            yield return self.At(facts.Project, ("url", address));
    }

    /// <summary>Where a setting stands; the project for an environment variable.</summary>
    public static SourcePlace PlaceOf(ConfigurationValue value, PreflightFacts facts) => value.Place ?? facts.Project;

    private static IEnumerable<Finding> OfKind(Check self, PreflightFacts facts, Func<CredentialMatch, bool> holds) =>
        from key in facts.Keys.Publishable is { } publishable ? facts.Keys.Secret.Append(publishable) : facts.Keys.Secret
        where StripeKeyShape.TryParse(key.Value, out var match) && holds(match)
        select self.At(PlaceOf(key, facts), ("name", key.Name), ("link", RestrictedKeyLink.For(facts.Mode, RestrictedKeyLink.All)));

    private static IEnumerable<Finding> OfMode(Check self, PreflightFacts facts, IEnumerable<ConfigurationValue> keys, StripeMode wrong) =>
        from key in keys
        where facts.Mode != wrong && StripeKeyShape.Of(key.Value).Mode == wrong
        select self.At(
            PlaceOf(key, facts), ("environment", facts.Decision.Subject), ("name", key.Name), ("masked", StripeKeyShape.Mask(key.Value)), ("source", key.Source));
}
