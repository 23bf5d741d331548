using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Snapshot;

/// <summary>A list of Stripe's as it is kept.</summary>
/// <param name="Items">What was read.</param>
/// <param name="IsCut">Whether there was more than was to be read: what is not among the items may exist all the same.</param>
internal sealed record StripeItems<T>(IReadOnlyList<T> Items, bool IsCut)
{
    /// <summary>A list that broke off is a fault: what it would have held is not known.</summary>
    public static StripeAnswer<StripeItems<T>> Of(StripeListing<T> listing) =>
        listing.Fault is { } fault && !listing.IsCut ? new StripeAnswer<StripeItems<T>>(null, fault) : new StripeAnswer<StripeItems<T>>(new StripeItems<T>(listing.Items, listing.IsCut), null);
}

/// <summary>Which active price a lookup key belongs to.</summary>
/// <param name="PriceId">Null when it belongs to none.</param>
internal sealed record StripeLookup(string? PriceId);
