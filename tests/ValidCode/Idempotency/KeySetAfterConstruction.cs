using System.Diagnostics.CodeAnalysis;
using Stripe;

namespace ValidCode.Idempotency;

/// <summary>RequestOptions that have no key when they are made, and have one by the time they are used.</summary>
internal sealed class KeySetAfterConstruction(SubscriptionService subscriptions, InvoiceService invoices, PaymentIntentService intents)
{
    public async Task<Subscription> OnEveryPathAsync(Order order, bool renewal, string? account)
    {
        var requestOptions = new RequestOptions();
        if (account is not null)
            requestOptions.StripeAccount = account;

        if (renewal)
            requestOptions.IdempotencyKey = $"renew:{order.Id}:{order.Version}";
        else
            requestOptions.IdempotencyKey = $"start:{order.Id}";

        return await subscriptions.CreateAsync(new SubscriptionCreateOptions { Customer = order.CustomerId }, requestOptions);
    }

    public async Task<Invoice> SeenByTheFinallyAsync(string invoiceId)
    {
        RequestOptions? requestOptions = null;
        try
        {
            requestOptions = new() { IdempotencyKey = "pay:" + invoiceId };
            return await invoices.PayAsync(invoiceId, new InvoicePayOptions { OffSession = true }, requestOptions);
        }
        finally
        {
            Console.WriteLine($"tried to pay {invoiceId} with key {requestOptions?.IdempotencyKey}");
        }
    }

    /// <summary>One object for the whole run, a key of its own for each item.</summary>
    public async Task SendAllAsync(IEnumerable<string> invoiceIds)
    {
        var requestOptions = new RequestOptions { StripeAccount = "acct_shop" };
        foreach (var id in invoiceIds)
        {
            requestOptions.IdempotencyKey = $"send:{id}";
            await invoices.SendInvoiceAsync(id, null, requestOptions);
        }
    }

    public async Task<PaymentIntent?> FromOutParameterAsync(Order order) =>
        TryPrepare(order, out var options, out var requestOptions) ? await intents.CreateAsync(options, requestOptions) : null;

    public async Task<PaymentIntent> FromTupleAsync(Order order)
    {
        var (options, requestOptions) = Prepare(order);
        return await intents.CreateAsync(options, requestOptions);
    }

    public Task<PaymentIntent> FromLocalFunctionAsync(Order order)
    {
        return intents.CreateAsync(new() { Amount = order.Amount, Currency = order.Currency }, Keyed());

        RequestOptions Keyed()
        {
            var requestOptions = new RequestOptions();
            Stamp(requestOptions, order);
            return requestOptions;
        }
    }

    private static void Stamp(RequestOptions requestOptions, Order order) => requestOptions.IdempotencyKey = "order:" + order.Id;

    private static (PaymentIntentCreateOptions Options, RequestOptions RequestOptions) Prepare(Order order) =>
        (new() { Amount = order.Amount, Currency = order.Currency }, new() { IdempotencyKey = "order:" + order.Id });

    private static bool TryPrepare(
        Order order, [NotNullWhen(true)] out PaymentIntentCreateOptions? options, [NotNullWhen(true)] out RequestOptions? requestOptions)
    {
        (options, requestOptions) = order.Amount > 0 ? Prepare(order) : default;
        return options is not null;
    }
}
