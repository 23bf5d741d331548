using PaymentSafety.Database;
using PaymentSafety.Database.Migrations;
using PaymentSafety.Preflight.Prices;

namespace PaymentSafety.Preflight.Plans;

/// <summary>What of a price map a migration is made from.</summary>
internal static class MigrationOfMap
{
    /// <param name="map">The map.</param>
    /// <param name="provider">The kind of database, where it is not the map that says it.</param>
    public static MigrationPlan Of(PriceMap map, DatabaseProvider? provider = null) => new(
        map.PlanTable(provider),
        [.. map.Plans.Select(plan => new MigratedPlan(plan.DatabaseId, plan.Test.PriceId, plan.Live.PriceId, IsRequired: !plan.Retired))]);
}
