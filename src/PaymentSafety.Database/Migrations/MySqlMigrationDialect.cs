using System.Text;

namespace PaymentSafety.Database.Migrations;

/// <summary>
/// MySQL and MariaDB: creating a table ends a transaction. So the backup is created empty before it and filled within it: a script that is cut
/// off leaves an empty table, which the next run takes up, and never half a backup.
/// </summary>
internal sealed class MySqlMigrationDialect : MigrationDialect
{
    private const string ServerChecks = "the_server_enforces_checks";
    private const string TablesTakePart = "the_tables_take_part_in_transactions";
    private const string BackupIsNew = "the_backup_is_new";

    public override string RunBy(string file) => $"mariadb --database=shop < {file}   (or mysql; never with --force)";

    public override string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    // A backslash means itself or not by NO_BACKSLASH_ESCAPES, and other letters depend on the character set of the client: hexadecimal does on neither.
    public override string Text(string text) =>
        text.All(character => character is >= ' ' and <= '~' and not '\\') ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : $"X'{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}'";

    // Bytes: every collation with letters in it takes a for A, or leaves blanks at the end out.
    public override string Value(string column) => $"CAST(CONVERT({column} USING utf8mb4) AS BINARY)";

    public override string Plain(string column) => $"CONVERT({column} USING utf8mb4)";

    public override string Temporary(string name, PlanTable table) => table.Schema is null ? name : $"{Quote(table.Schema)}.{name}";

    public override IEnumerable<SqlStep> Start(MigrationNames names) =>
    [
        new(SqlStepKind.Client, "SET NAMES utf8mb4"),
        new(SqlStepKind.Work, "SET SESSION lock_wait_timeout = 30"),
        new(SqlStepKind.Work, "SET SESSION innodb_lock_wait_timeout = 30"),
    ];

    public override SqlStep Begin => new(SqlStepKind.Transaction, "START TRANSACTION");

    public override IEnumerable<SqlStep> Lock(MigrationNames names) =>
        [new(SqlStepKind.Work, $"SELECT COUNT(*) AS locked_rows FROM {names.Table} FOR UPDATE", "Nobody else writes to these rows until the end.")];

    public override IEnumerable<SqlStep> CreateTemporary(MigrationNames names, IReadOnlyList<string> guards) =>
    [
        new(SqlStepKind.Work, $"DROP TEMPORARY TABLE IF EXISTS {names.Map}, {names.Row}, {names.Assert}, {names.Probe}"),
        new(SqlStepKind.Work, $"CREATE TEMPORARY TABLE {names.Map} (plan_id VARBINARY(1020) PRIMARY KEY, test_id VARBINARY(255), live_id VARBINARY(255), required INTEGER NOT NULL) ENGINE=InnoDB"),
        new(SqlStepKind.Work, $"CREATE TEMPORARY TABLE {names.Row} (plan_id VARBINARY(1020), price_id VARBINARY(1020), KEY (plan_id)) ENGINE=InnoDB"),
        new(SqlStepKind.Work, $"CREATE TEMPORARY TABLE {names.Assert} (\n  guard VARCHAR(64) PRIMARY KEY,\n  ok INTEGER NOT NULL,\n{Constraints(guards)}\n) ENGINE=InnoDB"),
        new(SqlStepKind.Work, $"CREATE TEMPORARY TABLE {names.Probe} (ok INTEGER NOT NULL, CHECK (ok = 1)) ENGINE=InnoDB"),
        new(SqlStepKind.Work, $"INSERT IGNORE INTO {names.Probe} VALUES (1), (0)"),
        // A server that reads CHECK and forgets it (MySQL before 8.0.16) has both rows, and the name of the proof would be there twice.
        new(SqlStepKind.Work, $"INSERT INTO {names.Assert} (guard, ok) SELECT '{ServerChecks}', 1 FROM {names.Probe}", "Stops a server that does not enforce CHECK, which every proof below rests on."),
    ];

    public override IEnumerable<SqlStep> BackupBefore(MigrationNames names) =>
        [new(SqlStepKind.Work, $"CREATE TABLE IF NOT EXISTS {names.Backup} AS SELECT * FROM {names.Table} WHERE 1 = 0", "Empty, and filled in the transaction; one that holds rows stops the script (the_backup_is_new).")];

    public override IEnumerable<SqlStep> BackupLast(MigrationNames names) => [new(SqlStepKind.Work, $"INSERT INTO {names.Backup} SELECT * FROM {names.Table}")];

    public override int GuardsOfServer => 1;

    public override IEnumerable<(string Guard, string Condition)> TableGuards(MigrationNames names)
    {
        // Down needs the backup to be one that takes part as well.
        var schema = names.BareSchema is null ? "DATABASE()" : $"CONVERT({Text(names.BareSchema)} USING utf8mb4)";
        yield return (TablesTakePart, $"(SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = {schema} AND engine = 'InnoDB' AND table_name IN (CONVERT({Text(names.BareTable)} USING utf8mb4), CONVERT({Text(names.BareBackup)} USING utf8mb4))) = 2");
    }

    public override IEnumerable<(string Guard, string Condition)> BackupGuards(MigrationNames names) => [(BackupIsNew, $"(SELECT COUNT(*) FROM {names.Backup}) = 0")];

    public override string Update(MigrationNames names, string from, string to, string condition) => $"""
        UPDATE {names.Table} AS p
        JOIN {names.Map} AS m ON m.plan_id = {Value("p." + names.Id)}
        SET p.{names.Price} = {Plain("m." + to)}
        WHERE {Value("p." + names.Price)} = m.{from}
          AND {condition}
        """;

    public override IEnumerable<SqlStep> End(MigrationNames names) => [new(SqlStepKind.Work, $"DROP TEMPORARY TABLE IF EXISTS {names.Map}, {names.Row}, {names.Assert}, {names.Probe}")];

    public override bool OwnsTransaction => true;
}
