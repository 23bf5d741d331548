using PaymentSafety.Preflight.Checks;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Snapshot;

/// <summary>What Stripe said about the questions of one project, or why it was not asked.</summary>
internal sealed record StripeAnswers
{
    /// <summary>The balance of the key's account; null when Stripe was not asked.</summary>
    public StripeAnswer<StripeBalance>? Balance { get; init; }

    /// <summary>The prices of the map in the mode that is checked, by id.</summary>
    public IReadOnlyDictionary<string, StripeAnswer<StripePrice>> Prices { get; init; } = new Dictionary<string, StripeAnswer<StripePrice>>();

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
    public bool KeyWasTaken => Balance is { ProvesKey: true } || Prices.Values.Any(answer => answer.ProvesKey);

    /// <summary>Every fault that left a question open.</summary>
    public IEnumerable<StripeFault> Faults =>
        new[] { Balance?.Fault }.Concat(Prices.Values.Select(answer => answer.Fault)).OfType<StripeFault>().Where(fault => fault.Kind != StripeFaultKind.ResourceMissing);
}
