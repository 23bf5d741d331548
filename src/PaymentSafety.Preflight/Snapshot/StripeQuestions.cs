using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Prices;

namespace PaymentSafety.Preflight.Snapshot;

/// <summary>What one project wants to know from Stripe, and with which key.</summary>
/// <param name="Key">Stays in this process.</param>
/// <param name="Api">Stripe, or a stand-in on this computer.</param>
/// <param name="PriceIds">Each once.</param>
internal sealed record StripeQuestions(ConfigurationValue Key, Uri Api, IReadOnlyList<string> PriceIds)
{
    public static IReadOnlyList<string> PricesOf(PriceMap? map, StripeMode mode) =>
        [.. map?.Plans.Select(plan => plan.Slot(mode).PriceId).OfType<string>().Distinct(StringComparer.Ordinal) ?? []];
}
