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

    /// <summary>A rule that the running app checks as well, over the settings as the gate found them.</summary>
    public static Check.Evaluation Shared(Func<StripeSettings, IEnumerable<SettingProblem>> check) => (self, facts) =>
        check(facts.Settings).Select(problem => self.At(problem.Setting is ConfigurationValue value ? PlaceOf(value, facts) : facts.Project, problem.Values));

    public static IEnumerable<Finding> NoEnvironment(Check self, PreflightFacts facts)
    {
        if (facts.Decision.IsEnvironmentUnset)
            yield return self.At(facts.Project);
    }

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
}
