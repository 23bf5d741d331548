using Npgsql;
using NpgsqlTypes;
using PaymentSafety.Runtime.Webhooks;

namespace PaymentSafety.Runtime.PostgreSql;

/// <summary>
/// Events in PostgreSQL: the same for every node, and there after a crash. Its clock is the database's. The body of an event is kept until it is handled, and no longer.
/// </summary>
/// <param name="database">The app's connections.</param>
public sealed class PostgreSqlStripeWebhookInbox(NpgsqlDataSource database) : IStripeWebhookInbox
{
    /// <inheritdoc/>
    public async Task<bool> AddAsync(StripeWebhookEvent webhookEvent, bool oncePerObject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(webhookEvent);
        // No target: the id of the event and the pair of type and object are both unique.
        return await ExecuteAsync(
            """
            INSERT INTO payment_safety_webhook_inbox (event_id, type, object_id, once, livemode, created, api_version, json, received, due)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp(), clock_timestamp())
            ON CONFLICT DO NOTHING
            """,
            cancellationToken,
            webhookEvent.Id, webhookEvent.Type, webhookEvent.ObjectId, oncePerObject, webhookEvent.Livemode, webhookEvent.Created, webhookEvent.ApiVersion, webhookEvent.Json).ConfigureAwait(false) == 1;
    }

    /// <inheritdoc/>
    public async Task<StripeWebhookDelivery?> TakeAsync(TimeSpan lease, CancellationToken cancellationToken)
    {
        var leaseId = Guid.NewGuid();
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        // Nodes that look at the same moment take different events, and none waits for the other.
        await using var command = Command(
            connection,
            """
            UPDATE payment_safety_webhook_inbox SET attempt = attempt + 1, lease_id = $1, due = clock_timestamp() + $2
            WHERE event_id = (
                SELECT event_id FROM payment_safety_webhook_inbox WHERE state = 'waiting' AND due <= clock_timestamp()
                ORDER BY due LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING event_id, type, object_id, livemode, created, api_version, json, attempt
            """,
            leaseId, lease);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) return null;
        var webhookEvent = new StripeWebhookEvent(
            reader.GetString(0), reader.GetString(1), Text(reader, 2), reader.GetBoolean(3), reader.GetFieldValue<DateTimeOffset>(4), Text(reader, 5), reader.GetString(6));
        return new StripeWebhookDelivery(webhookEvent, reader.GetInt32(7), leaseId);
    }

    /// <inheritdoc/>
    public Task CompleteAsync(StripeWebhookDelivery delivery, CancellationToken cancellationToken) => EndAsync(
        delivery, "state = 'handled', handled = clock_timestamp(), json = NULL, error = NULL, lease_id = NULL", cancellationToken);

    /// <inheritdoc/>
    public Task FailAsync(StripeWebhookDelivery delivery, string error, TimeSpan? retryAfter, CancellationToken cancellationToken) => retryAfter is { } wait
        ? EndAsync(delivery, "due = clock_timestamp() + $3, error = $4, lease_id = NULL", cancellationToken, wait, error)
        : EndAsync(delivery, "state = 'set_aside', error = $3, lease_id = NULL", cancellationToken, error);

    /// <inheritdoc/>
    public Task<int> RequeueAsync(string? eventId, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE payment_safety_webhook_inbox SET state = 'waiting', attempt = 0, due = clock_timestamp() WHERE state = 'set_aside' AND ($1 IS NULL OR event_id = $1)",
        cancellationToken, eventId);

    /// <inheritdoc/>
    public Task<int> ForgetAsync(DateTimeOffset handledBefore, CancellationToken cancellationToken) =>
        ExecuteAsync("DELETE FROM payment_safety_webhook_inbox WHERE state = 'handled' AND handled < $1", cancellationToken, handledBefore.ToUniversalTime());

    /// <inheritdoc/>
    public async Task<StripeWebhookInboxState> GetStateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var command = Command(
            connection,
            """
            SELECT (SELECT max(received) FROM payment_safety_webhook_inbox),
                   (SELECT count(*) FROM payment_safety_webhook_inbox WHERE state = 'waiting')::int,
                   (SELECT count(*) FROM payment_safety_webhook_inbox WHERE state = 'set_aside')::int
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new StripeWebhookInboxState(reader.IsDBNull(0) ? null : reader.GetFieldValue<DateTimeOffset>(0), reader.GetInt32(1), reader.GetInt32(2));
    }

    // Whoever lost the lease has no say: another works on the event.
    private Task<int> EndAsync(StripeWebhookDelivery delivery, string set, CancellationToken cancellationToken, params object[] values)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return ExecuteAsync(
            $"UPDATE payment_safety_webhook_inbox SET {set} WHERE event_id = $1 AND lease_id = $2 AND state = 'waiting'", cancellationToken, [delivery.Event.Id, delivery.LeaseId, .. values]);
    }

    private async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object?[] values)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            // Every value that may be null here is a text.
            command.Parameters.Add(value is null or string
                ? new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }
                : new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
