using PaymentSafety.Database;
using PaymentSafety.Database.MySql;
using PaymentSafety.Database.PostgreSql;

namespace PaymentSafety.Preflight.Plans;

/// <summary>How the gate reads each kind of database. A driver is loaded when it is used, and not before.</summary>
internal static class PlanReaders
{
    /// <summary>Null for a kind that the gate does not read.</summary>
    public static IPlanReader? OfGate(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.PostgreSql => new PostgreSqlPlanReader(ReadLimits.Default),
        DatabaseProvider.MySql => new MySqlPlanReader(ReadLimits.Default),
        _ => null,
    };
}
