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

    /// <summary>The payment that an event tells of, as it was then.</summary>
    /// <param name="eventJson">The event (<c>payment_intent.succeeded</c> and the like), as Stripe sent it.</param>
    /// <returns>Null for an event about another object. <see cref="AmountRefunded"/> and <see cref="Disputed"/> are null: an event names its charge only.</returns>
    /// <exception cref="FormatException">It is no event, or its payment lacks what Stripe always gives.</exception>
    public static StripePayment? FromEvent(string eventJson)
    {
        ArgumentNullException.ThrowIfNull(eventJson);
        try
        {
            var about = StripeJson.Parse(eventJson).Named("event").Object("data").Object("object");
            return about.OptionalString("object") == "payment_intent" ? StripeReaders.Payment(about) : null;
        }
        catch (StripeJsonException exception)
        {
            throw new FormatException($"The event cannot be read: {exception.Message}.", exception);
        }
    }

    /// <summary>Whether the money was received.</summary>
    public bool Succeeded => Status == "succeeded";

    /// <summary>Whether all that was received was paid back.</summary>
    public bool IsRefunded => AmountRefunded is { } refunded && refunded >= AmountReceived;
}
