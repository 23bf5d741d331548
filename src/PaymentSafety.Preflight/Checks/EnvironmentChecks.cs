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
        var keys = facts.Keys.Secret.Select(key => (key, StripeKeyKind.Secret));
        if (facts.Keys.Publishable is { } publishable)
            keys = keys.Append((publishable, StripeKeyKind.Publishable));
        return from pair in keys
               let reason = StripeKeyShape.Unusable(pair.key.Value, pair.Item2)
               where reason is not null
               select self.At(PlaceOf(pair.key, facts), ("name", pair.key.Name), ("reason", reason));
    }

    public static IEnumerable<Finding> KeysPassedAsProperties(Check self, PreflightFacts facts) =>
        facts.Options.KeysPassedAsProperties.Select(name => self.At(facts.Project, ("name", name)));

    public static IEnumerable<Finding> UnreadableSettings(Check self, PreflightFacts facts) => facts.Configuration.Problems.Where(problem => problem.Check == self);

    public static IEnumerable<Finding> ApiAddress(Check self, PreflightFacts facts)
    {
        if (facts.Options.StripeApi is { } address && !StripeApiAddress.TryParse(address, facts.Options.LocalStripe, out _))
            yield return self.At(facts.Project, ("url", address));
    }

    /// <summary>Where a setting stands; the project for an environment variable.</summary>
    public static SourcePlace PlaceOf(ConfigurationValue value, PreflightFacts facts) => value.Place ?? facts.Project;

    private static IEnumerable<Finding> OfMode(Check self, PreflightFacts facts, IEnumerable<ConfigurationValue> keys, StripeMode wrong) =>
        from key in keys
        where facts.Mode != wrong && StripeKeyShape.Of(key.Value).Mode == wrong
        select self.At(
            PlaceOf(key, facts), ("environment", facts.Decision.Subject), ("name", key.Name), ("masked", StripeKeyShape.Mask(key.Value)), ("source", key.Source));
}
