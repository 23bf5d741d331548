using System.Text;

namespace PaymentSafety.Database.Migrations;

/// <summary>
/// What differs between databases. Two things hold in all of them: ids and prices are compared letter by letter, whatever collation a column
/// has, and a text is written so that no setting of the session can read it in another way.
/// </summary>
internal abstract class MigrationDialect
{
    /// <summary>How many bytes a name may have; longer ones are cut by some servers without a word.</summary>
    private const int LongestName = 63;

    public static MigrationDialect Of(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.MySql => new MySqlMigrationDialect(),
        DatabaseProvider.Sqlite => new SqliteMigrationDialect(),
        DatabaseProvider.PostgreSql => new PostgreSqlMigrationDialect(),
        _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "There is no such dialect."),
    };

    /// <summary>How a script is run, for its header.</summary>
    public abstract string RunBy(string file);

    /// <summary>A name in quotes.</summary>
    public abstract string Quote(string name);

    /// <summary>A text as the server reads it under every setting.</summary>
    public abstract string Text(string text);

    /// <summary>The text that a column holds, to be compared letter by letter.</summary>
    public abstract string Value(string column);

    /// <summary>A value of a temporary table as a column of the app takes it, and as a person reads it.</summary>
    public virtual string Plain(string column) => column;

    /// <summary>A temporary table of the scripts.</summary>
    public abstract string Temporary(string name, PlanTable table);

    /// <summary>Before the transaction.</summary>
    public abstract IEnumerable<SqlStep> Start(MigrationNames names);

    public abstract SqlStep Begin { get; }

    /// <summary>For a script that changes nothing.</summary>
    public virtual SqlStep BeginReading => Begin;

    /// <summary>In the transaction, before anything is read.</summary>
    public virtual IEnumerable<SqlStep> Careful(MigrationNames names) => [];

    /// <summary>Nobody else may change a row between the look at it and the change.</summary>
    public abstract IEnumerable<SqlStep> Lock(MigrationNames names);

    /// <summary>Creates the temporary tables for the map, for what the rows hold, and for what was proved.</summary>
    public abstract IEnumerable<SqlStep> CreateTemporary(MigrationNames names, IReadOnlyList<string> guards);

    /// <summary>Before the transaction: what a server commits by itself.</summary>
    public virtual IEnumerable<SqlStep> BackupBefore(MigrationNames names) => [];

    /// <summary>In the transaction, before the first proof.</summary>
    public virtual IEnumerable<SqlStep> BackupFirst(MigrationNames names) => [];

    /// <summary>In the transaction, after the proofs.</summary>
    public virtual IEnumerable<SqlStep> BackupLast(MigrationNames names) => [];

    /// <summary>How many proofs stand in the table before ours.</summary>
    public virtual int GuardsOfServer => 0;

    /// <summary>What must be proved of the tables, where the server leaves it open.</summary>
    public virtual IEnumerable<(string Guard, string Condition)> TableGuards(MigrationNames names) => [];

    /// <summary>What must be proved of the backup before it is filled.</summary>
    public virtual IEnumerable<(string Guard, string Condition)> BackupGuards(MigrationNames names) => [];

    /// <summary>Writes that something holds; an untruth stops the script.</summary>
    public virtual string InsertGuard => "INSERT INTO";

    /// <summary>Gives rows of the map another price.</summary>
    /// <param name="names">The names.</param>
    /// <param name="from">The column of the map that the row must hold.</param>
    /// <param name="to">The column of the map that it gets.</param>
    /// <param name="condition">What must hold besides.</param>
    public abstract string Update(MigrationNames names, string from, string to, string condition);

    /// <summary>After the transaction: temporary tables that outlive it.</summary>
    public virtual IEnumerable<SqlStep> End(MigrationNames names) => [];

    /// <summary>
    /// Whether the temporary tables come before the transaction, and a migration of Entity Framework must leave the transaction to the script:
    /// where creating a table ends one.
    /// </summary>
    public virtual bool OwnsTransaction => false;

    /// <summary>Cuts a name to what every server keeps, at the end of a character.</summary>
    public static string Fit(string name, string ending)
    {
        var room = LongestName - Encoding.UTF8.GetByteCount(ending);
        var fitted = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
                break;
            fitted.Append(rune);
        }

        return fitted.Append(ending).ToString();
    }

    /// <summary>The checks of the table of proofs: one for every proof, so that the server's own error names it.</summary>
    protected static string Constraints(IEnumerable<string> guards) => string.Join(",\n", guards.Select(guard => $"  CONSTRAINT {guard} CHECK (ok = 1 OR guard <> '{guard}')"));
}
