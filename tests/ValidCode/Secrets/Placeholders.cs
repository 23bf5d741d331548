using Stripe;

namespace ValidCode.Secrets;

/// <summary>Texts that speak of keys and are none: help, masks, prefixes, samples for a settings file.</summary>
internal static class Placeholders
{
    public const string SampleSettings = """
        {
          "Stripe": {
            "SecretKey": "sk_test_your_secret_key",
            "PublishableKey": "pk_test_...",
            "WebhookSecret": "whsec_<from the Dashboard>"
          }
        }
        """;

    private const string Unset = "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx";

    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["sk_live_"] = "live secret key",
        ["sk_test_"] = "test secret key",
        ["rk_live_"] = "live restricted key",
        ["pk_live_"] = "live publishable key",
        ["whsec_"] = "webhook signing secret",
    };

    public static string Usage => "Set STRIPE_SECRET_KEY to your key (sk_test_**** or sk_live_****), or write ${STRIPE_SECRET_KEY} into appsettings.json.";

    public static string Describe(string key) =>
        Kinds.FirstOrDefault(kind => key.StartsWith(kind.Key, StringComparison.Ordinal)).Value ?? "something else";

    public static StripeClient Client(string key) =>
        key is Unset or "" ? throw new InvalidOperationException(Usage) : new StripeClient(key);

    // A comment may show the form, sk_test_{your key} or whsec_..., as well.
    public static StripeClient ForUnitTests() => new("sk_test_unit_tests");
}
