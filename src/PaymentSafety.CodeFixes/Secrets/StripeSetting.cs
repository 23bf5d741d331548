using System.Collections.Immutable;
using PaymentSafety.Analyzers.Secrets;
using PaymentSafety.Core;

namespace PaymentSafety.CodeFixes.Secrets;

/// <summary>Where a credential of some kind is kept instead: the names that the gate reads by default.</summary>
internal sealed class StripeSetting
{
    private StripeSetting(string property, string variable)
    {
        Property = property;
        Variable = variable;
    }

    /// <summary>The property of a settings class.</summary>
    public string Property { get; }

    /// <summary>The key in configuration.</summary>
    public string Key => "Stripe:" + Property;

    /// <summary>The environment variable.</summary>
    public string Variable { get; }

    public static StripeSetting WebhookSecret { get; } = new("WebhookSecret", "STRIPE_WEBHOOK_SECRET");

    public static StripeSetting For(ImmutableDictionary<string, string?> properties)
    {
        properties.TryGetValue(CredentialReport.KindProperty, out var kind);
        return kind switch
        {
            nameof(CredentialKind.Webhook) => WebhookSecret,
            nameof(CredentialKind.Publishable) => new("PublishableKey", "STRIPE_PUBLISHABLE_KEY"),
            _ => new("SecretKey", "STRIPE_SECRET_KEY"),
        };
    }
}
