using PaymentSafety.Core;

namespace PaymentSafety.Preflight.Prices;

/// <summary>What an id is that is none of a price. Ids of plans from before 2020 were chosen freely, so that only Stripe's own shapes count.</summary>
internal static class IdKind
{
    private const int ShortestBody = 8;

    private static readonly (string Prefix, string What)[] Kinds =
    [
        ("prod_", "a product id"), ("cus_", "a customer id"), ("sub_", "a subscription id"), ("si_", "a subscription item id"), ("in_", "an invoice id"),
        ("pi_", "a payment intent id"), ("pm_", "a payment method id"), ("ch_", "a charge id"), ("seti_", "a setup intent id"), ("plink_", "a payment link id"),
        ("cs_test_", "a checkout session id"), ("cs_live_", "a checkout session id"), ("evt_", "an event id"), ("we_", "a webhook endpoint id"),
        ("acct_", "an account id"), ("promo_", "a promotion code id"), ("txr_", "a tax rate id"), ("qt_", "a quote id"),
    ];

    /// <summary>What it is, with its article; null for what may be a price.</summary>
    public static string? OtherThanPrice(string id)
    {
        if (StripeCredential.TryParse(id, out var credential))
            return "a " + credential.Description;
        foreach (var (prefix, what) in Kinds)
        {
            if (id.StartsWith(prefix, StringComparison.Ordinal) && IsDrawn(id.AsSpan(prefix.Length), prefix == "prod_" ? 1 : ShortestBody))
                return what;
        }

        return null;
    }

    // Letters and digits as Stripe draws them, and not words that a person wrote: prod_monthly may be the id of an old plan.
    private static bool IsDrawn(ReadOnlySpan<char> body, int shortest) =>
        body.Length >= shortest && body.IndexOfAnyExceptInRange('0', 'z') < 0 && body.IndexOf('_') < 0
        && (body.IndexOfAnyInRange('0', '9') >= 0 || body.IndexOfAnyInRange('A', 'Z') >= 0);
}
