namespace PaymentSafety.Runtime.Webhooks;

/// <summary>For one process, and for tests: a crash loses what waits. Events that must not be lost belong in a database.</summary>
/// <param name="time">The clock of waits and leases.</param>
public sealed class InMemoryStripeWebhookInbox(TimeProvider? time = null) : IStripeWebhookInbox
{
    private readonly object _gate = new();
    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<(string Type, string ObjectId)> _once = [];
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private DateTimeOffset? _lastReceived;

    /// <inheritdoc/>
    public Task<bool> AddAsync(StripeWebhookEvent webhookEvent, bool oncePerObject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(webhookEvent);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_rows.ContainsKey(webhookEvent.Id)) return Task.FromResult(false);
            if (oncePerObject && webhookEvent.ObjectId is { } id && !_once.Add((webhookEvent.Type, id))) return Task.FromResult(false);
            _lastReceived = _time.GetUtcNow();
            _rows[webhookEvent.Id] = new Row(webhookEvent, oncePerObject) { Due = _lastReceived.Value };
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<StripeWebhookDelivery?> TakeAsync(TimeSpan lease, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (_rows.Values.Where(row => row.State == RowState.Waiting && row.Due <= now).MinBy(row => row.Due) is not { } next) return Task.FromResult<StripeWebhookDelivery?>(null);
            next.Due = now + lease;
            next.Attempt++;
            next.LeaseId = Guid.NewGuid();
            return Task.FromResult<StripeWebhookDelivery?>(new StripeWebhookDelivery(next.Event, next.Attempt, next.LeaseId));
        }
    }

    /// <inheritdoc/>
    public Task CompleteAsync(StripeWebhookDelivery delivery, CancellationToken cancellationToken) => End(delivery, row =>
    {
        row.State = RowState.Handled;
        row.Handled = _time.GetUtcNow();
    });

    /// <inheritdoc/>
    public Task FailAsync(StripeWebhookDelivery delivery, string error, TimeSpan? retryAfter, CancellationToken cancellationToken) => End(delivery, row =>
    {
        if (retryAfter is { } wait) row.Due = _time.GetUtcNow() + wait;
        else row.State = RowState.SetAside;
    });

    /// <inheritdoc/>
    public Task<int> RequeueAsync(string? eventId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var rows = _rows.Values.Where(row => row.State == RowState.SetAside && (eventId is null || row.Event.Id == eventId)).ToList();
            foreach (var row in rows)
            {
                row.State = RowState.Waiting;
                row.Attempt = 0;
                row.Due = _time.GetUtcNow();
            }

            return Task.FromResult(rows.Count);
        }
    }

    /// <inheritdoc/>
    public Task<int> ForgetAsync(DateTimeOffset handledBefore, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var old = _rows.Values.Where(row => row.State == RowState.Handled && row.Handled < handledBefore).ToList();
            foreach (var row in old)
            {
                _rows.Remove(row.Event.Id);
                if (row.Once && row.Event.ObjectId is { } id) _once.Remove((row.Event.Type, id));
            }

            return Task.FromResult(old.Count);
        }
    }

    /// <inheritdoc/>
    public Task<StripeWebhookInboxState> GetStateAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(new StripeWebhookInboxState(
                _lastReceived, _rows.Values.Count(row => row.State == RowState.Waiting), _rows.Values.Count(row => row.State == RowState.SetAside)));
        }
    }

    private Task End(StripeWebhookDelivery delivery, Action<Row> end)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        lock (_gate)
        {
            // Whoever lost the lease has no say: another works on the event.
            if (_rows.TryGetValue(delivery.Event.Id, out var row) && row.State == RowState.Waiting && row.LeaseId == delivery.LeaseId) end(row);
        }

        return Task.CompletedTask;
    }

    private enum RowState
    {
        Waiting,
        Handled,
        SetAside,
    }

    private sealed class Row(StripeWebhookEvent webhookEvent, bool once)
    {
        public StripeWebhookEvent Event { get; } = webhookEvent;

        public bool Once { get; } = once;

        public DateTimeOffset Due { get; set; }

        public int Attempt { get; set; }

        public Guid LeaseId { get; set; }

        public RowState State { get; set; }

        public DateTimeOffset Handled { get; set; }
    }
}
