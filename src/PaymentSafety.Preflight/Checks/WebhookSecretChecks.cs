using PaymentSafety.Core;

namespace PaymentSafety.Preflight.Checks;

/// <summary>The signing secrets of webhooks; a setting may hold several, separated by semicolons, while one is rolled.</summary>
internal static class WebhookSecretChecks
{
    public static IEnumerable<Finding> Shared(Check self, PreflightFacts facts)
    {
        var setting = facts.Keys.WebhookSecret!;
        var own = SettingChecks.SigningSecrets(setting).Where(SettingChecks.IsSigningSecret).ToHashSet(StringComparer.Ordinal);
        var other = facts.Configuration.Others
            .Where(source => facts.ModeOf(source.Environment) != facts.Mode)
            .Select(source => source.Find(facts.Options.Names.WebhookSecret))
            .FirstOrDefault(value => value is not null && value.Place != setting.Place && SettingChecks.SigningSecrets(value).Any(own.Contains));
        if (other is not null)
        {
            yield return self.At(
                EnvironmentChecks.PlaceOf(setting, facts), ("name", setting.Name), ("source", setting.Source), ("other", other.Source), ("mode", facts.Mode.Word()));
        }
    }
}
