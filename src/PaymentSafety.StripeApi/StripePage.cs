namespace PaymentSafety.StripeApi;

/// <summary>One page of a list, newest first, for callers that work on a page before they ask for the next.</summary>
/// <param name="Items">What the page holds.</param>
/// <param name="Next">Where the next page begins (<c>starting_after</c>); null when Stripe says that there is no more.</param>
public sealed record StripePage<T>(IReadOnlyList<T> Items, string? Next);
