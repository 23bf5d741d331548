namespace PaymentSafety.Runtime.Resilience;

/// <summary>How calls to Stripe are repeated, and when they stop. Section <c>PaymentSafety:Resilience</c>.</summary>
public sealed class StripeResilienceOptions
{
    /// <summary>How often a request is repeated at most, after its first try. 0 to 10; default 2, as Stripe's own libraries do.</summary>
    public int MaxRetries { get; set; } = 2;

    /// <summary>
    /// The longest wait before the first repetition; it doubles with each further one, and a random part of it is waited (full jitter).
    /// Default 0.5 s.
    /// </summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// The longest wait. Where Stripe asks for a longer one (Retry-After), its answer is handed to the caller, and nothing is repeated. Default 30 s.
    /// </summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for one try, its body included. Default 30 s; HttpClient.Timeout covers all tries and waits, and must be longer.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many requests are under way at once, from this process; more of them wait. 1 to 1000; default 20.</summary>
    public int MaxConcurrency { get; set; } = 20;

    /// <summary>The circuit breaker opens after so many failures in a row. Default 5.</summary>
    public int BreakerConsecutiveFailures { get; set; } = 5;

    /// <summary>The circuit breaker opens when this part of the requests of <see cref="BreakerWindow"/> failed. Above 0, at most 1; default 0.5.</summary>
    public double BreakerFailureRatio { get; set; } = 0.5;

    /// <summary>Fewer requests than these in <see cref="BreakerWindow"/> are too few to judge by their ratio. Default 20.</summary>
    public int BreakerMinimumThroughput { get; set; } = 20;

    /// <summary>The time over which the ratio is counted. Default 30 s.</summary>
    public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the circuit breaker stays open before it lets one request through. Default 30 s.</summary>
    public TimeSpan BreakerOpenFor { get; set; } = TimeSpan.FromSeconds(30);
}
