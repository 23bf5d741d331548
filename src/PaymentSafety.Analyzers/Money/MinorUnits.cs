namespace PaymentSafety.Analyzers.Money;

/// <summary>
/// How many places a currency has at Stripe, where it is not two (docs.stripe.com/currencies, "Zero-decimal currencies", "Three-decimal currencies", read for API version
/// 2026-07-29). ISK and UGX have none in the world and two at Stripe, for compatibility; HUF and TWD have none in payouts only. None of the four is here.
/// </summary>
internal static class MinorUnits
{
    private static readonly HashSet<string> None = new(StringComparer.OrdinalIgnoreCase)
    {
        "bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf",
    };

    private static readonly HashSet<string> Thousandths = new(StringComparer.OrdinalIgnoreCase) { "bhd", "jod", "kwd", "omr", "tnd" };

    /// <returns>0, 2 or 3.</returns>
    public static int PlacesOf(string currency) => None.Contains(currency) ? 0 : Thousandths.Contains(currency) ? 3 : 2;
}
