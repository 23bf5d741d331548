using System.Diagnostics;
using PaymentSafety.Database.MySql;
using PaymentSafety.Database.Tests.Servers;

namespace PaymentSafety.Database.Tests.Reading;

/// <summary>Reading from a real MariaDB, and each way in which that fails.</summary>
public sealed class MySqlPlanReaderTests
{
    private static readonly ReadLimits Quick = new() { Lock = TimeSpan.FromSeconds(1), MostPlans = 1000 };

    [MariaDbFact]
    public async Task Values_come_as_they_are()
    {
        await using var database = await ScratchDatabase.CreateAsync(DatabaseProvider.MySql);
        var table = database.PlanTable("my `Plans`", "the id", "the\tprice");
        (string? Id, string? Price)[] rows = [("", "x"), ("NULL", "NULL"), ("a\tb\\n", null), ("empty", ""), ("prö 😀", "price_1"), ("two\nlines", "price_2")];
        await database.SeedAsync(table, "varchar(255)", rows);

        Assert.Equal(rows, await database.PlansAsync(table));
    }

    [MariaDbTheory]
    [InlineData("Password=wrong-password", DatabaseFaultKind.LoginRefused, "1045")]
    [InlineData("User ID=nobody", DatabaseFaultKind.LoginRefused, "1045")]
    [InlineData("Database=no_such_database", DatabaseFaultKind.LoginRefused, "1049")]
    [InlineData("SslMode=VerifyFull", DatabaseFaultKind.Tls, "")]
    [InlineData("Port=1", DatabaseFaultKind.Unreachable, "200")]
    [InlineData("Server=no-such-host.invalid", DatabaseFaultKind.Unreachable, "200")]
    public async Task What_stands_in_the_way_is_called_by_its_name(string change, DatabaseFaultKind kind, string word)
    {
        await using var database = await ScratchDatabase.CreateAsync(DatabaseProvider.MySql);
        var settings = ((MariaDbScratch)database).Settings();
        settings[change.Split('=')[0]] = change.Split('=')[1];

        var fault = await FaultAsync(settings.ConnectionString);

        Assert.Equal(kind, fault.Kind);
        Assert.Contains(word, fault.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-password", fault.ToString(), StringComparison.Ordinal);
    }

    [MariaDbTheory]
    [InlineData("CREATE TABLE other (id integer);", DatabaseFaultKind.NoSuchTable, "1146")]
    [InlineData("CREATE TABLE plans (id integer, price text);", DatabaseFaultKind.NoSuchTable, "1054")]
    [InlineData("CREATE TABLE plans (id integer, stripe_price_id text); INSERT INTO plans SELECT seq, seq FROM seq_1_to_1001;", DatabaseFaultKind.Other, "1,000 rows")]
    public async Task A_table_that_is_not_that_of_plans_is_told(string sql, DatabaseFaultKind kind, string word)
    {
        await using var database = await ScratchDatabase.CreateAsync(DatabaseProvider.MySql);
        await database.SqlAsync(sql);

        var fault = await FaultAsync(database.ConnectionString);

        Assert.Equal(kind, fault.Kind);
        Assert.Contains(word, fault.Reason, StringComparison.Ordinal);
    }

    [MariaDbFact]
    public async Task A_user_that_may_not_read_is_told()
    {
        await using var database = await ScratchDatabase.CreateAsync(DatabaseProvider.MySql);
        var user = "r" + Guid.NewGuid().ToString("N")[..16];
        var settings = ((MariaDbScratch)database).Settings();
        await database.SqlAsync($"CREATE TABLE plans (id integer, stripe_price_id text); CREATE TABLE other (id integer); CREATE USER {user} IDENTIFIED BY 'x1y2z3'; GRANT SELECT ON other TO {user};");
        (settings["User ID"], settings["Password"]) = (user, "x1y2z3");

        var fault = await FaultAsync(settings.ConnectionString);
        await database.SqlAsync($"DROP USER {user};");

        Assert.Equal((DatabaseFaultKind.NoPermission, user), (fault.Kind, fault.User));
    }

    [MariaDbFact]
    public async Task A_lock_is_waited_for_and_then_told()
    {
        await using var database = await ScratchDatabase.CreateAsync(DatabaseProvider.MySql);
        await database.SeedAsync(("lite", "price_1"));
        using var other = database.StartClient();
        var signal = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        await other.StandardInput.WriteAsync($"LOCK TABLES plans WRITE;\n{database.ShellCommand("touch " + signal)}\n");
        await other.StandardInput.FlushAsync();
        for (var clock = Stopwatch.StartNew(); !File.Exists(signal) && clock.Elapsed < TimeSpan.FromSeconds(30);)
            await Task.Delay(20);

        var fault = await FaultAsync(database.ConnectionString);
        other.Kill();
        File.Delete(signal);

        Assert.Equal((DatabaseFaultKind.TooLate, "another session holds a lock on it, and did not give it back within 1 s"), (fault.Kind, fault.Reason));
    }

    [MariaDbFact]
    public async Task The_password_stands_on_no_command_line()
    {
        await using var database = await ScratchDatabase.CreateAsync(DatabaseProvider.MySql);
        await database.SeedAsync(("lite", "price_1"));
        var seen = new List<string>();
        using var done = new CancellationTokenSource();
        var watching = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                foreach (var process in Process.GetProcessesByName("mariadb"))
                {
                    using (process)
                    {
                        var line = $"/proc/{process.Id}/cmdline";
                        seen.Add(File.Exists(line) ? await ReadAsync(line) : "");
                    }
                }
            }
        });

        for (var i = 0; i < 5; i++)
            await database.PlansAsync();
        await done.CancelAsync();
        await watching;

        Assert.Contains(seen, line => line.Contains("--batch", StringComparison.Ordinal));
        Assert.DoesNotContain(seen, line => line.Contains(TestServers.Password, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Server=db;Password=half;of-it")]
    [InlineData("half of-it")]
    [InlineData("Server=db;Port=of-it")]
    [InlineData("User ID=shop;Password=of-it")]
    [InlineData("Server=db;SslMode=of-it")]
    [InlineData("mysql://shop:of-it/x@db:port/shop")]
    public void A_connection_string_that_means_nothing_is_told_without_a_word_of_it(string connectionString)
    {
        Assert.Null(MySqlConnectionSettings.Parse(connectionString, out var reason));
        Assert.NotEmpty(reason);
        Assert.DoesNotContain("of-it", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Server=db;Uid=shop;Pwd=a=b;Database=s")]
    [InlineData("host=db;username=shop;password='a=b';initial catalog=s;Port=3306")]
    [InlineData("mysql://shop:a%3Db@db/s")]
    [InlineData("mariadb://shop:a%3Db@db:3306/s")]
    public void The_names_of_both_drivers_and_addresses_are_understood(string connectionString)
    {
        Assert.Equal(new MySqlConnectionSettings("db", 3306, "shop", "a=b", "s", MySqlTls.Preferred, null), MySqlConnectionSettings.Parse(connectionString, out _));
    }

    private static async Task<string> ReadAsync(string file)
    {
        try
        {
            return await File.ReadAllTextAsync(file);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return "";
        }
    }

    private static async Task<DatabaseFault> FaultAsync(string connectionString)
    {
        var answer = await new MySqlPlanReader(Quick).ReadAsync(new DatabaseConnection("DATABASE", connectionString, Path.GetTempPath()), ScratchDatabase.Table, CancellationToken.None);
        Assert.Null(answer.Plans);
        return answer.Fault!;
    }
}
