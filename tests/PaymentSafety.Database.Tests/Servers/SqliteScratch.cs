using System.Diagnostics;
using PaymentSafety.Tool.Database;

namespace PaymentSafety.Database.Tests.Servers;

internal sealed class SqliteScratch : ScratchDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sqlite-").FullName;

    public string File => Path.Combine(_folder, "shop.db");

    public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public override string ConnectionString => "Data Source=" + File;

    protected override ProcessStartInfo Client => new("sqlite3", ["-batch", "-bail", File]);

    public override string ShellCommand(string command) => ".shell " + command;

    public override IPlanReader Reader(ReadLimits limits) => new SqlitePlanReader(limits);

    protected override Task CreateAsync() => Task.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
