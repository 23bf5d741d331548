using System.Collections.Concurrent;

namespace PaymentSafety.Runtime.Idempotency;

/// <summary>For one process, and for tests: a crash forgets it. What must survive one belongs in a database.</summary>
/// <param name="time">The clock of the 24 hours.</param>
public sealed class InMemoryIdempotencyStore(TimeProvider? time = null) : IIdempotencyStore
{
    private readonly ConcurrentDictionary<(string Operation, string Id), Row> _rows = new();
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public Task<IdempotencyEntry> BeginAsync(string operation, string id, string fingerprint, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = IdempotencyRequest.Of(operation, id, fingerprint);
        var now = _time.GetUtcNow();
        var isNew = false;
        var row = _rows.AddOrUpdate(
            (operation, request.Part),
            _ =>
            {
                isNew = true;
                return new Row(1, request.Fingerprint, now, IdempotencyState.Pending, null);
            },
            (_, known) =>
            {
                isNew = known.State == IdempotencyState.Failed;
                return isNew ? new Row(known.Attempt + 1, request.Fingerprint, now, IdempotencyState.Pending, null) : known;
            });
        return Task.FromResult(request.Entry(row.Attempt, row.Fingerprint, row.Created, row.Result, isNew, now));
    }

    /// <inheritdoc/>
    public Task CompleteAsync(IdempotencyEntry entry, string result, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(result);
        return EndAsync(entry, row => row with { State = IdempotencyState.Completed, Result = result });
    }

    /// <inheritdoc/>
    public Task FailAsync(IdempotencyEntry entry, CancellationToken cancellationToken = default) => EndAsync(entry, row => row with { State = IdempotencyState.Failed });

    private Task EndAsync(IdempotencyEntry entry, Func<Row, Row> end)
    {
        ArgumentNullException.ThrowIfNull(entry);
        // Another node may have ended this attempt already, and begun the next: what is known stays known.
        while (_rows.TryGetValue((entry.Operation, entry.Id), out var row) && row.Attempt == entry.Attempt && row.State == IdempotencyState.Pending)
        {
            if (_rows.TryUpdate((entry.Operation, entry.Id), end(row), row)) break;
        }

        return Task.CompletedTask;
    }

    private sealed record Row(int Attempt, string Fingerprint, DateTimeOffset Created, IdempotencyState State, string? Result);
}
