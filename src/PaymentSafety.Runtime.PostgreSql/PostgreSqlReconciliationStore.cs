using Npgsql;
using PaymentSafety.Runtime.Reconciliation;

namespace PaymentSafety.Runtime.PostgreSql;

/// <summary>Progress in PostgreSQL: one node at a time works on a list, and the next goes on where it ended. Its clock is the database's.</summary>
/// <param name="database">The app's connections.</param>
/// <remarks>A row with an end, and not a lock of the session: it holds behind a pooler too, and a node that hangs loses it.</remarks>
public sealed class PostgreSqlReconciliationStore(NpgsqlDataSource database) : IReconciliationStore
{
    /// <inheritdoc/>
    public async Task<long?> GetWatermarkAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = Command("SELECT watermark FROM payment_safety_reconciliation WHERE name = $1", name);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as long?;
    }

    /// <inheritdoc/>
    public async Task<ReconciliationLease?> TakeAsync(string name, TimeSpan lease, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        // Of nodes that take at the same moment the second waits for the first, and then sees its lease.
        await using var command = Command(
            """
            INSERT INTO payment_safety_reconciliation AS known (name, lease_id, lease_until) VALUES ($1, $2, clock_timestamp() + $3)
            ON CONFLICT (name) DO UPDATE SET lease_id = excluded.lease_id, lease_until = excluded.lease_until WHERE known.lease_until <= clock_timestamp()
            RETURNING watermark
            """,
            name, id, lease);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) return null;
        return new ReconciliationLease(name, id, reader.IsDBNull(0) ? null : reader.GetInt64(0));
    }

    /// <inheritdoc/>
    public async Task<bool> KeepAsync(ReconciliationLease taken, long? watermark, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        await using var command = Command(
            """
            UPDATE payment_safety_reconciliation SET watermark = greatest(watermark, $3), lease_until = clock_timestamp() + $4
            WHERE name = $1 AND lease_id = $2 AND lease_until > clock_timestamp()
            """,
            taken.Name, taken.Id, watermark, lease);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <inheritdoc/>
    public async Task ReleaseAsync(ReconciliationLease taken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        await using var command = Command("UPDATE payment_safety_reconciliation SET lease_until = clock_timestamp() WHERE name = $1 AND lease_id = $2", taken.Name, taken.Id);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private NpgsqlCommand Command(string sql, params object?[] values)
    {
        var command = database.CreateCommand(sql);
        // The only value that may be null is the watermark.
        foreach (var value in values) command.Parameters.Add(value is null ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint } : new NpgsqlParameter { Value = value });
        return command;
    }
}
