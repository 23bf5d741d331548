namespace PaymentSafety.StripeApi;

/// <summary>When another try is worth it, and after how long. Every request is a GET or has an idempotency key, so repeating one is always safe.</summary>
internal static class RetryPolicy
{
    public const int MostTries = 4;

    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(0.5);

    public static bool IsRetried(TryFailure failure, TryHistory history, int mostTries)
    {
        // What Stripe repeats it will repeat for a day.
        if (history.Tries >= mostTries || failure.ShouldRetry == false || failure.Answer?.IsReplayed == true) return false;
        return history.Count(failure.Cause) <= failure.Cause.Retries;
    }

    /// <summary>
    /// The wait before the next try: what the server asked for, or a random part of a backoff that doubles ("full jitter", so that the
    /// clients of one outage do not come back together), whichever is longer, and never more than <see cref="LongestWait"/>.
    /// </summary>
    /// <param name="tries">Tries so far, at least 1.</param>
    /// <param name="jitter">A number of [0, 1).</param>
    public static TimeSpan Wait(int tries, TimeSpan? retryAfter, double jitter)
    {
        var backoff = FirstBackoff * Math.Pow(2, tries - 1) * jitter;
        var wait = retryAfter > backoff ? retryAfter.Value : backoff;
        return wait < LongestWait ? wait : LongestWait;
    }
}
