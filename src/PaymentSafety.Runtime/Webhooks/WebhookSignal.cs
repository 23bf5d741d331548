namespace PaymentSafety.Runtime.Webhooks;

/// <summary>Wakes the processor of this node when an event came to it, so that nobody waits for the next look into the inbox.</summary>
internal sealed class WebhookSignal : IDisposable
{
    private readonly SemaphoreSlim _set = new(0, 1);

    public void Set()
    {
        try
        {
            _set.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is set already: one look finds all that is there.
        }
    }

    /// <summary>Waits until something came, or for so long.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _set.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing came: time for a look all the same, at what failed before and at what came to other nodes.
        }
    }

    public void Dispose() => _set.Dispose();
}
