using PaymentSafety.Core;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Runtime.Settings;

/// <summary>Everything that is wrong with the settings, in the order of ids, whatever its severity.</summary>
internal static class StartProblems
{
    public static IEnumerable<SettingProblem> Of(StripeSettingsReader reader, PaymentSafetyOptions options)
    {
        var settings = reader.Read(options);
        return Missing(reader, options, settings)
            .Concat(SettingChecks.All.SelectMany(row => row.Check(settings)))
            .Concat(Address(options))
            .Concat(options.UnreadableSettings)
            .Concat(OptionsRanges.Check(options))
            .OrderBy(problem => problem.Rule.Id, StringComparer.Ordinal);
    }

    private static IEnumerable<SettingProblem> Missing(StripeSettingsReader reader, PaymentSafetyOptions options, StripeSettings settings)
    {
        var missing = reader.Missing(options).ToList();
        if (settings.AppKey is null) missing.Insert(0, $"the Stripe secret key ({string.Join(", ", options.Names.SecretKey)})");
        if (options.TakesWebhooks && settings.WebhookSecret is null) missing.Add($"the signing secret of the webhook ({string.Join(", ", options.Names.WebhookSecret)})");
        if (options.Reconciles && options.Reconciliation.Since is null) missing.Add($"from when on payments are reconciled ({PaymentSafetyOptions.SectionName}:Reconciliation:Since)");
        if (missing.Count > 0)
        {
            yield return SettingRules.MissingConfiguration.At(
                null, ("names", string.Join("; ", missing)), ("sources", string.Join(", ", reader.Searched)), ("environment", reader.EnvironmentName));
        }
    }

    private static IEnumerable<SettingProblem> Address(PaymentSafetyOptions options)
    {
        if (!StripeHost.IsAllowed(options.StripeApi, options.AllowLoopback, out _))
            yield return SettingRules.ApiAddress.At(null, ("url", Redaction.Mask(options.StripeApi.ToString())));
    }
}
