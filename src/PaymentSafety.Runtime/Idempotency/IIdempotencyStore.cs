namespace PaymentSafety.Runtime.Idempotency;

/// <summary>
/// Remembers which key an operation was sent with, before it is sent: after a crash the same key is sent again, and Stripe carries the
/// operation out once.
/// </summary>
public interface IIdempotencyStore
{
    /// <summary>The entry of an operation: a new one at the first call, the same one ever after.</summary>
    /// <param name="operation">What is done: <c>refund</c>, <c>checkout</c>.</param>
    /// <param name="id">What it is done to: the id of the order, of the invoice.</param>
    /// <param name="fingerprint">The parameters that are sent, as one text of the caller's choice; the same key with others is refused by Stripe, and here already.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IdempotencyConflictException">The operation was begun with other parameters, and its outcome is not known.</exception>
    public Task<IdempotencyEntry> BeginAsync(string operation, string id, string fingerprint, CancellationToken cancellationToken = default);

    /// <summary>The outcome is known: Stripe carried it out.</summary>
    /// <param name="entry">The entry that was sent.</param>
    /// <param name="result">What Stripe made: <c>re_…</c>, <c>pi_…</c>. It is given back to every later call.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task CompleteAsync(IdempotencyEntry entry, string result, CancellationToken cancellationToken = default);

    /// <summary>
    /// The outcome is known: Stripe did not carry it out (a 4xx that was corrected since, a decline and another card, or a search after
    /// <see cref="IdempotencyEntry.IsExpired"/> that found nothing). The next <see cref="BeginAsync"/> has a new key.
    /// </summary>
    public Task FailAsync(IdempotencyEntry entry, CancellationToken cancellationToken = default);
}
