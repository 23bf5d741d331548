using PaymentSafety.Database;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;

namespace PaymentSafety.Preflight.Plans;

/// <summary>Why a database gave no plans, as a finding: the check, the place and the fix that belong to the kind of failure.</summary>
internal static class DatabaseObstacles
{
    /// <param name="fault">What the reader met.</param>
    /// <param name="setting">The setting with the connection string.</param>
    /// <param name="table">What was asked for.</param>
    /// <param name="map">Where the price map names the table.</param>
    /// <param name="project">Where to point for a setting that stands in no file.</param>
    public static Finding Of(DatabaseFault fault, ConfigurationValue setting, PlanTable table, SourcePlace map, SourcePlace project) =>
        Row(fault.Kind).At(
            fault.Kind is DatabaseFaultKind.NoSuchTable ? map : setting.Place ?? project,
            ("name", setting.Name), ("source", setting.Source), ("provider", table.Provider.Name()), ("example", Example(table.Provider)), ("server", fault.Server),
            ("user", fault.User), ("table", Words.OneLine(table.Shown)), ("reason", fault.Reason));

    private static Check Row(DatabaseFaultKind kind) => kind switch
    {
        DatabaseFaultKind.ConnectionString => CheckTable.ConnectionStringWrong,
        DatabaseFaultKind.Unreachable => CheckTable.DatabaseUnreachable,
        DatabaseFaultKind.LoginRefused => CheckTable.DatabaseLoginRefused,
        DatabaseFaultKind.Tls => CheckTable.DatabaseTls,
        DatabaseFaultKind.NoSuchTable => CheckTable.NoSuchPlanTable,
        DatabaseFaultKind.NoPermission => CheckTable.PlanTableNotReadable,
        DatabaseFaultKind.TooLate => CheckTable.PlanTableTooLate,
        DatabaseFaultKind.NoClient => CheckTable.NoDatabaseClient,
        _ => CheckTable.DatabaseFails,
    };

    private static string Example(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.MySql => "Server=host;Port=3306;Database=shop;User ID=reader;Password=...",
        DatabaseProvider.Sqlite => "Data Source=shop.db",
        _ => "Host=host;Port=5432;Database=shop;Username=reader;Password=...",
    };
}
