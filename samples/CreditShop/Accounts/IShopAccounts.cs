namespace CreditShop.Accounts;

/// <summary>The shop's own records: who has how many credits, and what for.</summary>
internal interface IShopAccounts
{
    Task<Account> GetAsync(string userId, CancellationToken cancellationToken);

    /// <returns>The user's customer at Stripe; null before the first purchase.</returns>
    Task<string?> FindCustomerAsync(string userId, CancellationToken cancellationToken);

    /// <returns>The user's customer: another than the given one, when two requests came at once.</returns>
    Task<string> SetCustomerAsync(string userId, string customer, CancellationToken cancellationToken);

    /// <returns>The order of this id: the one that is there, when it came before.</returns>
    Task<Purchase> AddPurchaseAsync(Purchase purchase, CancellationToken cancellationToken);

    Task<Purchase?> FindPurchaseAsync(Guid order, CancellationToken cancellationToken);

    Task<IReadOnlySet<string>> FindGrantedAsync(IReadOnlyCollection<string> paymentIds, CancellationToken cancellationToken);

    /// <summary>Adds the credits of an order, unless the payment was granted: both in one step.</summary>
    /// <returns>False when it was granted before.</returns>
    /// <exception cref="InvalidOperationException">The order was granted for another payment.</exception>
    Task<bool> GrantOnceAsync(string paymentId, Purchase purchase, GrantedBy by, CancellationToken cancellationToken);
}
