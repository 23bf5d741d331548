using System.Text.RegularExpressions;

namespace PaymentSafety.Build;

/// <summary>The last net before a log: whatever has the shape of a secret of Stripe's keeps its prefix only.</summary>
internal static class KeyMask
{
    private static readonly Regex Secret = new(
        "(?<prefix>(?:sk|rk|uk|ek|rkcs)_(?:org_)?(?:live|test)_|sk_org_|whsec_)[A-Za-z0-9_+/=]{4,}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    public static bool Matches(string? text) => text is not null && Secret.IsMatch(text);

    public static string Apply(string text) => Secret.Replace(text, "${prefix}...");
}
