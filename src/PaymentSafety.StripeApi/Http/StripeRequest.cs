namespace PaymentSafety.StripeApi;

/// <summary>One request: a GET, or the creation of an object.</summary>
/// <param name="Address">Where it goes, on a host that the key may be sent to.</param>
internal sealed record StripeRequest(Uri Address)
{
    /// <summary>What a POST carries; null for a GET. No class of this assembly sets it: whoever reads cannot write.</summary>
    public StripeCreation? Creation { get; init; }
}

/// <summary>What a POST carries.</summary>
/// <param name="IdempotencyKey">By which Stripe knows a repetition; the same for the same fields, always.</param>
/// <param name="Fields">Names as Stripe's forms have them: <c>recurring[interval]</c>.</param>
internal sealed record StripeCreation(string IdempotencyKey, IReadOnlyList<KeyValuePair<string, string>> Fields);
