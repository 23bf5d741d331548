using PaymentSafety.Database.Tests.Servers;
using PaymentSafety.Tool.Database;
using Microsoft.Data.Sqlite;

namespace PaymentSafety.Database.Tests.Reading;

/// <summary>Reading from a file of SQLite, and each way in which that fails.</summary>
public sealed class SqlitePlanReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sqlite-").FullName;

    public SqlitePlanReaderTests() => SQLitePCL.Batteries_V2.Init();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Data Source=shop.db")]
    [InlineData("shop.db")]
    [InlineData("Data Source=shop.db;Cache=Private;Mode=ReadWriteCreate")]
    public async Task Values_come_as_they_are(string connectionString)
    {
        Execute("CREATE TABLE plans (id INTEGER, stripe_price_id TEXT); INSERT INTO plans VALUES (1, 'price_1'), (2, NULL), (3, ''), (NULL, 'x')");

        var answer = await ReadAsync(connectionString);

        Assert.Equal([new DatabasePlan("1", "price_1"), new DatabasePlan("2", null), new DatabasePlan("3", "")], answer.Plans!);
    }

    [Theory]
    [InlineData("CREATE TABLE other (id)", DatabaseFaultKind.NoSuchTable, "no such table: plans")]
    [InlineData("CREATE TABLE plans (id, price)", DatabaseFaultKind.NoSuchTable, "no such column: p.stripe_price_id")]
    public async Task A_table_that_is_not_that_of_plans_is_told(string sql, DatabaseFaultKind kind, string word)
    {
        Execute(sql);

        var fault = (await ReadAsync("shop.db")).Fault!;

        Assert.Equal(kind, fault.Kind);
        Assert.Contains(word, fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_missing_is_not_created()
    {
        Assert.Equal((DatabaseFaultKind.Unreachable, "there is no such file"), await KindAsync("shop.db"));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task What_is_no_database_is_told()
    {
        File.WriteAllText(Path.Combine(_folder, "shop.db"), new string('x', 5000));

        Assert.Equal((DatabaseFaultKind.Other, "file is not a database (26)"), await KindAsync("shop.db"));
    }

    [Fact]
    public async Task A_lock_is_waited_for_and_then_told()
    {
        Execute("CREATE TABLE plans (id, stripe_price_id)");
        using var other = Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();

        Assert.Equal((DatabaseFaultKind.TooLate, "another program holds a lock on the file, and did not give it back within 1 s"), await KindAsync("shop.db"));
    }

    [Theory]
    [InlineData("of-it=1;Data Source=shop.db")]
    [InlineData("Mode=of-it")]
    [InlineData("Password=of-it")]
    public async Task A_connection_string_that_means_nothing_is_told_without_a_word_of_it(string connectionString)
    {
        var (kind, reason) = await KindAsync(connectionString);

        Assert.Equal(DatabaseFaultKind.ConnectionString, kind);
        Assert.DoesNotContain("of-it", reason, StringComparison.Ordinal);
    }

    private async Task<(DatabaseFaultKind Kind, string Reason)> KindAsync(string connectionString)
    {
        var fault = (await ReadAsync(connectionString)).Fault!;
        return (fault.Kind, fault.Reason);
    }

    private Task<PlansAnswer> ReadAsync(string connectionString) =>
        new SqlitePlanReader(new ReadLimits { Lock = TimeSpan.FromSeconds(1) }).ReadAsync(new DatabaseConnection("DATABASE", connectionString, _folder), ScratchDatabase.Table, CancellationToken.None);

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "shop.db")};Pooling=false");
        connection.Open();
        return connection;
    }

    private void Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
