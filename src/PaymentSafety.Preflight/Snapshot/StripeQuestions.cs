using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Prices;

namespace PaymentSafety.Preflight.Snapshot;

/// <summary>What one project wants to know from Stripe, and with which key.</summary>
/// <param name="Key">Stays in this process.</param>
/// <param name="Api">Stripe, or a stand-in on this computer.</param>
/// <param name="PriceIds">Each once.</param>
internal sealed record StripeQuestions(ConfigurationValue Key, Uri Api, IReadOnlyList<string> PriceIds)
{
    /// <summary>The lookup key that the map expects of a price, by the price's id.</summary>
    public IReadOnlyDictionary<string, string> ExpectedLookupKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the account is asked for: where real money moves, and where the map names the account.</summary>
    public bool Account { get; init; }

    /// <summary>Whether webhooks are asked about.</summary>
    public bool Webhooks { get; init; }

    /// <summary>Whether every active price is listed.</summary>
    public bool Scan { get; init; }

    public static StripeQuestions Of(PreflightFacts facts, Uri api)
    {
        var map = facts.Map.Map;
        return new StripeQuestions(facts.Keys.Asking!, api, PricesOf(map, facts.Mode))
        {
            ExpectedLookupKeys = LookupKeysOf(map, facts.Mode),
            Account = facts.Mode == StripeMode.Live || map?.Account(facts.Mode) is not null,
            Webhooks = true,
            Scan = facts.Options.ScanPrices,
        };
    }

    /// <summary>The prices of the other mode, to compare with; null when there is no key or nothing to compare.</summary>
    public static StripeQuestions? OfOtherMode(PreflightFacts facts, Uri api)
    {
        var prices = PricesOf(facts.Map.Map, facts.Mode.Other());
        var scan = facts.Options.ScanOtherMode;
        return facts.Keys.OtherMode is { } key && (prices.Count > 0 || scan) ? new StripeQuestions(key, api, prices) { Scan = scan } : null;
    }

    private static IReadOnlyList<string> PricesOf(PriceMap? map, StripeMode mode) =>
        [.. map?.Plans.Select(plan => plan.Slot(mode).PriceId).OfType<string>().Distinct(StringComparer.Ordinal) ?? []];

    private static Dictionary<string, string> LookupKeysOf(PriceMap? map, StripeMode mode)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var slot in map?.Plans.Select(plan => plan.Slot(mode)) ?? [])
        {
            if (slot.PriceId is not null && slot.Expected.Text("lookup_key") is { } key)
                keys[slot.PriceId] = key;
        }

        return keys;
    }
}
