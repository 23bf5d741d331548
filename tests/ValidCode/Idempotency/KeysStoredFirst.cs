using Stripe;

namespace ValidCode.Idempotency;

/// <summary>Random keys are fine where they are kept before they are used: the next attempt finds the same one.</summary>
internal sealed class KeysStoredFirst(IOrderStore orders, PaymentIntentService intents)
{
    public async Task PayAsync(Guid orderId, CancellationToken cancellationToken)
    {
        var order = await orders.GetAsync(orderId, cancellationToken);
        if (order.PaymentKey is null)
        {
            order.PaymentKey = Guid.NewGuid().ToString("N");
            await orders.SaveAsync(order, cancellationToken);
        }

        var intent = await intents.CreateAsync(
            new() { Amount = order.Amount, Currency = order.Currency },
            new() { IdempotencyKey = order.PaymentKey },
            cancellationToken);
        order.PaymentIntentId = intent.Id;
        await orders.SaveAsync(order, cancellationToken);
    }

    public async Task<PaymentIntent> PayAgainAsync(Order order)
    {
        order.PaymentKey ??= Guid.NewGuid().ToString();
        await orders.SaveAsync(order);
        return await intents.CreateAsync(new() { Amount = order.Amount, Currency = order.Currency }, new() { IdempotencyKey = order.PaymentKey });
    }
}

internal sealed record OutgoingRefund(string PaymentIntentId, long Amount, string Key);

internal interface IOutbox
{
    public Task AddAsync(OutgoingRefund refund);

    public IAsyncEnumerable<OutgoingRefund> PendingAsync(CancellationToken cancellationToken);

    public Task RemoveAsync(OutgoingRefund refund);
}

internal sealed class RefundOutbox(IOutbox outbox, RefundService refunds)
{
    public Task RequestAsync(string paymentIntentId, long amount) =>
        outbox.AddAsync(new OutgoingRefund(paymentIntentId, amount, Key: Guid.CreateVersion7().ToString()));

    public async Task SendPendingAsync(CancellationToken cancellationToken)
    {
        await foreach (var (paymentIntentId, amount, key) in outbox.PendingAsync(cancellationToken))
        {
            await refunds.CreateAsync(
                new RefundCreateOptions { PaymentIntent = paymentIntentId, Amount = amount },
                new RequestOptions { IdempotencyKey = key },
                cancellationToken);
            await outbox.RemoveAsync(new OutgoingRefund(paymentIntentId, amount, key));
        }
    }
}
