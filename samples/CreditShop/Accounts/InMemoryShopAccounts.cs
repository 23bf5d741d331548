namespace CreditShop.Accounts;

/// <summary>For a look at the shop: a restart forgets everything.</summary>
internal sealed class InMemoryShopAccounts : IShopAccounts
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _credits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _customers = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Purchase> _purchases = [];
    private readonly HashSet<string> _granted = new(StringComparer.Ordinal);

    public Task<Account> GetAsync(string userId, CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(new Account(_credits.GetValueOrDefault(userId), [.. _purchases.Values.Where(purchase => purchase.UserId == userId).OrderByDescending(purchase => purchase.Begun)]));
    }

    public Task<string?> FindCustomerAsync(string userId, CancellationToken cancellationToken)
    {
        lock (_gate) return Task.FromResult(_customers.GetValueOrDefault(userId));
    }

    public Task<string> SetCustomerAsync(string userId, string customer, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _customers.TryAdd(userId, customer);
            return Task.FromResult(_customers[userId]);
        }
    }

    public Task<Purchase> AddPurchaseAsync(Purchase purchase, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _purchases.TryAdd(purchase.Order, purchase);
            return Task.FromResult(_purchases[purchase.Order]);
        }
    }

    public Task<Purchase?> FindPurchaseAsync(Guid order, CancellationToken cancellationToken)
    {
        lock (_gate) return Task.FromResult(_purchases.GetValueOrDefault(order));
    }

    public Task<IReadOnlySet<string>> FindGrantedAsync(IReadOnlyCollection<string> paymentIds, CancellationToken cancellationToken)
    {
        lock (_gate) return Task.FromResult<IReadOnlySet<string>>(paymentIds.Where(_granted.Contains).ToHashSet(StringComparer.Ordinal));
    }

    public Task<bool> GrantOnceAsync(string paymentId, Purchase purchase, GrantedBy by, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_granted.Contains(paymentId)) return Task.FromResult(false);
            if (_purchases[purchase.Order].PaymentId is not null) throw new InvalidOperationException($"The order of {paymentId} was granted for another payment.");
            _granted.Add(paymentId);
            _purchases[purchase.Order] = purchase with { PaymentId = paymentId, By = by };
            _credits[purchase.UserId] = _credits.GetValueOrDefault(purchase.UserId) + purchase.Credits;
            return Task.FromResult(true);
        }
    }
}
