using System.Net;
using System.Net.Sockets;
using Npgsql;
using PaymentSafety.Database.PostgreSql;
using PaymentSafety.Database.Tests.Servers;

namespace PaymentSafety.Database.Tests.Reading;

/// <summary>Reading from a real PostgreSQL, and each way in which that fails.</summary>
public sealed class PostgreSqlPlanReaderTests
{
    private static readonly ReadLimits Quick = new() { Lock = TimeSpan.FromMilliseconds(300), MostPlans = 1000 };

    [PostgresFact]
    public async Task Values_come_as_they_are()
    {
        await using var database = new Scratch(await ScratchDatabase.CreateAsync(DatabaseProvider.PostgreSql));
        await database.It.SqlAsync(""""
            CREATE SCHEMA "Shop";
            CREATE TABLE "Shop"."my ""Plans""" ("Id" uuid, "Price" char(40));
            INSERT INTO "Shop"."my ""Plans""" VALUES ('6f1b0b62-6c8e-4a32-9d3e-0d1f3e9b7c11', 'price_1'), ('6f1b0b62-6c8e-4a32-9d3e-0d1f3e9b7c12', NULL), ('6f1b0b62-6c8e-4a32-9d3e-0d1f3e9b7c13', ''), (NULL, 'price_x');
            """");

        Assert.Equal(
            [("6f1b0b62-6c8e-4a32-9d3e-0d1f3e9b7c11", "price_1"), ("6f1b0b62-6c8e-4a32-9d3e-0d1f3e9b7c12", null), ("6f1b0b62-6c8e-4a32-9d3e-0d1f3e9b7c13", "")],
            await database.It.PlansAsync(new PlanTable(DatabaseProvider.PostgreSql, "Shop", "my \"Plans\"", "Id", "Price")));
    }

    [PostgresFact]
    public async Task An_address_is_read_as_hosts_hand_it_out()
    {
        await using var database = new Scratch(await ScratchDatabase.CreateAsync(DatabaseProvider.PostgreSql));
        await database.It.SeedAsync(("lite", "price_1"));
        var settings = database.Settings;
        var url = $"postgres://shop:{Uri.EscapeDataString(TestServers.Password)}@127.0.0.1:{settings.Port}/{settings.Database}?sslmode=require&connect_timeout=10";

        var answer = await ReadAsync(url);

        Assert.Equal([new DatabasePlan("lite", "price_1")], answer.Plans!);
    }

    [PostgresFact]
    public async Task Nothing_is_written_even_where_reading_would_write()
    {
        await using var database = new Scratch(await ScratchDatabase.CreateAsync(DatabaseProvider.PostgreSql));
        await database.It.SqlAsync("""
            CREATE TABLE log (n integer);
            CREATE FUNCTION noted() RETURNS text LANGUAGE sql VOLATILE AS 'INSERT INTO log VALUES (1); SELECT ''lite''';
            CREATE VIEW plans AS SELECT noted() AS id, 'price_1'::text AS stripe_price_id;
            """);

        var fault = await FaultAsync(database.It.ConnectionString);

        Assert.Equal(DatabaseFaultKind.Other, fault.Kind);
        Assert.Contains("read-only transaction", fault.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("1", (await database.It.RunAsync("SELECT count(*) FILTER (WHERE n = 1) || 'x' FROM log HAVING count(*) > 0;")).Output, StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("Password=wrong-password", DatabaseFaultKind.LoginRefused, "28P01")]
    [InlineData("Password=", DatabaseFaultKind.LoginRefused, "no")]
    [InlineData("Username=nobody", DatabaseFaultKind.LoginRefused, "28P01")]
    [InlineData("Database=no_such_database", DatabaseFaultKind.LoginRefused, "3D000")]
    [InlineData("SSL Mode=VerifyFull", DatabaseFaultKind.Tls, "certificate")]
    [InlineData("Port=1", DatabaseFaultKind.Unreachable, "refused")]
    [InlineData("Host=no-such-host.invalid", DatabaseFaultKind.Unreachable, "no computer of this name is known")]
    public async Task What_stands_in_the_way_is_called_by_its_name(string change, DatabaseFaultKind kind, string word)
    {
        await using var database = new Scratch(await ScratchDatabase.CreateAsync(DatabaseProvider.PostgreSql));
        var settings = database.Settings;
        var (name, value) = (change.Split('=')[0], change.Split('=')[1]);
        settings[name] = value;

        var fault = await FaultAsync(settings.ConnectionString);

        Assert.Equal(kind, fault.Kind);
        Assert.Contains(word, fault.Reason, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("wrong-password", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(TestServers.Password, fault.ToString(), StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("CREATE TABLE other (id text);", DatabaseFaultKind.NoSuchTable, "42P01")]
    [InlineData("CREATE TABLE plans (id text, price text);", DatabaseFaultKind.NoSuchTable, "42703")]
    [InlineData("CREATE TABLE \"Plans\" (id text, stripe_price_id text);", DatabaseFaultKind.NoSuchTable, "42P01")]
    [InlineData("CREATE TABLE plans (id text, stripe_price_id text); INSERT INTO plans SELECT n, n FROM generate_series(1, 1001) AS n;", DatabaseFaultKind.Other, "1,000 rows")]
    public async Task A_table_that_is_not_that_of_plans_is_told(string sql, DatabaseFaultKind kind, string word)
    {
        await using var database = new Scratch(await ScratchDatabase.CreateAsync(DatabaseProvider.PostgreSql));
        await database.It.SqlAsync(sql);

        var fault = await FaultAsync(database.It.ConnectionString);

        Assert.Equal(kind, fault.Kind);
        Assert.Contains(word, fault.Reason, StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("", "permission denied")]
    [InlineData("GRANT SELECT ON plans TO {role}; ALTER TABLE plans ENABLE ROW LEVEL SECURITY; CREATE POLICY most ON plans USING (id <> 'lite');", "row-level security")]
    public async Task A_user_that_may_not_see_every_row_is_told(string grants, string word)
    {
        await using var database = new Scratch(await ScratchDatabase.CreateAsync(DatabaseProvider.PostgreSql));
        var role = "reader_" + Guid.NewGuid().ToString("N");
        await database.It.SeedAsync(("lite", "price_1"));
        await database.It.SqlAsync($"CREATE ROLE {role} LOGIN PASSWORD 'x1y2z3'; {grants.Replace("{role}", role, StringComparison.Ordinal)}");
        try
        {
            var settings = database.Settings;
            (settings.Username, settings.Password) = (role, "x1y2z3");

            var fault = await FaultAsync(settings.ConnectionString);

            Assert.Equal((DatabaseFaultKind.NoPermission, role), (fault.Kind, fault.User));
            Assert.Contains(word, fault.Reason, StringComparison.Ordinal);
        }
        finally
        {
            await database.It.SqlAsync($"DROP OWNED BY {role}; DROP ROLE {role};");
        }
    }

    [PostgresFact]
    public async Task A_lock_is_waited_for_and_then_told()
    {
        await using var database = new Scratch(await ScratchDatabase.CreateAsync(DatabaseProvider.PostgreSql));
        await database.It.SeedAsync(("lite", "price_1"));
        await using var other = new NpgsqlConnection(database.It.ConnectionString);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("LOCK TABLE plans IN ACCESS EXCLUSIVE MODE", other, transaction))
            await command.ExecuteNonQueryAsync();

        var fault = await FaultAsync(database.It.ConnectionString);

        Assert.Equal((DatabaseFaultKind.TooLate, "another session holds a lock on it, and did not give it back within 0.3 s"), (fault.Kind, fault.Reason));
    }

    [Theory]
    [InlineData("SSL Mode=Require", "N", DatabaseFaultKind.Tls, "no TLS")]
    [InlineData("SSL Mode=Disable", "HTTP/1.1 400 Bad Request\r\n\r\n", DatabaseFaultKind.Unreachable, "no answer in time")]
    [InlineData("SSL Mode=Disable", "", DatabaseFaultKind.Unreachable, "closed")]
    public async Task What_is_no_postgresql_is_told(string option, string answer, DatabaseFaultKind kind, string word)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var done = new CancellationTokenSource();
        var serving = ServeAsync(listener, answer, done.Token);

        var fault = await FaultAsync($"Host=127.0.0.1;Port={((IPEndPoint)listener.LocalEndpoint).Port};Username=shop;Password=x1y2z3;Timeout=2;{option}");

        Assert.Equal(kind, fault.Kind);
        Assert.Contains(word, fault.Reason, StringComparison.Ordinal);
        await done.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
    }

    [Fact]
    public async Task Silence_ends()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var fault = await FaultAsync($"Host=127.0.0.1;Port={((IPEndPoint)listener.LocalEndpoint).Port};Username=shop;Password=x1y2z3;Timeout=1");

        Assert.Equal((DatabaseFaultKind.Unreachable, "no answer in time"), (fault.Kind, fault.Reason));
    }

    [Theory]
    [InlineData("Host=db;Password=half;of-it")]
    [InlineData("Host=db;of-it=1")]
    [InlineData("half of-it")]
    [InlineData("Host=db;Port=of-it")]
    [InlineData("Username=shop;Password=of-it")]
    [InlineData("postgres://shop:of-it/x@db:port/shop")]
    [InlineData("postgres://shop:of-it@db/shop?sslmode=of-it")]
    public async Task A_connection_string_that_means_nothing_is_told_without_a_word_of_it(string connectionString)
    {
        var fault = await FaultAsync(connectionString);

        Assert.Equal(DatabaseFaultKind.ConnectionString, fault.Kind);
        Assert.DoesNotContain("of-it", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_no_fault_of_the_database()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var given = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new PostgreSqlPlanReader(Quick).ReadAsync(
            new DatabaseConnection("DATABASE", $"Host=127.0.0.1;Port={((IPEndPoint)listener.LocalEndpoint).Port};Username=shop;Password=x1y2z3", Path.GetTempPath()), ScratchDatabase.Table, given.Token));
    }

    /// <summary>Gives the same answer to everything; the driver asks again in another way.</summary>
    private static async Task ServeAsync(TcpListener listener, string answer, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(cancellationToken);
            var stream = client.GetStream();
            while (await stream.ReadAsync(new byte[1024], cancellationToken) > 0 && answer.Length > 0)
                await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer), cancellationToken);
        }
    }

    private static Task<PlansAnswer> ReadAsync(string connectionString) =>
        new PostgreSqlPlanReader(Quick).ReadAsync(new DatabaseConnection("DATABASE", connectionString, Path.GetTempPath()), ScratchDatabase.Table, CancellationToken.None);

    private static async Task<DatabaseFault> FaultAsync(string connectionString)
    {
        var answer = await ReadAsync(connectionString);
        Assert.Null(answer.Plans);
        return answer.Fault!;
    }

    private sealed record Scratch(ScratchDatabase It) : IAsyncDisposable
    {
        public NpgsqlConnectionStringBuilder Settings => ((PostgresScratch)It).Settings();

        public ValueTask DisposeAsync() => It.DisposeAsync();
    }
}
