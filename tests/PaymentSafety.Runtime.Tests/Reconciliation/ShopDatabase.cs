using Npgsql;
using PaymentSafety.Runtime.PostgreSql;
using PaymentSafety.Tests.Nodes;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Runtime.Tests.Reconciliation;

/// <summary>The database of a shop whose nodes are processes: what it owes its customers, and what it gave them.</summary>
internal sealed class ShopDatabase : IAsyncDisposable
{
    private ShopDatabase(string connection)
    {
        Connection = connection;
        Source = NpgsqlDataSource.Create(connection);
    }

    private string Connection { get; }

    /// <summary>For a node: few connections, and none encrypted, which takes a process that lives for half a second a fifth of its time.</summary>
    public string NodeConnection => new NpgsqlConnectionStringBuilder(Connection) { MaxPoolSize = 5, SslMode = SslMode.Disable }.ConnectionString;

    public NpgsqlDataSource Source { get; }

    public static async Task<ShopDatabase> CreateAsync(IEnumerable<string> customers, string moreTables = "")
    {
        var database = new ShopDatabase(await PostgreSqlServer.NewDatabaseAsync());
        await database.ExecuteAsync(PostgreSqlSchema.Sql + ShopTables.Sql + moreTables);
        await database.ExecuteAsync("INSERT INTO shop_account SELECT unnest($1), 0", (object)customers.ToArray());
        return database;
    }

    /// <summary>Each of these payments was given once, and nothing else: by the book, by the accounts and by the ledger.</summary>
    public async Task MustHaveGrantedOnceAsync(IReadOnlyCollection<PaymentIntentData> owed)
    {
        Assert.Equal(owed.Select(payment => payment.Id).Order(StringComparer.Ordinal), (await TextsAsync("SELECT payment_id FROM shop_credit")).Order(StringComparer.Ordinal));
        Assert.Equal(owed.Select(payment => payment.Id).Order(StringComparer.Ordinal), (await TextsAsync("SELECT payment_id FROM payment_safety_grant")).Order(StringComparer.Ordinal));
        var balances = owed.GroupBy(payment => payment.Customer!).Select(group => $"{group.Key} {group.Sum(payment => payment.Amount)}");
        Assert.Equal(balances.Order(StringComparer.Ordinal), (await TextsAsync("SELECT customer || ' ' || balance FROM shop_account WHERE balance <> 0")).Order(StringComparer.Ordinal));
    }

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ReadAsync<T>(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task<IReadOnlyList<string>> TextsAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync()) texts.Add(reader.GetString(0));
        return texts;
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = Source.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
