using Npgsql;
using PaymentSafety.Runtime.Health;

namespace PaymentSafety.Runtime.PostgreSql;

/// <summary>For the health check <c>database</c>: the database answers, and has the tables of <see cref="PostgreSqlSchema.Sql"/>.</summary>
/// <param name="database">The app's connections.</param>
internal sealed class PostgreSqlPaymentDatabase(NpgsqlDataSource database) : IPaymentDatabase
{
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        // Reads no row, and fails where a table or the right to read it is missing.
        await using var command = database.CreateCommand(
            """
            SELECT 1 FROM payment_safety_idempotency, payment_safety_webhook_inbox, payment_safety_reconciliation, payment_safety_grant WHERE false
            """);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
