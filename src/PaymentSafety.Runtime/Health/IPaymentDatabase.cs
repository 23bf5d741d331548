namespace PaymentSafety.Runtime.Health;

/// <summary>The database behind the idempotency keys and the inbox, for the health check <c>database</c>. A package for a database adds it.</summary>
public interface IPaymentDatabase
{
    /// <summary>Asks whether the database answers and has its tables. What it throws makes the check unhealthy; its words are not shown.</summary>
    public Task CheckAsync(CancellationToken cancellationToken);
}
