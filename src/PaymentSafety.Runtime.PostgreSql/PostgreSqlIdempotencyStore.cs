using Npgsql;
using PaymentSafety.Runtime.Idempotency;

namespace PaymentSafety.Runtime.PostgreSql;

/// <summary>Keys in PostgreSQL: the same for every node, and there after a crash. Its clock is the database's.</summary>
/// <param name="database">The app's connections.</param>
public sealed class PostgreSqlIdempotencyStore(NpgsqlDataSource database) : IIdempotencyStore
{
    /// <inheritdoc/>
    public async Task<IdempotencyEntry> BeginAsync(string operation, string id, string fingerprint, CancellationToken cancellationToken = default)
    {
        var request = IdempotencyRequest.Of(operation, id, fingerprint);
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        // A row that stays as it is is locked and read all the same: DO UPDATE returns it, DO NOTHING would not.
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO payment_safety_idempotency AS known (operation, id, attempt, fingerprint, state, created, begun_by)
            VALUES ($1, $2, 1, $3, 'pending', clock_timestamp(), $4)
            ON CONFLICT (operation, id) DO UPDATE SET
                attempt     = known.attempt + CASE known.state WHEN 'failed' THEN 1 ELSE 0 END,
                fingerprint = CASE known.state WHEN 'failed' THEN excluded.fingerprint ELSE known.fingerprint END,
                created     = CASE known.state WHEN 'failed' THEN excluded.created ELSE known.created END,
                begun_by    = CASE known.state WHEN 'failed' THEN excluded.begun_by ELSE known.begun_by END,
                state       = CASE known.state WHEN 'failed' THEN 'pending' ELSE known.state END
            RETURNING attempt, fingerprint, created, result, begun_by = $4, clock_timestamp()
            """,
            connection)
        {
            Parameters = { new() { Value = operation }, new() { Value = request.Part }, new() { Value = request.Fingerprint }, new() { Value = Guid.NewGuid() } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return request.Entry(
            reader.GetInt32(0),
            reader.GetString(1),
            reader.GetFieldValue<DateTimeOffset>(2),
            reader.IsDBNull(3) ? null : reader.GetString(3),
            reader.GetBoolean(4),
            reader.GetFieldValue<DateTimeOffset>(5));
    }

    /// <inheritdoc/>
    public Task CompleteAsync(IdempotencyEntry entry, string result, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(result);
        return EndAsync(entry, "completed", result, cancellationToken);
    }

    /// <inheritdoc/>
    public Task FailAsync(IdempotencyEntry entry, CancellationToken cancellationToken = default) => EndAsync(entry, "failed", null, cancellationToken);

    private async Task EndAsync(IdempotencyEntry entry, string state, string? result, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        // Another node may have ended this attempt already, and begun the next: what is known stays known.
        await using var command = new NpgsqlCommand(
            "UPDATE payment_safety_idempotency SET state = $4, result = $5 WHERE operation = $1 AND id = $2 AND attempt = $3 AND state = 'pending'", connection)
        {
            Parameters =
            {
                new() { Value = entry.Operation }, new() { Value = entry.Id }, new() { Value = entry.Attempt }, new() { Value = state },
                new() { Value = (object?)result ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
