using System.Text.RegularExpressions;

namespace PaymentSafety.Build;

/// <summary>The last net before a log: whatever has the shape of a secret of Stripe's keeps its prefix only.</summary>
internal static class KeyMask
{
    // Every such secret holds one of these; the expression is not even made for a text that has none.
    private static readonly string[] Marks = ["_live_", "_test_", "sk_org_", "whsec_"];

    private static readonly Lazy<Regex> Secret = new(() => new Regex(
        "(?<prefix>(?:sk|rk|uk|ek|rkcs)_(?:org_)?(?:live|test)_|sk_org_|whsec_)[A-Za-z0-9_+/=]{4,}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture));

    public static bool Matches(string? text) => text is not null && IsMarked(text) && Secret.Value.IsMatch(text);

    public static string Apply(string text) => IsMarked(text) ? Secret.Value.Replace(text, "${prefix}...") : text;

    private static bool IsMarked(string text) => Array.Exists(Marks, mark => text.IndexOf(mark, StringComparison.Ordinal) >= 0);
}
