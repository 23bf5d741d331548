using PaymentSafety.Core;
using PaymentSafety.Preflight.Configuration;

namespace PaymentSafety.Preflight.Checks;

/// <summary>The signing secrets of webhooks; a setting may hold several, separated by semicolons, while one is rolled.</summary>
internal static class WebhookSecretChecks
{
    private const int HexOfListen = 64;

    public static IEnumerable<Finding> OfOtherKind(Check self, PreflightFacts facts)
    {
        var setting = facts.Keys.WebhookSecret!;
        if (Parts(setting).Any(part => !IsSigningSecret(part)))
            yield return self.At(EnvironmentChecks.PlaceOf(setting, facts), ("name", setting.Name), ("mode", facts.Mode.Word()));
    }

    public static IEnumerable<Finding> Shared(Check self, PreflightFacts facts)
    {
        var setting = facts.Keys.WebhookSecret!;
        var own = Parts(setting).Where(IsSigningSecret).ToHashSet(StringComparer.Ordinal);
        var other = facts.Configuration.Others
            .Where(source => facts.ModeOf(source.Environment) != facts.Mode)
            .Select(source => source.Find(facts.Options.Names.WebhookSecret))
            .FirstOrDefault(value => value is not null && value.Place != setting.Place && Parts(value).Any(own.Contains));
        if (other is not null)
        {
            yield return self.At(
                EnvironmentChecks.PlaceOf(setting, facts), ("name", setting.Name), ("source", setting.Source), ("other", other.Source), ("mode", facts.Mode.Word()));
        }
    }

    public static IEnumerable<Finding> OfListen(Check self, PreflightFacts facts)
    {
        var setting = facts.Keys.WebhookSecret!;
        if (Parts(setting).Any(IsOfListen))
            yield return self.At(EnvironmentChecks.PlaceOf(setting, facts), ("name", setting.Name));
    }

    private static string[] Parts(ConfigurationValue setting) => setting.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsSigningSecret(string value) => StripeCredential.TryParse(value, out var match) && match.Kind == CredentialKind.Webhook;

    private static bool IsOfListen(string value)
    {
        var body = IsSigningSecret(value) ? value.AsSpan(value.IndexOf('_') + 1) : default;
        return body.Length == HexOfListen && body.IndexOfAnyExcept("0123456789abcdef") < 0;
    }
}
