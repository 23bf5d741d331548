using CreditShop.Accounts;
using PaymentSafety.Runtime.Reconciliation;

namespace CreditShop.Payments;

/// <summary>Which customer of Stripe's a user is: from the shop's own records.</summary>
internal sealed class ShopCustomers(IShopAccounts accounts) : IPaymentCustomers
{
    public Task<string?> FindCustomerAsync(string userId, CancellationToken cancellationToken) => accounts.FindCustomerAsync(userId, cancellationToken);
}
