namespace PaymentSafety.Runtime.Reconciliation;

/// <summary>For one process: after a restart everything since <see cref="ReconciliationOptions.Since"/> is looked through again, and two nodes both look.</summary>
/// <param name="time">The clock of leases.</param>
public sealed class InMemoryReconciliationStore(TimeProvider? time = null) : IReconciliationStore
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public Task<long?> GetWatermarkAsync(string name, CancellationToken cancellationToken)
    {
        lock (_gate) return Task.FromResult(_rows.GetValueOrDefault(name)?.Watermark);
    }

    /// <inheritdoc/>
    public Task<ReconciliationLease?> TakeAsync(string name, TimeSpan lease, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var row = _rows.TryGetValue(name, out var known) ? known : _rows[name] = new Row();
            if (row.LeaseUntil > _time.GetUtcNow()) return Task.FromResult<ReconciliationLease?>(null);
            row.LeaseId = Guid.NewGuid();
            row.LeaseUntil = _time.GetUtcNow() + lease;
            return Task.FromResult<ReconciliationLease?>(new ReconciliationLease(name, row.LeaseId, row.Watermark));
        }
    }

    /// <inheritdoc/>
    public Task<bool> KeepAsync(ReconciliationLease taken, long? watermark, TimeSpan lease, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Held(taken) is not { } row) return Task.FromResult(false);
            row.LeaseUntil = _time.GetUtcNow() + lease;
            if (watermark is { } reached && !(row.Watermark >= reached)) row.Watermark = reached;
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(ReconciliationLease taken, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Held(taken) is { } row) row.LeaseUntil = DateTimeOffset.MinValue;
        }

        return Task.CompletedTask;
    }

    private Row? Held(ReconciliationLease taken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        return _rows.TryGetValue(taken.Name, out var row) && row.LeaseId == taken.Id && row.LeaseUntil > _time.GetUtcNow() ? row : null;
    }

    private sealed class Row
    {
        public long? Watermark { get; set; }

        public Guid LeaseId { get; set; }

        public DateTimeOffset LeaseUntil { get; set; } = DateTimeOffset.MinValue;
    }
}
