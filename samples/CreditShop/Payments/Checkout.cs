using CreditShop.Accounts;
using PaymentSafety.Runtime.Idempotency;

namespace CreditShop.Payments;

/// <summary>Begins a purchase. However often the same order is sent (a second click, the back button, a crash in between), there is one session for it.</summary>
internal sealed class Checkout(StripeCheckout stripe, IShopAccounts accounts, IIdempotencyStore keys, TimeProvider time)
{
    /// <param name="order">The order's own id, made with the page: a second click sends it again.</param>
    /// <param name="shop">Where the payer comes back to.</param>
    /// <returns>The page on which the order is paid; null when it is paid, or belongs to somebody else.</returns>
    /// <exception cref="StripeCallException">Stripe did not do it.</exception>
    public async Task<Uri?> BeginAsync(string userId, Pack pack, Guid order, Uri shop, CancellationToken cancellationToken)
    {
        var customer = await FindOrCreateCustomerAsync(userId, cancellationToken);
        var purchase = await accounts.AddPurchaseAsync(new Purchase(order, userId, pack.Name, pack.Credits, pack.Amount, pack.Currency, time.GetUtcNow()), cancellationToken);
        if (purchase.UserId != userId) return null;

        // Kept before it is sent: after a crash the same key is sent again.
        var entry = await keys.BeginAsync("checkout", order.ToString(), fingerprint: pack.Price, cancellationToken);
        if (entry.Result is { } known) return (await stripe.GetSessionAsync(known, cancellationToken)).Url;
        // A day after an answer that never came, nobody knows what the key would do; nothing was paid, and a new order is the way on.
        if (entry.IsExpired) return null;
        try
        {
            var session = await stripe.CreateSessionAsync(pack, customer, order, shop, entry.Key, cancellationToken);
            await keys.CompleteAsync(entry, session.Id, cancellationToken);
            return session.Url;
        }
        catch (StripeCallException exception) when (exception.NothingHappened)
        {
            await keys.FailAsync(entry, cancellationToken);
            throw;
        }
    }

    private async Task<string> FindOrCreateCustomerAsync(string userId, CancellationToken cancellationToken)
    {
        if (await accounts.FindCustomerAsync(userId, cancellationToken) is { } known) return known;
        var customer = await stripe.CreateCustomerAsync(userId, IdempotencyKey.For("customer", userId), cancellationToken);
        return await accounts.SetCustomerAsync(userId, customer, cancellationToken);
    }
}
