using System.Diagnostics;
using Npgsql;
using PaymentSafety.Database.PostgreSql;

namespace PaymentSafety.Database.Tests.Servers;

internal sealed class PostgresScratch : ScratchDatabase
{
    public override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    public override string ConnectionString => Settings().ConnectionString;

    protected override ProcessStartInfo Client => ClientOf(Name);

    public override string ShellCommand(string command) => @"\! " + command;

    public override IPlanReader Reader(ReadLimits limits) => new PostgreSqlPlanReader(limits);

    /// <summary>The parts of the connection string, to be changed.</summary>
    public NpgsqlConnectionStringBuilder Settings() => new() { Host = "127.0.0.1", Port = TestServers.PostgresPort, Username = "shop", Password = TestServers.Password, Database = Name, Pooling = false };

    protected override Task CreateAsync() => AdministerAsync($"CREATE DATABASE {Name}");

    public override async ValueTask DisposeAsync() => await AdministerAsync($"DROP DATABASE {Name} WITH (FORCE)");

    private static async Task AdministerAsync(string statement)
    {
        using var process = Process.Start(ClientOf("postgres", "--command=" + statement))!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static ProcessStartInfo ClientOf(string database, params string[] more)
    {
        var start = new ProcessStartInfo("psql", ["--no-psqlrc", "--quiet", "--host=127.0.0.1", "--port=" + TestServers.PostgresPort, "--username=shop", "--dbname=" + database, "--set=ON_ERROR_STOP=1", .. more]);
        start.Environment["PGPASSWORD"] = TestServers.Password;
        return start;
    }
}
