using System.Globalization;

namespace PaymentSafety.Preflight.Prices;

/// <summary>Amounts as people read them: Stripe counts in the smallest unit that it knows of a currency.</summary>
internal static class Money
{
    // docs.stripe.com/currencies, "Zero-decimal currencies" and "Three-decimal currencies".
    private static readonly HashSet<string> WithoutMinorUnit =
        new(["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> WithThousandths = new(["bhd", "jod", "kwd", "omr", "tnd"], StringComparer.OrdinalIgnoreCase);

    public static bool HasMinorUnit(string currency) => !WithoutMinorUnit.Contains(currency);

    /// <summary><c>9.00 USD</c>, <c>900 JPY</c>, <c>0.005 USD</c>.</summary>
    /// <param name="amount">In the smallest unit; Stripe gives up to 12 decimals of it.</param>
    /// <param name="currency">Three letters.</param>
    public static string Format(decimal amount, string currency)
    {
        var decimals = WithoutMinorUnit.Contains(currency) ? 0 : WithThousandths.Contains(currency) ? 3 : 2;
        var divisor = decimals switch { 0 => 1m, 3 => 1000m, _ => 100m };
        return (amount / divisor).ToString("0." + new string('0', decimals) + new string('#', 12), CultureInfo.InvariantCulture) + " " + currency.ToUpperInvariant();
    }

    /// <summary>The amount that Stripe gives, by the decimal form where there is no whole one; null for tiers and amounts that the buyer chooses.</summary>
    public static decimal? Of(long? amount, string? text) => amount ?? Parse(text);

    /// <summary>Null for what is no number, or none that fits.</summary>
    public static decimal? Parse(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount) ? amount : null;
}
