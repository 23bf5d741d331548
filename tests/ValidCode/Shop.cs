namespace ValidCode;

/// <summary>The shop that all of this code belongs to. Amounts are in the currency's minor unit.</summary>
public sealed record Order(Guid Id, string CustomerId, string Currency, long Amount, int Version)
{
    /// <summary>Set once, saved with the order, sent with every attempt to pay it.</summary>
    public string? PaymentKey { get; set; }

    public string? PaymentIntentId { get; set; }
}

public interface IOrderStore
{
    public Task<Order> GetAsync(Guid id, CancellationToken cancellationToken = default);

    public Task SaveAsync(Order order, CancellationToken cancellationToken = default);

    public IAsyncEnumerable<Order> DueAsync(DateOnly day, CancellationToken cancellationToken = default);

    public Task MarkPaidAsync(Guid id, string paymentIntentId, CancellationToken cancellationToken = default);
}

/// <summary>Remembers which messages were taken in.</summary>
public interface IInbox
{
    /// <returns>False when the id was there already.</returns>
    public Task<bool> TryAddAsync(string messageId, CancellationToken cancellationToken = default);
}

public interface IWorkQueue
{
    public ValueTask EnqueueAsync(string kind, string objectId, CancellationToken cancellationToken = default);
}
