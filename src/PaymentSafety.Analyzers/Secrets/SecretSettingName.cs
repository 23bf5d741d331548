using PaymentSafety.Analyzers.Stripe;
using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>
/// Whether the name of a setting or variable is that of a Stripe secret, by its words: <c>Stripe:SecretKey</c>,
/// <c>STRIPE_API_KEY</c>, <c>StripeSettings__WebhookSecret</c>; not <c>Stripe:PublishableKey</c>.
/// </summary>
internal static class SecretSettingName
{
    public static SecretParameterKind KindOf(string name)
    {
        var words = new HashSet<string>(Words.Of(name), StringComparer.OrdinalIgnoreCase);
        return words.Contains("stripe") ? KindOf(words) : SecretParameterKind.None;
    }

    /// <summary>The name as messages show it: who took the value for the name must not find it in a log.</summary>
    public static string Shown(string name) => Redaction.Mask(name);

    /// <summary>The same for a property of a type: one of the two has to name Stripe.</summary>
    public static SecretParameterKind KindOf(string type, string property) => KindOf(type + ":" + property);

    private static SecretParameterKind KindOf(HashSet<string> words)
    {
        if (words.Contains("publishable") || words.Contains("public") || words.Contains("name") || words.Contains("path") || words.Contains("id"))
        {
            return SecretParameterKind.None;
        }

        if ((words.Contains("webhook") || words.Contains("endpoint") || words.Contains("signing")) && (words.Contains("secret") || words.Contains("key")))
        {
            return SecretParameterKind.WebhookSecret;
        }

        var isKey = words.Contains("key") && (words.Contains("secret") || words.Contains("api") || words.Contains("restricted") || words.Contains("private"));
        return isKey || (words.Contains("secret") && !words.Contains("client")) || words.Contains("apikey") || words.Contains("secretkey")
            ? SecretParameterKind.ApiKey
            : SecretParameterKind.None;
    }
}
