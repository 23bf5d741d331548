namespace PaymentSafety.Runtime.Idempotency;

/// <summary>One attempt at an operation.</summary>
/// <param name="Operation">What is done.</param>
/// <param name="Id">What it is done to, as the store keeps it: hashed where it may be personal.</param>
/// <param name="Attempt">1 for the first; one more each time that the outcome was known to be nothing.</param>
/// <param name="Key">What is sent as Idempotency-Key.</param>
/// <param name="Created">When it was first sent, or may have been.</param>
/// <param name="Result">What Stripe made; null while the outcome is not known.</param>
/// <param name="IsNew">Whether this call made the entry: nothing was sent before.</param>
/// <param name="IsExpired">
/// Whether the key is older than the 24 hours for which Stripe is sure to know it, and the outcome unknown. Sent again it could be carried
/// out twice: look at Stripe whether it was carried out, then complete or fail the entry.
/// </param>
public sealed record IdempotencyEntry(
    string Operation, string Id, int Attempt, string Key, DateTimeOffset Created, string? Result, bool IsNew, bool IsExpired)
{
    /// <summary>How long Stripe is sure to know a key: at least 24 hours (https://docs.stripe.com/api/idempotent_requests).</summary>
    public static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(24);

    /// <summary>Whether the outcome is known, and nothing is to be sent.</summary>
    public bool IsCompleted => Result is not null;

    /// <summary>Whether the request may be sent now, with <see cref="Key"/>.</summary>
    public bool MaySend => !IsCompleted && !IsExpired;
}
