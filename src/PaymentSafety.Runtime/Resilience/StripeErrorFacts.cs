namespace PaymentSafety.Runtime.Resilience;

/// <summary>What Stripe said about an error. Every part may be missing.</summary>
public sealed record StripeErrorFacts
{
    /// <summary>The HTTP status; null when no answer came.</summary>
    public int? Status { get; init; }

    /// <summary><c>error.type</c>: <c>card_error</c>, <c>invalid_request_error</c>, …</summary>
    public string? Type { get; init; }

    /// <summary><c>error.code</c>: <c>card_declined</c>, <c>expired_card</c>, …</summary>
    public string? Code { get; init; }

    /// <summary><c>error.decline_code</c>: why the issuer declined.</summary>
    public string? DeclineCode { get; init; }

    /// <summary><c>error.advice_code</c>: what the card network says to do.</summary>
    public string? AdviceCode { get; init; }
}
