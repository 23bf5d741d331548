using PaymentSafety.Preflight.Checks;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Snapshot;

/// <summary>What Stripe said about the questions of one project, or why it was not asked.</summary>
internal sealed record StripeAnswers
{
    /// <summary>The balance of the key's account; null when Stripe was not asked for it.</summary>
    public StripeAnswer<StripeBalance>? Balance { get; init; }

    /// <summary>The key's account; null when Stripe was not asked for it.</summary>
    public StripeAnswer<StripeAccount>? Account { get; init; }

    /// <summary>The prices of the map in the mode that is checked, by id.</summary>
    public IReadOnlyDictionary<string, StripeAnswer<StripePrice>> Prices { get; init; } = new Dictionary<string, StripeAnswer<StripePrice>>();

    /// <summary>The same plans' prices in the other mode, by id; null when there is no key to ask with.</summary>
    public IReadOnlyDictionary<string, StripeAnswer<StripePrice>>? OtherPrices { get; init; }

    /// <summary>Active prices of the account; null when they were not listed.</summary>
    public StripeAnswer<StripeItems<StripePrice>>? ActivePrices { get; init; }

    /// <summary>Active prices of the other mode; null when they were not listed.</summary>
    public StripeAnswer<StripeItems<StripePrice>>? OtherActivePrices { get; init; }

    /// <summary>Which price has a lookup key, for the keys that the map's own prices do not have.</summary>
    public IReadOnlyDictionary<string, StripeAnswer<StripeLookup>> LookupKeys { get; init; } = new Dictionary<string, StripeAnswer<StripeLookup>>();

    public StripeAnswer<StripeItems<StripeWebhookEndpoint>>? Endpoints { get; init; }

    /// <summary>Events of the last three days that were not delivered.</summary>
    public StripeAnswer<StripeItems<StripeEvent>>? Undelivered { get; init; }

    /// <summary>An event that was delivered to a young endpoint, by the endpoint's id; empty where there is none such.</summary>
    public IReadOnlyDictionary<string, StripeAnswer<StripeItems<StripeEvent>>> Delivered { get; init; } = new Dictionary<string, StripeAnswer<StripeItems<StripeEvent>>>();

    /// <summary>Stripe's clock against this computer's; null when they agree.</summary>
    public StripeClockSkew? ClockSkew { get; init; }

    /// <summary>Requests that this process sent, retries included.</summary>
    public int Requests { get; init; }

    /// <summary>Whether answers of another project of this build were used.</summary>
    public bool Shared { get; init; }

    /// <summary>The finding because of which nothing was asked; null when Stripe was asked, or was not to be.</summary>
    public Finding? Obstacle { get; init; }

    /// <summary>Whether the run was asked to stay offline.</summary>
    public bool Offline { get; init; }

    /// <summary>Where the answers come from, when that is not Stripe.</summary>
    public Uri? StandIn { get; init; }

    /// <summary>Whether Stripe took the key at least once.</summary>
    public bool KeyWasTaken =>
        Account is { ProvesKey: true } || Balance is { ProvesKey: true } || Endpoints is { ProvesKey: true } || Prices.Values.Any(answer => answer.ProvesKey);

    /// <summary>Every fault that left a question to the checked mode open, the first one first.</summary>
    public IEnumerable<StripeFault> Faults =>
        new[] { Account?.Fault, Balance?.Fault }
            .Concat(Prices.Values.Select(answer => answer.Fault))
            .Append(Endpoints?.Fault)
            .Append(Undelivered?.Fault)
            .OfType<StripeFault>()
            .Where(fault => fault.Kind != StripeFaultKind.ResourceMissing);

    /// <summary>The mode that the key works in, by what most of its objects say; null when none was answered.</summary>
    public bool? Livemode
    {
        get
        {
            var (live, test) = (Votes(livemode: true), Votes(livemode: false));
            return live == 0 && test == 0 ? null : live >= test;
        }
    }

    private int Votes(bool livemode) =>
        Prices.Values.Count(answer => answer.Value?.Livemode == livemode)
        + (Endpoints?.Value?.Items.Count(endpoint => endpoint.Livemode == livemode) ?? 0)
        + (Balance?.Value?.Livemode == livemode ? 1 : 0);
}
