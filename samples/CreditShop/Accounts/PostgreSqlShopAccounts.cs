using Npgsql;
using PaymentSafety.Runtime.PostgreSql;

namespace CreditShop.Accounts;

/// <summary>The records in PostgreSQL. The ledger of the runtime writes the payment's id under a unique key in the transaction that adds the credits.</summary>
internal sealed class PostgreSqlShopAccounts(NpgsqlDataSource database, PostgreSqlPaymentLedger ledger) : IShopAccounts
{
    private const string Columns = "order_id, user_id, pack, credits, amount, currency, begun, payment_id, granted_by";

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS shop_account (
            user_id         text    NOT NULL PRIMARY KEY,
            credits         bigint  NOT NULL DEFAULT 0,
            stripe_customer text    UNIQUE
        );

        CREATE TABLE IF NOT EXISTS shop_purchase (
            order_id   uuid        NOT NULL PRIMARY KEY,
            user_id    text        NOT NULL REFERENCES shop_account,
            pack       text        NOT NULL,
            credits    bigint      NOT NULL,
            amount     bigint      NOT NULL,
            currency   text        NOT NULL,
            begun      timestamptz NOT NULL,
            payment_id text        UNIQUE,
            granted_by text
        );
        """;

    /// <summary>Makes the tables of the shop and of the runtime that are not there yet.</summary>
    public static async Task CreateTablesAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(PostgreSqlSchema.Sql + Tables);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<Account> GetAsync(string userId, CancellationToken cancellationToken)
    {
        await using var balance = Command("SELECT credits FROM shop_account WHERE user_id = $1", userId);
        var credits = await balance.ExecuteScalarAsync(cancellationToken) as long? ?? 0;
        await using var command = Command($"SELECT {Columns} FROM shop_purchase WHERE user_id = $1 ORDER BY begun DESC", userId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var purchases = new List<Purchase>();
        while (await reader.ReadAsync(cancellationToken)) purchases.Add(Read(reader));
        return new Account(credits, purchases);
    }

    public async Task<string?> FindCustomerAsync(string userId, CancellationToken cancellationToken)
    {
        await using var command = Command("SELECT stripe_customer FROM shop_account WHERE user_id = $1", userId);
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    public async Task<string> SetCustomerAsync(string userId, string customer, CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            INSERT INTO shop_account (user_id, stripe_customer) VALUES ($1, $2)
            ON CONFLICT (user_id) DO UPDATE SET stripe_customer = coalesce(shop_account.stripe_customer, excluded.stripe_customer)
            RETURNING stripe_customer
            """,
            userId,
            customer);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<Purchase> AddPurchaseAsync(Purchase purchase, CancellationToken cancellationToken)
    {
        await using (var command = Command(
            "INSERT INTO shop_purchase (order_id, user_id, pack, credits, amount, currency, begun) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
            purchase.Order, purchase.UserId, purchase.Pack, purchase.Credits, purchase.Amount, purchase.Currency, purchase.Begun))
            await command.ExecuteNonQueryAsync(cancellationToken);
        return (await FindPurchaseAsync(purchase.Order, cancellationToken))!;
    }

    public async Task<Purchase?> FindPurchaseAsync(Guid order, CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT {Columns} FROM shop_purchase WHERE order_id = $1", order);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    public Task<IReadOnlySet<string>> FindGrantedAsync(IReadOnlyCollection<string> paymentIds, CancellationToken cancellationToken) => ledger.FindGrantedAsync(paymentIds, cancellationToken);

    public Task<bool> GrantOnceAsync(string paymentId, Purchase purchase, GrantedBy by, CancellationToken cancellationToken) =>
        ledger.GrantOnceAsync(
            paymentId,
            async (transaction, token) =>
            {
                await using var order = new NpgsqlCommand("UPDATE shop_purchase SET payment_id = $1, granted_by = $2 WHERE order_id = $3 AND payment_id IS NULL", transaction.Connection, transaction);
                Add(order, paymentId, by.ToString(), purchase.Order);
                if (await order.ExecuteNonQueryAsync(token) != 1) throw new InvalidOperationException($"The order of {paymentId} was granted for another payment.");
                await using var credits = new NpgsqlCommand("UPDATE shop_account SET credits = credits + $1 WHERE user_id = $2", transaction.Connection, transaction);
                Add(credits, purchase.Credits, purchase.UserId);
                if (await credits.ExecuteNonQueryAsync(token) != 1) throw new InvalidOperationException($"The order of {paymentId} has no account.");
            },
            cancellationToken);

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        Add(command, values);
        return command;
    }

    private static void Add(NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
    }

    private static Purchase Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetString(5), row.GetFieldValue<DateTimeOffset>(6),
        row.IsDBNull(7) ? null : row.GetString(7), row.IsDBNull(8) ? null : Enum.Parse<GrantedBy>(row.GetString(8)));
}
