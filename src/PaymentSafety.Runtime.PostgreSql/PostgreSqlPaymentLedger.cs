using Npgsql;

namespace PaymentSafety.Runtime.PostgreSql;

/// <summary>
/// Which payments were granted, each under a unique key that is written in the same transaction as what is granted: an app that grants through it grants once, however many
/// nodes, webhooks and customers come at the same moment, and wherever a process is killed.
/// </summary>
/// <param name="database">The app's connections, to the database in which the granted things are.</param>
public sealed class PostgreSqlPaymentLedger(NpgsqlDataSource database)
{
    /// <summary>Which of these payments were granted: for <c>IPaymentGrant.FindGrantedAsync</c>.</summary>
    /// <param name="paymentIds">Ids of payments (<c>pi_…</c>).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlySet<string>> FindGrantedAsync(IReadOnlyCollection<string> paymentIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paymentIds);
        await using var command = database.CreateCommand("SELECT payment_id FROM payment_safety_grant WHERE payment_id = ANY($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = paymentIds.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var granted = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) granted.Add(reader.GetString(0));
        return granted;
    }

    /// <summary>Grants a payment unless it was granted: for <c>IPaymentGrant.GrantAsync</c> and for the webhook handler.</summary>
    /// <param name="paymentId">The payment (<c>pi_…</c>).</param>
    /// <param name="grant">Writes what is granted, on the connection of the transaction that it is given, which is committed afterwards. What it throws undoes everything.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is granted then.</param>
    /// <returns>False when it was granted already.</returns>
    public async Task<bool> GrantOnceAsync(string paymentId, Func<NpgsqlTransaction, CancellationToken, Task> grant, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(paymentId);
        ArgumentNullException.ThrowIfNull(grant);
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        // Whoever comes second waits here until the first has committed, or has undone it.
        await using (var insert = new NpgsqlCommand("INSERT INTO payment_safety_grant (payment_id, granted) VALUES ($1, clock_timestamp()) ON CONFLICT DO NOTHING", connection, transaction))
        {
            insert.Parameters.Add(new NpgsqlParameter { Value = paymentId });
            if (await insert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 0) return false;
        }

        await grant(transaction, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }
}
