namespace PaymentSafety.Runtime.Resilience;

/// <summary>
/// Stands under the HttpClient that speaks to Stripe, Stripe.net's or another: repeats what may be repeated, with the same idempotency key, stops
/// when Stripe does not answer, and limits how much is under way at once.
/// </summary>
public sealed class StripeResilienceHandler(StripeResilience resilience) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        resilience.SendAsync(request, base.SendAsync, cancellationToken);
}
