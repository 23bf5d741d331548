using Stripe;

namespace ValidCode.Language;

/// <summary>One call in the less usual shapes of the language, each of them with its key.</summary>
internal sealed class ShapesOfCalls(StripeClient client)
{
    private readonly PaymentIntentService? _mayBeOff = client.V1.PaymentIntents;

    public Task<PaymentIntent>? NullConditional(Order order) =>
        _mayBeOff?.CreateAsync(new() { Amount = order.Amount }, new() { IdempotencyKey = $"{order.Id}" });

    public async Task<PaymentIntent> TernaryOfServicesAsync(Order order, PaymentIntentService other) =>
        await (order.Version > 0 ? other : client.V1.PaymentIntents).CancelAsync(order.PaymentIntentId, null, new() { IdempotencyKey = $"cancel:{order.Id}" });

    public Task<PaymentIntent> MethodGroup(Order order)
    {
        Func<string, PaymentIntentConfirmOptions, RequestOptions, CancellationToken, Task<PaymentIntent>> confirm = client.V1.PaymentIntents.ConfirmAsync;
        return confirm(order.PaymentIntentId!, new(), new() { IdempotencyKey = $"confirm:{order.Id}" }, CancellationToken.None);
    }

    public async Task<string[]> QueryAsync(IEnumerable<Order> orders)
    {
        var refunds =
            from order in orders
            where order.PaymentIntentId is not null
            let requestOptions = new RequestOptions { IdempotencyKey = $"refund:{order.Id}" }
            select (order, requestOptions);

        var ids = new List<string>();
        foreach (var (order, requestOptions) in refunds)
            ids.Add((await client.V1.Refunds.CreateAsync(new() { PaymentIntent = order.PaymentIntentId }, requestOptions)).Id);
        return [.. ids];
    }

    public async Task<Subscription> InsideAnInitialiserAsync(Order order, string price) => await client.V1.Subscriptions.CreateAsync(
        new()
        {
            Customer = (await client.V1.Customers.CreateAsync(new() { Name = "A Customer" }, new() { IdempotencyKey = $"customer:{order.Id}" })).Id,
            Items = [new() { Price = price }],
        },
        new() { IdempotencyKey = $"subscription:{order.Id}" });

    public async Task<Refund> StaticLocalFunctionAsync(Order order)
    {
        return await SendAsync(client.V1.Refunds, (order.PaymentIntentId, order.Id));

        static async ValueTask<Refund> SendAsync(RefundService refunds, (string? Intent, Guid Id) of) =>
            await refunds.CreateAsync(new() { PaymentIntent = of.Intent }, requestOptions: new() { IdempotencyKey = $"refund:{of.Id}" });
    }

    public Task<PaymentIntent> FromSwitchStatement(Order order)
    {
        RequestOptions requestOptions;
        switch (order.Currency)
        {
            case "eur" or "usd":
                requestOptions = new() { IdempotencyKey = $"home:{order.Id}" };
                break;
            case { Length: 3 }:
                goto default;
            default:
                requestOptions = new() { StripeAccount = order.CustomerId };
                requestOptions.IdempotencyKey = $"abroad:{order.Id}";
                break;
        }

        return client.V1.PaymentIntents.CreateAsync(new() { Amount = order.Amount, Currency = order.Currency }, requestOptions);
    }
}
