namespace PaymentSafety.Runtime.Webhooks;

/// <summary>Where events wait until they are handled, and by which a duplicate is known.</summary>
public interface IStripeWebhookInbox
{
    /// <summary>Keeps an event. When this returns, the event may be answered with 2xx: it is not lost.</summary>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="oncePerObject">Whether a second event of the same type about the same object is a duplicate.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False for a duplicate, which is not kept again.</returns>
    public Task<bool> AddAsync(StripeWebhookEvent webhookEvent, bool oncePerObject, CancellationToken cancellationToken);

    /// <summary>Takes the next event that is due, so that no other node takes it before the lease ends.</summary>
    /// <param name="lease">How long it is taken for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null when none is due.</returns>
    public Task<StripeWebhookDelivery?> TakeAsync(TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>The event was handled. It is remembered, so that a duplicate is known.</summary>
    public Task CompleteAsync(StripeWebhookDelivery delivery, CancellationToken cancellationToken);

    /// <summary>The event could not be handled.</summary>
    /// <param name="delivery">What was taken.</param>
    /// <param name="error">Why, in words without card data or secrets.</param>
    /// <param name="retryAfter">When it is due again; null sets it aside for a person.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task FailAsync(StripeWebhookDelivery delivery, string error, TimeSpan? retryAfter, CancellationToken cancellationToken);

    /// <summary>Makes events that were set aside due again, from their first attempt: a person has mended what was wrong.</summary>
    /// <param name="eventId">One event; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many.</returns>
    public Task<int> RequeueAsync(string? eventId, CancellationToken cancellationToken);

    /// <summary>Forgets the events that were handled before a time.</summary>
    /// <returns>How many.</returns>
    public Task<int> ForgetAsync(DateTimeOffset handledBefore, CancellationToken cancellationToken);

    /// <summary>When the last event came, and how many wait; for health checks.</summary>
    public Task<StripeWebhookInboxState> GetStateAsync(CancellationToken cancellationToken);
}

/// <summary>An event that one node works on.</summary>
/// <param name="Event">The event.</param>
/// <param name="Attempt">1 for the first time.</param>
/// <param name="LeaseId">Which taking it was: what is told about an event whose lease was lost counts no more.</param>
public sealed record StripeWebhookDelivery(StripeWebhookEvent Event, int Attempt, Guid LeaseId);

/// <summary>What an inbox holds.</summary>
/// <param name="LastReceived">When the last event was kept, by this side's clock; null when none is.</param>
/// <param name="Waiting">Events that are not handled yet.</param>
/// <param name="SetAside">Events that failed too often and wait for a person.</param>
public sealed record StripeWebhookInboxState(DateTimeOffset? LastReceived, int Waiting, int SetAside);
