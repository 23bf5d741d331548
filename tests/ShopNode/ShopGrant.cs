using Npgsql;
using PaymentSafety.Runtime.PostgreSql;
using PaymentSafety.Runtime.Reconciliation;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Tests.Nodes;

/// <summary>A line in the book and money on the account, in the transaction of the ledger: two statements, so that a node can die between them.</summary>
public sealed class ShopGrant(PostgreSqlPaymentLedger ledger, ShopSettings settings) : IPaymentGrant
{
    public Task<IReadOnlySet<string>> FindGrantedAsync(IReadOnlyCollection<string> paymentIds, CancellationToken cancellationToken) => ledger.FindGrantedAsync(paymentIds, cancellationToken);

    public Task<bool> GrantAsync(StripePayment payment, CancellationToken cancellationToken) => ledger.GrantOnceAsync(payment.Id, async (transaction, token) =>
    {
        var customer = payment.Customer ?? throw new InvalidOperationException($"{payment.Id} has no customer.");
        await ExecuteAsync(transaction, "INSERT INTO shop_credit VALUES ($1, $2, $3, $4)", token, payment.Id, customer, payment.AmountReceived, settings.Node);
        if (settings.GrantTakes > TimeSpan.Zero) await Task.Delay(settings.GrantTakes, token);
        if (await ExecuteAsync(transaction, "UPDATE shop_account SET balance = balance + $2 WHERE customer = $1", token, customer, payment.AmountReceived) != 1)
            throw new InvalidOperationException($"{customer} has no account.");
    }, cancellationToken);

    private static async Task<int> ExecuteAsync(NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
