using System.Globalization;

namespace PaymentSafety.Runtime.Resilience;

/// <summary>Nothing was sent to Stripe, because it did not answer lately. Safe to send later, with the same idempotency key.</summary>
/// <param name="retryAfter">When calls may be let through again; zero while one call finds out.</param>
public sealed class StripeCircuitOpenException(TimeSpan retryAfter)
    : HttpRequestException($"Nothing was sent to Stripe: it did not answer lately. Try again in {retryAfter.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s.")
{
    /// <summary>When calls may be let through again; zero while one call finds out.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
