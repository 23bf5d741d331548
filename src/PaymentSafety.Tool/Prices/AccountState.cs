using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Creation;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Tool.Prices;

/// <summary>What the account lacks of what the map wants.</summary>
/// <param name="Plans">Every plan, in the order of the map.</param>
/// <param name="Problems">What has to be put right before anything is created.</param>
/// <param name="Fault">Why Stripe could not be read to the end; null when it was.</param>
internal sealed record AccountState(IReadOnlyList<PlanState> Plans, IReadOnlyList<Finding> Problems, StripeFault? Fault)
{
    /// <summary>Products that do not exist yet, by id.</summary>
    public IReadOnlyDictionary<string, ProductToCreate> MissingProducts { get; init; } = new Dictionary<string, ProductToCreate>();

    public int Count(PlanStatus status) => Plans.Count(plan => plan.Status == status);
}

/// <param name="PriceId">The id in the map, or the one that was found.</param>
/// <param name="Creation">What is to be made; null unless the status says so.</param>
internal sealed record PlanState(Plan Plan, PlanStatus Status, string? PriceId = null, PriceToCreate? Creation = null);

internal enum PlanStatus
{
    /// <summary>The map has an id, and the account the price.</summary>
    Exists,

    /// <summary>The account has the price by its lookup key, and the map no id yet: a run before this one did not come to its end, or a person made it.</summary>
    Found,

    /// <summary>Neither has it.</summary>
    Missing,

    /// <summary>Retired or inactive: not for sale, and not created.</summary>
    NotForSale,

    /// <summary>A problem tells why nothing can be said or done.</summary>
    Unclear,
}
