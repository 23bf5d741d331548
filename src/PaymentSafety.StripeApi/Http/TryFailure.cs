namespace PaymentSafety.StripeApi;

/// <summary>One try that failed.</summary>
/// <param name="Cause">What went wrong.</param>
/// <param name="Describe">The fault, once it is known that no other try follows.</param>
internal sealed record TryFailure(TryCause Cause, Func<TryHistory, StripeFault> Describe)
{
    /// <summary>How long the server asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the server said about another try (Stripe-Should-Retry).</summary>
    public bool? ShouldRetry { get; init; }

    /// <summary>What was seen of the answer, when there was one.</summary>
    public HttpAnswer? Answer { get; init; }
}

/// <summary>The tries of one request.</summary>
internal sealed class TryHistory(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();
    private readonly List<TryCause> _failures = [];

    public int Tries { get; private set; }

    public TimeSpan Elapsed => clock.GetElapsedTime(_start);

    public void Sent() => Tries++;

    public void Failed(TryCause cause) => _failures.Add(cause);

    /// <summary>How many tries failed in this way.</summary>
    public int Count(TryCause cause) => _failures.Count(failure => ReferenceEquals(failure, cause));
}
