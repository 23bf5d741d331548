using PaymentSafety.Database;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Plans;

/// <summary>The plans that the app has stored, or why they are not known.</summary>
/// <param name="All">Every row that was read; empty where there is an obstacle.</param>
/// <param name="Place">Where to point for the table as a whole.</param>
internal sealed record StoredPlans(IReadOnlyList<StoredPlan> All, SourcePlace Place)
{
    /// <summary>Why nothing could be read.</summary>
    public Finding? Obstacle { get; private init; }

    /// <summary>Which table of which database was asked; null for what came from a file, or was not asked at all.</summary>
    public (string Connection, PlanTable Table)? Asked { get; init; }

    public static StoredPlans Unknown(Finding obstacle, SourcePlace place) => new([], place) { Obstacle = obstacle };
}

/// <summary>One plan as the app has stored it.</summary>
/// <param name="Id">The plan's id.</param>
/// <param name="PriceId">The id of its Stripe price; null for a plan that costs nothing.</param>
/// <param name="Place">Where it stands in an export; null for a row of a database.</param>
internal sealed record StoredPlan(string Id, string? PriceId, SourcePlace? Place);
