namespace PaymentSafety.Runtime.Webhooks;

/// <summary>The app's own work for an event. It runs after Stripe was answered; what it throws is kept, and the event is handled again later.</summary>
public interface IStripeWebhookHandler
{
    /// <summary>Handles one event. Events arrive in any order, and an event whose work was cut off comes again.</summary>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="cancellationToken">The app stops; the event is handled again by the next start or another node.</param>
    public Task HandleAsync(StripeWebhookEvent webhookEvent, CancellationToken cancellationToken);
}
