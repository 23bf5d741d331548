using System.Globalization;
using Microsoft.Data.Sqlite;
using PaymentSafety.Database;

namespace PaymentSafety.Tool.Database;

/// <summary>Reads plans from a file of SQLite, opened for reading only. Its native library is why the gate in every user's package leaves it to this tool.</summary>
internal sealed class SqlitePlanReader(ReadLimits limits) : IPlanReader
{
    // https://www.sqlite.org/rescode.html
    private const int Error = 1;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int CannotOpen = 14;

    /// <inheritdoc/>
    // The driver has no asynchronous calls of its own, and waits for a lock in them.
    public Task<PlansAnswer> ReadAsync(DatabaseConnection connection, PlanTable table, CancellationToken cancellationToken) => Task.Run(() => Read(connection, table), cancellationToken);

    private PlansAnswer Read(DatabaseConnection connection, PlanTable table)
    {
        if (Settings(connection) is not { } settings)
            return PlansAnswer.Failed(new DatabaseFault(DatabaseFaultKind.ConnectionString, "it names no Data Source, or holds a keyword that is not understood"));
        var server = Path.GetFileName(settings.DataSource);
        if (!File.Exists(settings.DataSource))
            return PlansAnswer.Failed(new DatabaseFault(DatabaseFaultKind.Unreachable, "there is no such file") { Server = server });
        try
        {
            var plans = Select(settings, table);
            return plans.Count > limits.MostPlans ? PlansAnswer.Failed(new DatabaseFault(DatabaseFaultKind.Other, limits.TooMany) { Server = server }) : PlansAnswer.Of(plans);
        }
        catch (SqliteException exception)
        {
            return PlansAnswer.Failed(Fault(exception) with { Server = server, User = Environment.UserName });
        }
    }

    private SqliteConnectionStringBuilder? Settings(DatabaseConnection connection)
    {
        try
        {
            var text = connection.ConnectionString.Trim();
            var settings = text.Contains('=', StringComparison.Ordinal) ? new SqliteConnectionStringBuilder(text) : new SqliteConnectionStringBuilder { DataSource = text };
            if (settings.DataSource.Length == 0)
                return null;
            settings.DataSource = Path.GetFullPath(settings.DataSource, connection.Folder);
            settings.Mode = SqliteOpenMode.ReadOnly;
            settings.Pooling = false;
            settings.DefaultTimeout = (int)Math.Ceiling(limits.Lock.TotalSeconds);
            return settings;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // The driver's words repeat what it did not understand, which may be half a password.
            return null;
        }
    }

    private List<DatabasePlan> Select(SqliteConnectionStringBuilder settings, PlanTable table)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection(settings.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        // With the table in front of it: a column in quotes that does not exist is a text to SQLite, and would be read from every row.
        var (id, price) = ("p." + Quote(table.IdColumn), "p." + Quote(table.PriceColumn));
        var source = table.Schema is null ? Quote(table.Table) : $"{Quote(table.Schema)}.{Quote(table.Table)}";
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"SELECT CAST({id} AS TEXT), CAST({price} AS TEXT) FROM {source} AS p WHERE {id} IS NOT NULL LIMIT {limits.MostPlans + 1}");
        using var reader = command.ExecuteReader();
        var plans = new List<DatabasePlan>();
        while (reader.Read())
            plans.Add(new DatabasePlan(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1)));
        return plans;
    }

    private DatabaseFault Fault(SqliteException exception) => exception.SqliteErrorCode switch
    {
        Busy or Locked => new DatabaseFault(DatabaseFaultKind.TooLate, $"another program holds a lock on the file, and did not give it back within {limits.InWords}"),
        CannotOpen => new DatabaseFault(DatabaseFaultKind.NoPermission, "the file cannot be opened"),
        Error => new DatabaseFault(DatabaseFaultKind.NoSuchTable, Words(exception)),
        _ => new DatabaseFault(DatabaseFaultKind.Other, Words(exception)),
    };

    /// <summary>SQLite's own words out of the driver's: <c>SQLite Error 1: 'no such table: plans'.</c></summary>
    private static string Words(SqliteException exception)
    {
        var (start, end) = (exception.Message.IndexOf('\''), exception.Message.LastIndexOf('\''));
        return string.Create(CultureInfo.InvariantCulture, $"{(end > start ? exception.Message[(start + 1)..end] : exception.Message)} ({exception.SqliteErrorCode})");
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
