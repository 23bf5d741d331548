using System.Net;
using Stripe;

namespace ValidCode.Idempotency;

/// <summary>Repeats that send the same key again, and that leave a decline alone.</summary>
internal sealed class RetriesWithOneKey(PaymentIntentService intents, ChargeService charges)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    public async Task<PaymentIntent> LoopAsync(Order order, CancellationToken cancellationToken)
    {
        var requestOptions = new RequestOptions { IdempotencyKey = $"order:{order.Id}" };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await intents.CreateAsync(new() { Amount = order.Amount, Currency = order.Currency }, requestOptions, cancellationToken);
            }
            catch (StripeException e) when (attempt < 4 && MayBeSentAgain(e))
            {
                await Task.Delay(attempt * Pause, cancellationToken);
            }
        }
    }

    public Task<PaymentIntent> DelegateAsync(Order order, CancellationToken cancellationToken)
    {
        // Random, but made once: the delegate that is run again sees the same value.
        var key = $"{order.Id}:{Guid.NewGuid():N}";
        return RetryAsync(
            token => intents.ConfirmAsync(order.PaymentIntentId, new(), new() { IdempotencyKey = key }, token),
            MayBeSentAgain,
            cancellationToken);
    }

    /// <summary>A loop over different payments is no retry.</summary>
    public async Task CaptureAllAsync(IReadOnlyList<Order> orders)
    {
        foreach (var order in orders)
            await intents.CaptureAsync(order.PaymentIntentId, null, new() { IdempotencyKey = $"capture:{order.Id}" });
    }

    /// <summary>Reads may be repeated as they are.</summary>
    public async Task<Charge> WaitUntilSettledAsync(string chargeId, CancellationToken cancellationToken)
    {
        var charge = await charges.GetAsync(chargeId, cancellationToken: cancellationToken);
        while (charge.Status == "pending")
        {
            await Task.Delay(Pause, cancellationToken);
            charge = await charges.GetAsync(chargeId, cancellationToken: cancellationToken);
        }

        return charge;
    }

    private static async Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> send, Predicate<StripeException> isWorthIt, CancellationToken cancellationToken)
    {
        var left = 3;
        while (true)
        {
            try
            {
                return await send(cancellationToken).ConfigureAwait(false);
            }
            catch (StripeException e) when (left-- > 0 && isWorthIt(e))
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool MayBeSentAgain(StripeException e) =>
        e.StripeError?.Type is not ("card_error" or "idempotency_error" or "invalid_request_error")
        && e.HttpStatusCode is 0 or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
}

internal sealed record PayoutRequested(Guid MessageId, string Seller, long Amount, string Currency);

/// <summary>A message may be delivered twice; its own id is what both deliveries have in common.</summary>
internal sealed class PayoutRequestedHandler(TransferService transfers)
{
    public Task HandleAsync(PayoutRequested message, CancellationToken cancellationToken) =>
        transfers.CreateAsync(
            new TransferCreateOptions { Destination = message.Seller, Amount = message.Amount, Currency = message.Currency },
            new RequestOptions { IdempotencyKey = $"payout:{message.MessageId}" },
            cancellationToken);
}
