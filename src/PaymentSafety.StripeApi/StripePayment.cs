namespace PaymentSafety.StripeApi;

/// <summary>A payment as <c>GET /v1/payment_intents</c> gives it. Whether money moved is told by <see cref="Status"/> alone.</summary>
public sealed record StripePayment
{
    /// <summary><c>pi_…</c></summary>
    public required string Id { get; init; }

    /// <summary>Whether real money moves.</summary>
    public required bool Livemode { get; init; }

    /// <summary>What was asked for, in the currency's smallest unit.</summary>
    public required long Amount { get; init; }

    /// <summary>What was received, in the currency's smallest unit; less than <see cref="Amount"/> after a partial capture.</summary>
    public required long AmountReceived { get; init; }

    /// <summary>Three lower-case letters.</summary>
    public required string Currency { get; init; }

    /// <summary><c>succeeded</c>, <c>processing</c>, <c>requires_payment_method</c>, <c>canceled</c>, …</summary>
    public required string Status { get; init; }

    /// <summary>When it was begun; it may have succeeded much later.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary><c>cus_…</c>; null for a guest.</summary>
    public required string? Customer { get; init; }

    /// <summary>What the app wrote down when it began the payment.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>What was paid back of the last charge, in the currency's smallest unit; null when Stripe was not asked for the charge or there is none.</summary>
    public required long? AmountRefunded { get; init; }

    /// <summary>Whether the payer's bank wants the money back; null where <see cref="AmountRefunded"/> is.</summary>
    public required bool? Disputed { get; init; }

    /// <summary>Whether the money was received.</summary>
    public bool Succeeded => Status == "succeeded";

    /// <summary>Whether all that was received was paid back.</summary>
    public bool IsRefunded => AmountRefunded is { } refunded && refunded >= AmountReceived;
}
