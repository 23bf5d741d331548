namespace PaymentSafety.StripeApi;

/// <summary>
/// What was read of a list. A list may prove that something exists, never that it does not: Stripe leaves things out of lists, and
/// <c>has_more</c> can be wrong.
/// </summary>
/// <param name="Items">What was read, also when a fault ended it.</param>
/// <param name="Pages">Pages that were read.</param>
/// <param name="Fault">Why the list was not read to its end; null when it was.</param>
public sealed record StripeListing<T>(IReadOnlyList<T> Items, int Pages, StripeFault? Fault)
{
    /// <summary>Whether it was stopped after as many pages as were asked for, which is no fault of the list's.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether Stripe said that there is no more.</summary>
    public bool IsComplete => Fault is null;
}
