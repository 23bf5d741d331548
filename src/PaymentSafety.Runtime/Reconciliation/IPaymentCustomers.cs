namespace PaymentSafety.Runtime.Reconciliation;

/// <summary>Which customer of Stripe's a user of the app is.</summary>
public interface IPaymentCustomers
{
    /// <summary>The customer of a user, from the app's own records: never from the request.</summary>
    /// <param name="userId">The user who is signed in.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><c>cus_…</c>; null for a user who never paid.</returns>
    public Task<string?> FindCustomerAsync(string userId, CancellationToken cancellationToken);
}
