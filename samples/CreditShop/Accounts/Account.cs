namespace CreditShop.Accounts;

/// <summary>A user's credits and orders, newest first.</summary>
internal sealed record Account(long Credits, IReadOnlyList<Purchase> Purchases);

/// <summary>An order. What was agreed stands in it: a pack that costs something else later changes nothing.</summary>
/// <param name="Amount">In the currency's smallest unit.</param>
/// <param name="PaymentId">The payment that it was granted for; null until then.</param>
internal sealed record Purchase(Guid Order, string UserId, string Pack, long Credits, long Amount, string Currency, DateTimeOffset Begun, string? PaymentId = null, GrantedBy? By = null);

/// <summary>How a payment became known.</summary>
internal enum GrantedBy
{
    /// <summary>Stripe told.</summary>
    Webhook,

    /// <summary>Stripe was asked: by the user's button, or by the hourly reconciliation.</summary>
    Check,
}
