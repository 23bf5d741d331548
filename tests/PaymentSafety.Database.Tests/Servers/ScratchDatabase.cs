using System.Diagnostics;
using System.Text;
using PaymentSafety.Database.Migrations;

namespace PaymentSafety.Database.Tests.Servers;

/// <summary>A database of a test's own on one of the servers, asked through the client program that its users have.</summary>
internal abstract class ScratchDatabase : IAsyncDisposable
{
    public static readonly PlanTable Table = new(DatabaseProvider.PostgreSql, null, "plans", "id", "stripe_price_id");

    private static int s_count;

    protected string Name { get; } = $"scratch_{Environment.ProcessId}_{Interlocked.Increment(ref s_count)}";

    public abstract DatabaseProvider Provider { get; }

    public abstract IPlanReader Reader(ReadLimits limits);

    public abstract string ConnectionString { get; }

    /// <summary>The client program, its options and its environment; statements come by standard input.</summary>
    protected abstract ProcessStartInfo Client { get; }

    protected abstract Task CreateAsync();

    /// <summary>A line by which the client runs a command of the shell.</summary>
    public abstract string ShellCommand(string command);

    public static async Task<ScratchDatabase> CreateAsync(DatabaseProvider provider)
    {
        ScratchDatabase database = provider switch
        {
            DatabaseProvider.PostgreSql => new PostgresScratch(),
            DatabaseProvider.MySql => new MariaDbScratch(),
            _ => new SqliteScratch(),
        };
        await database.CreateAsync();
        return database;
    }

    public PlanTable PlanTable(string table = "plans", string id = "id", string price = "stripe_price_id") => new(Provider, null, table, id, price);

    /// <summary>Creates a table of plans with these rows.</summary>
    public Task SeedAsync(PlanTable table, string idType, params IEnumerable<(string? Id, string? Price)> rows)
    {
        var dialect = MigrationDialect.Of(Provider);
        var name = (table.Schema is null ? "" : dialect.Quote(table.Schema) + ".") + dialect.Quote(table.Table);
        var sql = new StringBuilder($"CREATE TABLE {name} ({dialect.Quote(table.IdColumn)} {idType}, {dialect.Quote(table.PriceColumn)} varchar(255), note integer DEFAULT 7){(Provider == DatabaseProvider.MySql ? " CHARACTER SET utf8mb4" : "")};\n");
        foreach (var chunk in rows.Chunk(500))
            sql.Append($"INSERT INTO {name} ({dialect.Quote(table.IdColumn)}, {dialect.Quote(table.PriceColumn)}) VALUES {string.Join(",", chunk.Select(row => $"({Text(row.Id)}, {Text(row.Price)})"))};\n");
        return SqlAsync(sql.ToString());

        string Text(string? text) => text is null ? "NULL" : dialect.Text(text);
    }

    /// <summary>The usual table, with these rows.</summary>
    public Task SeedAsync(params IEnumerable<(string? Id, string? Price)> rows) => SeedAsync(PlanTable(), "varchar(255)", rows);

    /// <summary>Statements that must succeed.</summary>
    public async Task SqlAsync(string statements)
    {
        var run = await RunAsync(statements);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    /// <summary>Runs a script as its header says.</summary>
    /// <param name="script">The script.</param>
    /// <param name="adjust">Other options for the client.</param>
    public async Task<ClientResult> RunAsync(string script, Action<ProcessStartInfo>? adjust = null)
    {
        using var process = StartClient(adjust);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(script);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It stopped at an error and reads no more; its exit code says so.
        }

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(120));
        return new ClientResult(process.ExitCode, await output, await error);
    }

    /// <summary>A client that waits for statements.</summary>
    public Process StartClient(Action<ProcessStartInfo>? adjust = null)
    {
        var start = Client;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        adjust?.Invoke(start);
        return Process.Start(start)!;
    }

    /// <summary>The rows as they are now, in the order of their ids.</summary>
    public Task<(string? Id, string? Price)[]> PlansAsync() => PlansAsync(PlanTable());

    public async Task<(string? Id, string? Price)[]> PlansAsync(PlanTable table)
    {
        var answer = await Reader(ReadLimits.Default).ReadAsync(Connection(), table, CancellationToken.None);
        Assert.Null(answer.Fault);
        return [.. answer.Plans!.Select(plan => ((string?)plan.Id, plan.PriceId)).OrderBy(plan => plan.Item1, StringComparer.Ordinal)];
    }

    public DatabaseConnection Connection(string? connectionString = null) => new("DATABASE", connectionString ?? ConnectionString, Path.GetTempPath());

    public abstract ValueTask DisposeAsync();
}

/// <summary>What a client program came to.</summary>
internal sealed record ClientResult(int ExitCode, string Output, string Error);
