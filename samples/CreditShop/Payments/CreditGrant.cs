using CreditShop.Accounts;
using PaymentSafety.Runtime.Reconciliation;
using PaymentSafety.StripeApi;

namespace CreditShop.Payments;

/// <summary>What a payment gives: the credits of its order, once. The webhook, the hourly reconciliation and the customer's button all end here.</summary>
internal sealed class CreditGrant(IShopAccounts accounts) : IPaymentGrant
{
    public Task<IReadOnlySet<string>> FindGrantedAsync(IReadOnlyCollection<string> paymentIds, CancellationToken cancellationToken) => accounts.FindGrantedAsync(paymentIds, cancellationToken);

    /// <summary>Called where a payment had been missed.</summary>
    public Task<bool> GrantAsync(StripePayment payment, CancellationToken cancellationToken) => GrantAsync(payment, GrantedBy.Check, cancellationToken);

    /// <exception cref="InvalidOperationException">The payment is not that of an order of this shop. It is kept and tried again, and a person is told.</exception>
    public async Task<bool> GrantAsync(StripePayment payment, GrantedBy by, CancellationToken cancellationToken)
    {
        if (!payment.Metadata.TryGetValue("order", out var text) || !Guid.TryParse(text, out var order) || await accounts.FindPurchaseAsync(order, cancellationToken) is not { } purchase)
            throw new InvalidOperationException($"{payment.Id} names no order of this shop.");
        if (payment.Customer is null || await accounts.FindCustomerAsync(purchase.UserId, cancellationToken) != payment.Customer)
            throw new InvalidOperationException($"{payment.Id} was paid by another customer than the order's.");
        if (payment.AmountReceived != purchase.Amount || payment.Currency != purchase.Currency)
            throw new InvalidOperationException($"{payment.Id} is {payment.AmountReceived} {payment.Currency}, and its order {purchase.Amount} {purchase.Currency}.");
        return await accounts.GrantOnceAsync(payment.Id, purchase, by, cancellationToken);
    }
}
