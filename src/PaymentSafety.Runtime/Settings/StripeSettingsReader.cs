using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using PaymentSafety.Core;

namespace PaymentSafety.Runtime.Settings;

/// <summary>Puts the Stripe settings together, from the configuration and from what code set, for the rules that the gate checks too.</summary>
internal sealed class StripeSettingsReader(IConfiguration configuration, IHostEnvironment environment)
{
    private const string Code = "code";

    /// <summary>The app's environment, as its host sees it.</summary>
    public string EnvironmentName => environment.EnvironmentName;

    /// <summary>The settings, of the keys that are in force.</summary>
    public StripeSettings Read(PaymentSafetyOptions options)
    {
        var key = InForce(options.SecretKey, options.Names.SecretKey, nameof(options.SecretKey));
        return new StripeSettings(ModeOf(options), Subject(options))
        {
            AppKey = key,
            SecretKeys = key is null ? [] : [key],
            PublishableKey = InForce(options.PublishableKey, options.Names.PublishableKey, nameof(options.PublishableKey)),
            WebhookSecret = InForce(options.WebhookSecret, options.Names.WebhookSecret, nameof(options.WebhookSecret)),
        };
    }

    /// <summary>Live or test.</summary>
    public StripeMode ModeOf(PaymentSafetyOptions options) => options.Mode ?? LiveEnvironments.ModeOf(EnvironmentName, [.. options.LiveEnvironments]);

    /// <summary>Names of required settings that have no value.</summary>
    public IEnumerable<string> Missing(PaymentSafetyOptions options) => options.Names.Required.Where(name => Find([name]) is null);

    /// <summary>The first of <paramref name="names"/> that has a value. A blank value counts as none.</summary>
    public StripeSetting? Find(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (configuration[name] is { } value && !string.IsNullOrWhiteSpace(value))
                return new StripeSetting(name, value, ConfigurationSources.Of(configuration, name));
        }

        return null;
    }

    /// <summary>The places that were searched, the strongest last.</summary>
    public IEnumerable<string> Searched => ConfigurationSources.All(configuration);

    // The mode that was asked for is the app's own word; without it the environment speaks.
    private string Subject(PaymentSafetyOptions options) => options.Mode is { } mode ? $"The {mode.Word()} mode of the app" : EnvironmentName;

    private StripeSetting? InForce(string? value, IReadOnlyList<string> names, string property)
    {
        if (string.IsNullOrWhiteSpace(value)) return null;
        return Find(names) is { } configured && configured.Value == value ? configured : new StripeSetting($"{nameof(PaymentSafetyOptions)}.{property}", value, Code);
    }
}
