namespace PaymentSafety.Database.Migrations;

/// <summary>PostgreSQL: everything, the backup included, is one transaction.</summary>
internal sealed class PostgreSqlMigrationDialect : MigrationDialect
{
    public override string RunBy(string file) => $"psql -v ON_ERROR_STOP=1 -f {file}";

    public override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // A backslash means itself or not by standard_conforming_strings; with the E it never depends on the session.
    public override string Text(string text)
    {
        var quoted = text.Replace("'", "''", StringComparison.Ordinal);
        return quoted.Contains('\\', StringComparison.Ordinal) ? $"E'{quoted.Replace("\\", "\\\\", StringComparison.Ordinal)}'" : $"'{quoted}'";
    }

    public override string Value(string column) => $"CAST({column} AS text) COLLATE \"C\"";

    public override string Temporary(string name, PlanTable table) => "pg_temp." + name;

    public override IEnumerable<SqlStep> Start(MigrationNames names) => [new(SqlStepKind.Client, "SET client_encoding = 'UTF8'")];

    public override SqlStep Begin => new(SqlStepKind.Transaction, "BEGIN");

    public override IEnumerable<SqlStep> Careful(MigrationNames names) =>
    [
        new(SqlStepKind.Work, "SET LOCAL lock_timeout = '30s'"),
        new(SqlStepKind.Work, "SET LOCAL row_security = off", "A policy that hides rows is an error here, and not a row that is missing."),
    ];

    public override IEnumerable<SqlStep> Lock(MigrationNames names) =>
        [new(SqlStepKind.Work, $"LOCK TABLE {names.Table} IN SHARE ROW EXCLUSIVE MODE", "Reading goes on meanwhile; nobody else writes.")];

    public override IEnumerable<SqlStep> CreateTemporary(MigrationNames names, IReadOnlyList<string> guards) =>
    [
        new(SqlStepKind.Work, "CREATE TEMPORARY TABLE ps_map (plan_id text COLLATE \"C\" PRIMARY KEY, test_id text COLLATE \"C\", live_id text COLLATE \"C\", required integer NOT NULL) ON COMMIT DROP"),
        new(SqlStepKind.Work, "CREATE TEMPORARY TABLE ps_row (plan_id text COLLATE \"C\", price_id text COLLATE \"C\") ON COMMIT DROP"),
        new(SqlStepKind.Work, $"CREATE TEMPORARY TABLE ps_assert (\n  guard text PRIMARY KEY,\n  ok integer NOT NULL,\n{Constraints(guards)}\n) ON COMMIT DROP"),
    ];

    public override IEnumerable<SqlStep> BackupFirst(MigrationNames names) =>
    [
        new(SqlStepKind.Work, $"CREATE TABLE {names.Backup} AS SELECT * FROM {names.Table}", "Never overwritten: where it exists the script stops here."),
        new(SqlStepKind.Work, $"ALTER TABLE {names.Backup} ENABLE ROW LEVEL SECURITY", "For its owner alone; a schema that a web API shows must not show the copy."),
    ];

    public override string Update(MigrationNames names, string from, string to, string condition) => $"""
        UPDATE {names.Table} AS p
        SET {names.Price} = m.{to}
        FROM {names.Map} AS m
        WHERE {Value("p." + names.Id)} = m.plan_id
          AND {Value("p." + names.Price)} = m.{from}
          AND {condition}
        """;
}
