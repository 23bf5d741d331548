using System.Globalization;
using System.Text;

namespace PaymentSafety.Database.Migrations;

/// <summary>
/// The statements of the three scripts. Every proof is written to a table whose CHECK takes no untruth, so that the server itself ends the
/// transaction, in every dialect and without procedural code; and every update asks whether all proofs are there, so that a client that goes
/// on after an error changes nothing either.
/// </summary>
internal sealed class MigrationSteps
{
    /// <summary>Rows of one INSERT: servers limit the length of a statement.</summary>
    private const int RowsOfInsert = 500;

    private const string InTable = "every_mapped_plan_is_in_the_table";
    private const string OneRow = "every_mapped_plan_is_one_row";
    private const string NoOtherPlan = "no_other_plan_holds_a_price";
    private const string TestOrLive = "every_mapped_plan_holds_its_test_or_live_price";
    private const string SomeTest = "a_plan_still_holds_its_test_price";
    private const string BackupComplete = "the_backup_holds_every_mapped_plan";
    private const string BackupTestOrLive = "every_price_in_the_backup_is_test_or_live";
    private const string AllLive = "every_mapped_plan_holds_its_live_price";
    private const string NoneLeft = "no_plan_is_left_with_a_live_price_that_up_wrote";

    // What the scripts join again and again: the map with what the rows held, and the map with the rows themselves.
    private readonly string _mapAndRow;
    private readonly string _tableAndMap;

    /// <summary>A row that holds neither of its prices. A retired plan may hold none.</summary>
    private readonly string _wrongRow;

    private readonly MigrationPlan _plan;
    private readonly MigrationNames _names;
    private readonly string _required;

    /// <exception cref="ArgumentException">The plan has an obstacle.</exception>
    public MigrationSteps(MigrationPlan plan, string suffix)
    {
        if (plan.Obstacle is { } obstacle)
            throw new ArgumentException(obstacle.Reason, nameof(plan));
        _plan = plan;
        Dialect = MigrationDialect.Of(plan.Table.Provider);
        _names = new MigrationNames(Dialect, plan.Table, suffix);
        _required = plan.Required.ToString(CultureInfo.InvariantCulture);
        _mapAndRow = $"{_names.Map} AS m JOIN {_names.Row} AS r ON r.plan_id = m.plan_id";
        _tableAndMap = $"{_names.Table} AS p JOIN {_names.Map} AS m ON m.plan_id = {Dialect.Value("p." + _names.Id)}";
        _wrongRow = "(m.required = 1 OR COALESCE(r.price_id, '') <> '') AND (r.price_id IS NULL OR (r.price_id <> COALESCE(m.test_id, m.live_id) AND r.price_id <> COALESCE(m.live_id, m.test_id)))";
    }

    public MigrationDialect Dialect { get; }

    private string Held => Dialect.Value("p." + _names.Price);

    /// <summary>Forward.</summary>
    public IReadOnlyList<SqlStep> Up()
    {
        (string Guard, string Condition)[] before =
        [
            .. Dialect.TableGuards(_names),
            .. Dialect.BackupGuards(_names),
            (InTable, $"(SELECT COUNT(DISTINCT m.plan_id) FROM {_mapAndRow} WHERE m.required = 1) = {_required}"),
            (OneRow, $"(SELECT COUNT(*) - COUNT(DISTINCT m.plan_id) FROM {_mapAndRow}) = 0"),
            (NoOtherPlan, NoOther),
            (TestOrLive, $"(SELECT COUNT(*) FROM {_mapAndRow} WHERE {_wrongRow}) = 0"),
            (SomeTest, $"(SELECT COUNT(*) FROM {_mapAndRow} WHERE r.price_id = m.test_id AND m.live_id IS NOT NULL) > 0"),
        ];
        var sameInBackup = $"{_names.Backup} AS b JOIN {_names.Map} AS m ON m.plan_id = {Dialect.Value("b." + _names.Id)} JOIN {_names.Row} AS r ON r.plan_id = m.plan_id AND r.price_id = {Dialect.Value("b." + _names.Price)}";
        string[] guards = [.. before.Select(entry => entry.Guard), BackupComplete, AllLive];
        return
        [
            .. Opening(guards, Dialect.BackupBefore(_names), Dialect.BackupFirst(_names)),
            FillRow(_names.Table),
            ShowMissing(),
            ShowUnexpected(),
            .. before.Select(Prove),
            .. Dialect.BackupLast(_names),
            Prove((BackupComplete, $"(SELECT COUNT(*) FROM {sameInBackup} WHERE m.required = 1) = {_required}")),
            new SqlStep(SqlStepKind.Work, Dialect.Update(_names, "test_id", "live_id", AllProved(before.Length + 1)), "The change: only of rows that hold exactly their test price."),
            Prove((AllLive, $"(SELECT COUNT(*) FROM {_tableAndMap} WHERE m.live_id IS NOT NULL AND (m.required = 1 OR {Held} <> '') AND ({Held} IS NULL OR {Held} <> m.live_id)) = 0")),
            Show($"SELECT CASE WHEN {Held} = m.live_id THEN '✅' ELSE '❌' END AS mark, {Plain("m.plan_id")} AS plan, {Plain("r.price_id")} AS held, {Plain(Held)} AS holds, {Plain("m.live_id")} AS live\nFROM {_tableAndMap} JOIN {_names.Row} AS r ON r.plan_id = m.plan_id\nORDER BY m.plan_id", "Every plan by what its row holds now."),
            new SqlStep(SqlStepKind.Transaction, "COMMIT"),
            .. Dialect.End(_names),
        ];
    }

    /// <summary>Back.</summary>
    public IReadOnlyList<SqlStep> Down()
    {
        (string Guard, string Condition)[] before =
        [
            .. Dialect.TableGuards(_names),
            (BackupComplete, $"(SELECT COUNT(DISTINCT m.plan_id) FROM {_mapAndRow} WHERE m.required = 1) = {_required}"),
            (OneRow, $"(SELECT COUNT(*) - COUNT(DISTINCT m.plan_id) FROM {_mapAndRow}) = 0"),
            (BackupTestOrLive, $"(SELECT COUNT(*) FROM {_mapAndRow} WHERE {_wrongRow}) = 0"),
        ];
        // The backup holds test or live prices, as was proved: what differs from the live price that the row holds is its test price.
        var wasTest = $"EXISTS (SELECT 1 FROM {_names.Row} AS r WHERE r.plan_id = {Dialect.Value("p." + _names.Id)} AND r.price_id <> {Held})";
        var left = $"{_tableAndMap} JOIN {_names.Row} AS r ON r.plan_id = m.plan_id WHERE r.price_id = m.test_id AND {Held} = m.live_id";
        return
        [
            .. Opening([.. before.Select(entry => entry.Guard), NoneLeft], [], []),
            FillRow(_names.Backup, "What the rows held before up; without its backup the script stops here."),
            .. before.Select(Prove),
            new SqlStep(SqlStepKind.Work, Dialect.Update(_names, "live_id", "test_id", $"{AllProved(before.Length)}\n  AND {wasTest}"), "The way back: only of rows that held their test price, and hold the live price that up wrote."),
            Show($"SELECT {Plain("m.plan_id")} AS plan_left_with_its_live_price FROM {left}", "There must be none."),
            Prove((NoneLeft, $"(SELECT COUNT(*) FROM {left}) = 0")),
            Show($"SELECT CASE WHEN {Held} = r.price_id THEN '✅' ELSE '❌' END AS mark, {Plain("m.plan_id")} AS plan, {Plain("r.price_id")} AS backup, {Plain(Held)} AS holds\nFROM {_tableAndMap} JOIN {_names.Row} AS r ON r.plan_id = m.plan_id\nORDER BY m.plan_id", "Every plan by what its row holds now; a row that was changed since up is left as it is."),
            new SqlStep(SqlStepKind.Transaction, "COMMIT"),
            .. Dialect.End(_names),
        ];
    }

    /// <summary>The proof.</summary>
    public IReadOnlyList<SqlStep> Verify()
    {
        (string Guard, string Condition)[] all =
        [
            (InTable, $"(SELECT COUNT(DISTINCT m.plan_id) FROM {_mapAndRow} WHERE m.required = 1) = {_required}"),
            (NoOtherPlan, NoOther),
            (AllLive, $"(SELECT COUNT(*) FROM {_mapAndRow} WHERE m.live_id IS NOT NULL AND (m.required = 1 OR COALESCE(r.price_id, '') <> '') AND (r.price_id IS NULL OR r.price_id <> m.live_id)) = 0"),
        ];
        var create = Dialect.CreateTemporary(_names, [.. all.Select(entry => entry.Guard)]);
        return
        [
            .. Dialect.Start(_names),
            .. Dialect.OwnsTransaction ? [.. create, .. FillMap(), Dialect.BeginReading] : (IEnumerable<SqlStep>)[Dialect.BeginReading, .. create, .. FillMap()],
            .. Dialect.Careful(_names),
            FillRow(_names.Table),
            Show($"SELECT CASE WHEN r.plan_id IS NULL THEN CASE WHEN m.required = 1 THEN '❌' ELSE '✅' END WHEN r.price_id = m.live_id THEN '✅' ELSE '❌' END AS mark, {Plain("m.plan_id")} AS plan, {Plain("r.price_id")} AS holds, {Plain("m.live_id")} AS live\nFROM {_names.Map} AS m LEFT JOIN {_names.Row} AS r ON r.plan_id = m.plan_id\nORDER BY m.plan_id", "Every plan by what its row holds; an empty one is not in the table."),
            ShowUnexpected(),
            .. all.Select(Prove),
            new SqlStep(SqlStepKind.Transaction, "ROLLBACK"),
            .. Dialect.End(_names),
        ];
    }

    private string NoOther => $"(SELECT COUNT(*) FROM {_names.Row} AS r LEFT JOIN {_names.Map} AS m ON m.plan_id = r.plan_id WHERE m.plan_id IS NULL AND COALESCE(r.price_id, '') <> '') = 0";

    private IEnumerable<SqlStep> Opening(IReadOnlyList<string> guards, IEnumerable<SqlStep> backupBefore, IEnumerable<SqlStep> backupFirst)
    {
        var create = Dialect.CreateTemporary(_names, guards);
        return Dialect.OwnsTransaction
            ? [.. Dialect.Start(_names), .. create, .. FillMap(), .. backupBefore, Dialect.Begin, .. Dialect.Careful(_names), .. Dialect.Lock(_names), .. backupFirst]
            : [.. Dialect.Start(_names), Dialect.Begin, .. Dialect.Careful(_names), .. Dialect.Lock(_names), .. backupFirst, .. create, .. FillMap()];
    }

    private IEnumerable<SqlStep> FillMap()
    {
        var first = true;
        foreach (var plans in _plan.Priced.Chunk(RowsOfInsert))
        {
            var rows = new StringBuilder($"INSERT INTO {_names.Map} (plan_id, test_id, live_id, required) VALUES");
            var separator = "\n";
            foreach (var plan in plans)
            {
                rows.Append(separator).Append("  (").Append(Dialect.Text(plan.Id)).Append(", ").Append(TextOrNull(plan.TestPriceId)).Append(", ").Append(TextOrNull(plan.LivePriceId))
                    .Append(", ").Append(plan.IsRequired ? '1' : '0').Append(')');
                separator = ",\n";
            }

            yield return new SqlStep(SqlStepKind.Work, rows.ToString(), first ? "The price map." : null);
            first = false;
        }
    }

    private string TextOrNull(string? text) => text is null ? "NULL" : Dialect.Text(text);

    private SqlStep FillRow(string source, string why = "What the rows hold.") =>
        new(SqlStepKind.Work, $"INSERT INTO {_names.Row} (plan_id, price_id) SELECT {Dialect.Value("p." + _names.Id)}, {Held} FROM {source} AS p", why);

    private SqlStep Prove((string Guard, string Condition) proof) =>
        new(SqlStepKind.Work, $"{Dialect.InsertGuard} {_names.Assert} (guard, ok) SELECT '{proof.Guard}', CASE WHEN {proof.Condition} THEN 1 ELSE 0 END");

    private string AllProved(int guards) => string.Create(CultureInfo.InvariantCulture, $"(SELECT COUNT(*) FROM {_names.Assert}) = {guards + Dialect.GuardsOfServer}");

    private string Plain(string column) => Dialect.Plain(column);

    private SqlStep ShowMissing() =>
        Show($"SELECT {Plain("m.plan_id")} AS mapped_plan_that_is_not_in_the_table FROM {_names.Map} AS m LEFT JOIN {_names.Row} AS r ON r.plan_id = m.plan_id WHERE r.plan_id IS NULL AND m.required = 1", "What would stop the script; there should be none.");

    private SqlStep ShowUnexpected() =>
        Show($"SELECT {Plain("r.plan_id")} AS plan, {Plain("r.price_id")} AS holds, {Plain("m.test_id")} AS neither_test, {Plain("m.live_id")} AS nor_live\nFROM {_names.Row} AS r LEFT JOIN {_names.Map} AS m ON m.plan_id = r.plan_id\nWHERE (m.plan_id IS NULL AND COALESCE(r.price_id, '') <> '') OR (m.plan_id IS NOT NULL AND {_wrongRow})");

    private static SqlStep Show(string select, string? why = null) => new(SqlStepKind.Display, select, why);
}
