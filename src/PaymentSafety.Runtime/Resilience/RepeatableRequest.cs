namespace PaymentSafety.Runtime.Resilience;

/// <summary>Which requests may be sent twice.</summary>
internal static class RepeatableRequest
{
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>
    /// Reads and deletions, which Stripe defines as idempotent, and writes that carry an idempotency key: Stripe then carries them out once.
    /// A blank key is sent on as it is and is none.
    /// </summary>
    public static bool Is(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Delete
        || (request.Headers.TryGetValues(KeyHeader, out var keys) && keys.Any(key => !string.IsNullOrWhiteSpace(key)));
}
