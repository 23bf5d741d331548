namespace PaymentSafety.Database.Migrations;

/// <summary>SQLite: one transaction that holds the write lock from its start.</summary>
internal sealed class SqliteMigrationDialect : MigrationDialect
{
    public override string RunBy(string file) => $"sqlite3 -bail shop.db < {file}";

    public override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public override string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public override string Value(string column) => $"CAST({column} AS TEXT) COLLATE BINARY";

    public override string Temporary(string name, PlanTable table) => "temp." + name;

    public override IEnumerable<SqlStep> Start(MigrationNames names) => [];

    public override SqlStep Begin => new(SqlStepKind.Transaction, "BEGIN IMMEDIATE");

    public override SqlStep BeginReading => new(SqlStepKind.Transaction, "BEGIN");

    public override IEnumerable<SqlStep> Lock(MigrationNames names) => [];

    public override IEnumerable<SqlStep> CreateTemporary(MigrationNames names, IReadOnlyList<string> guards) =>
    [
        new(SqlStepKind.Work, "CREATE TEMPORARY TABLE ps_map (plan_id TEXT PRIMARY KEY, test_id TEXT, live_id TEXT, required INTEGER NOT NULL)"),
        new(SqlStepKind.Work, "CREATE TEMPORARY TABLE ps_row (plan_id TEXT, price_id TEXT)"),
        new(SqlStepKind.Work, "CREATE INDEX temp.ps_row_of_plan ON ps_row (plan_id)"),
        new(SqlStepKind.Work, $"CREATE TEMPORARY TABLE ps_assert (\n  guard TEXT PRIMARY KEY,\n  ok INTEGER NOT NULL,\n{Constraints(guards)}\n)"),
    ];

    public override IEnumerable<SqlStep> BackupFirst(MigrationNames names) =>
        [new(SqlStepKind.Work, $"CREATE TABLE {names.Backup} AS SELECT * FROM {names.Table}", "Never overwritten: where it exists the script stops here.")];

    // A shell without -bail goes on after an error: then there must be no transaction left to commit.
    public override string InsertGuard => "INSERT OR ROLLBACK INTO";

    public override string Update(MigrationNames names, string from, string to, string condition) => $"""
        UPDATE {names.Table} AS p
        SET {names.Price} = (SELECT m.{to} FROM {names.Map} AS m WHERE m.plan_id = {Value("p." + names.Id)})
        WHERE EXISTS (SELECT 1 FROM {names.Map} AS m WHERE m.plan_id = {Value("p." + names.Id)} AND m.{from} = {Value("p." + names.Price)})
          AND {condition}
        """;

    public override IEnumerable<SqlStep> End(MigrationNames names) =>
        [.. new[] { names.Map, names.Row, names.Assert }.Select(table => new SqlStep(SqlStepKind.Work, $"DROP TABLE IF EXISTS {table}"))];
}
