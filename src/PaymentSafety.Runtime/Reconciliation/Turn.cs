namespace PaymentSafety.Runtime.Reconciliation;

/// <summary>The time in which this node, and no other, works on a list. A dry run has no end of it.</summary>
internal sealed class Turn(IReconciliationStore store, ReconciliationLease? lease, TimeSpan length, TimeProvider time)
{
    private long _since = time.GetTimestamp();

    /// <summary>Whether another node may be at work.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Works for as long as the turn lasts, and has it prolonged.</summary>
    /// <returns>False when the turn ended.</returns>
    public async Task<bool> WorkAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        if (lease is null)
        {
            await work(cancellationToken).ConfigureAwait(false);
            return true;
        }

        // The request before may have waited long.
        if (!await KeepAsync(null, cancellationToken).ConfigureAwait(false)) return false;
        // At least three quarters of the lease are left.
        using var end = new CancellationTokenSource(length * 0.75, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        try
        {
            await work(either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            IsLost = true;
            return false;
        }
    }

    /// <summary>Prolongs the turn and moves the watermark.</summary>
    /// <returns>False when the turn ended before.</returns>
    public async Task<bool> KeepAsync(long? watermark, CancellationToken cancellationToken)
    {
        if (lease is null) return true;
        // Prolonged when a quarter is over, and not for every page.
        if (watermark is null && time.GetElapsedTime(_since) < length / 4) return true;
        var now = time.GetTimestamp();
        if (!await store.KeepAsync(lease, watermark, length, cancellationToken).ConfigureAwait(false)) IsLost = true;
        else _since = now;
        return !IsLost;
    }

    /// <summary>Gives the list back.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => lease is null ? Task.CompletedTask : store.ReleaseAsync(lease, cancellationToken);
}
