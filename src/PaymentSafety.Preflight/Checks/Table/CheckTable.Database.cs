namespace PaymentSafety.Preflight.Checks;

/// <summary>PF6xxx: The app's own table of plans, and the scripts that migrate it.</summary>
public static partial class CheckTable
{
    public static readonly Check StoredPlanNotInMap = ErrorInLive(
        "PF6001", "Database plan '{id}' (price {price}) is not in the map.",
        "Map it, or take its price away: a plan without a price is free.",
        Needs.Map | Needs.Plans, DatabaseChecks.NotInMap);

    public static readonly Check PlanNotStored = ErrorInLive(
        "PF6002", "Plan '{plan}'{id} is not in the database.",
        "Insert it, or correct its \"id\" in the map; \"retired\": true says that it is sold no more.",
        Needs.Map | Needs.Plans, DatabaseChecks.NotInDatabase);

    public static readonly Check StoredPricesOfOtherMode = ErrorInLive(
        "PF6003", "{n} {mode} price ids: {ids}.{state}",
        "{what}.",
        Needs.Map | Needs.Plans, DatabaseChecks.OfOtherMode);

    public static readonly Check StoredPriceUnknown = ErrorInLive(
        "PF6004", "Database plan '{id}' holds {price}, which is neither its test nor its live price.",
        "Write {expected}, or correct the map.",
        Needs.Map | Needs.Plans, DatabaseChecks.OfNeither);

    public static readonly Check MigrationIsStale = Warning(
        "PF6005", "'{script}' was generated from another version of the map.",
        "Generate it again: dotnet build -t:PaymentSafetyGenerateMigration.",
        Needs.Map | Needs.Migrations, DatabaseChecks.StaleMigration);

    public static readonly Check NoConnectionString = Fault(
        "PF6006", Severity.Error,
        "The setting {name}, which PaymentSafetyDatabase names for the connection string, has no value. Looked in: {sources}.",
        "Set it for {environment}, or name another one.");

    public static readonly Check ConnectionStringWrong = Fault(
        "PF6007", Severity.Error,
        "{name} (from {source}) is no connection string for {provider}: {reason}.",
        "Write it as {example}.");

    public static readonly Check DatabaseUnreachable = Fault(
        "PF6008", Severity.Error,
        "The database at {server} cannot be reached: {reason}.",
        "Make sure that it runs and that this computer reaches it, or check an export (PaymentSafetyPlansFile).");

    public static readonly Check DatabaseLoginRefused = Fault(
        "PF6009", Severity.Error,
        "The database at {server} refused the login of '{user}': {reason}.",
        "Correct user, password or database in {name} (from {source}).");

    public static readonly Check DatabaseTls = Fault(
        "PF6010", Severity.Error,
        "There is no TLS connection to the database at {server} as {name} asks for it: {reason}.",
        "Install the certificate of the server's authority, or name it in {name}; never switch validation off.");

    public static readonly Check NoSuchPlanTable = Fault(
        "PF6011", Severity.Error,
        "The database at {server} has no table of plans as $database says ({table}): {reason}.",
        "Correct $database in the price map; upper and lower case count.");

    public static readonly Check PlanTableNotReadable = Fault(
        "PF6012", Severity.Error,
        "'{user}' may not read {table} in the database at {server}: {reason}.",
        "Let this user read it: GRANT SELECT, and a policy that shows every row.");

    public static readonly Check PlanTableTooLate = Fault(
        "PF6013", Severity.Error,
        "The table {table} in the database at {server} could not be read in time: {reason}.",
        "Run again when the other session has ended.");

    public static readonly Check DatabaseFails = Fault(
        "PF6014", Severity.Error,
        "The database at {server} gave no plans from {table}: {reason}.",
        "Correct $database or {name}, or check an export (PaymentSafetyPlansFile).");

    public static readonly Check DatabaseNotRead = Fault(
        "PF6015", Severity.Error,
        "{provider} is not read here, but {readers}.",
        "Export the table as CSV and name it with PaymentSafetyPlansFile; SQLite is read by the command payment-safety check.");

    public static readonly Check NoDatabaseClient = Fault(
        "PF6016", Severity.Error,
        "{provider} cannot be read: {reason}.",
        "Install the client (Debian and Ubuntu: mariadb-client or mysql-client), or check an export (PaymentSafetyPlansFile).");

    public static readonly Check ExportUnreadable = Fault(
        "PF6017", Severity.Error,
        "'{file}' is no export of plans that can be read: {reason}.",
        "Export the table of plans as CSV (RFC 4180, with a header) or as a JSON array, in UTF-8.");

    public static readonly Check MigrationRefused = Fault(
        "PF6018", Severity.Error,
        "No migration was written: {reason}.",
        "{what}.");

    public static readonly Check MigrationIsThere = Fault(
        "PF6019", Severity.Error,
        "'{path}' is there already and holds something else; no migration was written.",
        "Keep it: its way back belongs to it. Give the new one another --suffix, or another folder with --output.");

    /// <summary>Whether it is met on the way to the database, and leaves the checks over its plans open.</summary>
    internal static bool LeavesDatabaseOpen(Check check) => check.Evaluate is null && check != MigrationRefused && check != MigrationIsThere && DatabaseRows.Contains(check);

    private static IEnumerable<Check> DatabaseRows =>
    [
        StoredPlanNotInMap, PlanNotStored, StoredPricesOfOtherMode, StoredPriceUnknown, MigrationIsStale,
        NoConnectionString, ConnectionStringWrong, DatabaseUnreachable, DatabaseLoginRefused, DatabaseTls, NoSuchPlanTable, PlanTableNotReadable, PlanTableTooLate, DatabaseFails,
        DatabaseNotRead, NoDatabaseClient, ExportUnreadable, MigrationRefused, MigrationIsThere,
    ];
}
