using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Secrets;

/// <summary>The values that Stripe publishes for tests (docs.stripe.com/testing), and addresses that are reserved for examples (RFC 2606).</summary>
internal static class StripeTestData
{
    private static readonly string[] ExampleHosts = ["example.com", "example.org", "example.net"];

    /// <summary>What the value is, in words that begin a message; null where it is no test data.</summary>
    public static string? Describe(string value, string member)
    {
        if (value.StartsWith("pm_card_", StringComparison.Ordinal) || value.StartsWith("pm_usBankAccount", StringComparison.Ordinal))
        {
            return "A test payment method";
        }

        if (IsTestToken(value))
        {
            return "A test token";
        }

        if (CardNumber.TryFind(value.AsSpan(), 0, out var card) && card.IsPublishedTestCard && card.Length == value.Trim().Length)
        {
            return "A test card number";
        }

        return member.EndsWith("Url", StringComparison.Ordinal) && IsExampleAddress(value) ? "An example.com address" : null;
    }

    /// <summary>tok_visa, tok_visa_chargeDeclined, btok_us_verified: words; a token that a customer's browser got is random, with digits.</summary>
    private static bool IsTestToken(string value)
    {
        var body = value.StartsWith("tok_", StringComparison.Ordinal) ? 4 : value.StartsWith("btok_", StringComparison.Ordinal) ? 5 : 0;
        if (body == 0 || value.Length - body < 2)
        {
            return false;
        }

        for (var i = body; i < value.Length; i++)
        {
            if (!(char.IsLetter(value[i]) || value[i] == '_'))
            {
                return false;
            }
        }

        return value.Length < 40;
    }

    private static bool IsExampleAddress(string value)
    {
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return false;
        }

        var host = value.Substring(scheme + 3).Split('/', '?', '#', ':')[0];
        return ExampleHosts.Any(example =>
            host.Equals(example, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + example, StringComparison.OrdinalIgnoreCase));
    }
}
