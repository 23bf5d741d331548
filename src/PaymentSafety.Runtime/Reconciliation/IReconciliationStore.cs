namespace PaymentSafety.Runtime.Reconciliation;

/// <summary>How far payments were looked through, and which node does so now.</summary>
public interface IReconciliationStore
{
    /// <summary>How far a list was looked through.</summary>
    /// <param name="name">The list.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Seconds since 1970; null before the first time.</returns>
    public Task<long?> GetWatermarkAsync(string name, CancellationToken cancellationToken);

    /// <summary>Takes a list, so that no other node works on it before the lease ends.</summary>
    /// <param name="name">The list.</param>
    /// <param name="lease">How long it is taken for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null while another node has it.</returns>
    public Task<ReconciliationLease?> TakeAsync(string name, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Keeps the list for longer, and moves its watermark forward.</summary>
    /// <param name="taken">What <see cref="TakeAsync"/> gave.</param>
    /// <param name="watermark">Seconds since 1970; null leaves it. It never moves back.</param>
    /// <param name="lease">How long it is kept from now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when the lease ended before: nothing was kept, and another node may be at work.</returns>
    public Task<bool> KeepAsync(ReconciliationLease taken, long? watermark, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Gives the list back before the lease ends.</summary>
    public Task ReleaseAsync(ReconciliationLease taken, CancellationToken cancellationToken);
}

/// <summary>A list that one node looks through.</summary>
/// <param name="Name">The list.</param>
/// <param name="Id">Which taking it was: who lost the lease has no say.</param>
/// <param name="Watermark">How far it was looked through, in seconds since 1970; null the first time.</param>
public sealed record ReconciliationLease(string Name, Guid Id, long? Watermark);
