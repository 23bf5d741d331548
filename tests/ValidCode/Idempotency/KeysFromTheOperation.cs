using System.Security.Cryptography;
using System.Text;
using Stripe;

namespace ValidCode.Idempotency;

/// <summary>Keys made of what is paid for, in the shapes that such code takes.</summary>
internal sealed class KeysFromTheOperation(PaymentIntentService intents, RefundService refunds, TransferService transfers)
{
    private const string Prefix = "shop-v2:";

    public Task<PaymentIntent> PrefixedAsync(Order order) =>
        intents.CreateAsync(OptionsFor(order), new RequestOptions { IdempotencyKey = Prefix + order.Id });

    public Task<PaymentIntent> ArgumentsTurnedRoundAsync(Order order) =>
        intents.CreateAsync(requestOptions: new() { IdempotencyKey = $"order:{order.Id:N}:{order.Version}" }, options: OptionsFor(order));

    public async Task<Refund> WholeOrPartAsync(Order order, int refundNumber, long? part)
    {
        var key = part is null ? $"refund:{order.Id}" : $"refund:{order.Id}:{refundNumber}";
        return await refunds.CreateAsync(
            new RefundCreateOptions { PaymentIntent = order.PaymentIntentId, Amount = part },
            new RequestOptions { StripeAccount = null, IdempotencyKey = key }).ConfigureAwait(false);
    }

    public Transfer PayOut(Order order, string seller, long share) =>
        transfers.Create(
            new() { Amount = share, Currency = order.Currency, Destination = seller, TransferGroup = order.Id.ToString("N") },
            new() { IdempotencyKey = string.Join('/', "payout", order.Id, seller) });

    public Task<PaymentIntent> ByStateAsync(Order order) =>
        intents.CreateAsync(OptionsFor(order), new RequestOptions
        {
            IdempotencyKey = order switch
            {
                { PaymentKey: { Length: > 0 } saved } => saved,
                { Version: 0 } => $"first:{order.Id}",
                _ => $"changed:{order.Id}:{order.Version}",
            },
        });

    /// <summary>The key is a hash of the whole basket, and so stays under Stripe's 255 characters and holds nobody's name.</summary>
    public Task<PaymentIntent> HashedAsync(Order order, IEnumerable<string> lines)
    {
        var text = new StringBuilder().Append(order.Id).AppendJoin(';', lines);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return intents.CreateAsync(OptionsFor(order), new RequestOptions { IdempotencyKey = Convert.ToHexString(hash) });
    }

    private static PaymentIntentCreateOptions OptionsFor(Order order) =>
        new() { Amount = order.Amount, Currency = order.Currency, Customer = order.CustomerId };
}
