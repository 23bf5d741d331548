using PaymentSafety.StripeApi;

namespace PaymentSafety.Runtime.Reconciliation;

/// <summary>
/// What the app gives for a payment: credits, a licence, a shipped order. The same code that its webhook handler calls, so that a payment is granted once whoever comes
/// first. Made anew for each payment, in a scope of its own.
/// </summary>
public interface IPaymentGrant
{
    /// <summary>Which of these payments were granted already.</summary>
    /// <param name="paymentIds">Ids of payments (<c>pi_…</c>), at most 100.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IReadOnlySet<string>> FindGrantedAsync(IReadOnlyCollection<string> paymentIds, CancellationToken cancellationToken);

    /// <summary>
    /// Grants a payment that succeeded, unless it was granted. Write the payment's id under a unique key in the same transaction as what is granted: two nodes, a webhook
    /// that comes late and a customer who presses a button may all call this at the same moment.
    /// </summary>
    /// <param name="payment">As Stripe has it now. A part of it may have been paid back.</param>
    /// <param name="cancellationToken">The app stops, or the lease of this node ended; the payment comes again.</param>
    /// <returns>False when it was granted already.</returns>
    public Task<bool> GrantAsync(StripePayment payment, CancellationToken cancellationToken);
}
