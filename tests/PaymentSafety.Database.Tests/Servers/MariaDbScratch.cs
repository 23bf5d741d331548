using System.Data.Common;
using System.Diagnostics;
using PaymentSafety.Database.MySql;

namespace PaymentSafety.Database.Tests.Servers;

internal sealed class MariaDbScratch : ScratchDatabase
{
    public override DatabaseProvider Provider => DatabaseProvider.MySql;

    public override string ConnectionString => Settings().ConnectionString;

    protected override ProcessStartInfo Client => ClientOf("--database=" + Name);

    public override string ShellCommand(string command) => @"\! " + command;

    public override IPlanReader Reader(ReadLimits limits) => new MySqlPlanReader(limits);

    /// <summary>The parts of the connection string, to be changed.</summary>
    public DbConnectionStringBuilder Settings() => new() { ["Server"] = "127.0.0.1", ["Port"] = TestServers.MariaDbPort, ["User ID"] = "shop", ["Password"] = TestServers.Password, ["Database"] = Name };

    protected override Task CreateAsync() => AdministerAsync($"CREATE DATABASE {Name}");

    public override async ValueTask DisposeAsync() => await AdministerAsync($"DROP DATABASE {Name}");

    private static async Task AdministerAsync(string statement)
    {
        using var process = Process.Start(ClientOf("--execute=" + statement))!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static ProcessStartInfo ClientOf(params string[] more)
    {
        var start = new ProcessStartInfo("mariadb", ["--no-defaults", "--host=127.0.0.1", "--port=" + TestServers.MariaDbPort, "--user=shop", .. more]);
        start.Environment["MYSQL_PWD"] = TestServers.Password;
        return start;
    }
}
