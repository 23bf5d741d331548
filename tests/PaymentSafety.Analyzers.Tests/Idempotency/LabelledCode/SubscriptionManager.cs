using Stripe;

namespace Saas.Billing;

public enum PlanChange
{
    Upgrade,
    Downgrade,
    Pause,
    Resume,
}

public sealed class SubscriptionManager
{
    private readonly SubscriptionService _subscriptions = new();
    private readonly SubscriptionItemService _items = new();
    private readonly SubscriptionScheduleService _schedules = new();
    private readonly InvoiceService _invoices = new();
    private readonly PaymentMethodService _paymentMethods = new();
    private readonly CustomerService _customers = new();

    public async Task<Subscription> SubscribeAsync(string email, string paymentMethodId, string priceId, int seats = 1)
    {
        var customer = (await _customers.ListAsync(new CustomerListOptions { Email = email, Limit = 1 })).FirstOrDefault()
            ?? await _customers.CreateAsync(new CustomerCreateOptions { Email = email }); // PAY1001

        await _paymentMethods.AttachAsync(paymentMethodId, new PaymentMethodAttachOptions { Customer = customer.Id }); // PAY1001
        await _customers.UpdateAsync(customer.Id, new CustomerUpdateOptions // PAY1002
        {
            InvoiceSettings = new CustomerInvoiceSettingsOptions { DefaultPaymentMethod = paymentMethodId },
        });

        var options = new SubscriptionCreateOptions
        {
            Customer = customer.Id,
            Items = [new SubscriptionItemOptions { Price = priceId, Quantity = seats }],
            PaymentBehavior = "default_incomplete",
        };
        options.AddExpand("latest_invoice.payment_intent");

        return await _subscriptions.CreateAsync(options); // PAY1001
    }

    public Task<Subscription> ChangeAsync(string id, PlanChange change) => change switch
    {
        PlanChange.Pause => _subscriptions.UpdateAsync(id, new() { PauseCollection = new() { Behavior = "void" } }), // PAY1002
        PlanChange.Resume => _subscriptions.ResumeAsync(id, new SubscriptionResumeOptions()), // PAY1001
        PlanChange.Downgrade => _subscriptions.CancelAsync(id, null),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    public async Task<SubscriptionItem> AddSeatsAsync(string itemId, long seats, string? idempotencyKey)
    {
        var item = await _items.GetAsync(itemId);
        return await _items.UpdateAsync(itemId, new SubscriptionItemUpdateOptions { Quantity = item.Quantity + seats }, new RequestOptions { IdempotencyKey = idempotencyKey });
    }

    public async Task ScheduleAsync(string subscriptionId)
    {
        var schedule = await _schedules.CreateAsync(new() { FromSubscription = subscriptionId }); // PAY1001
        await ReleaseAsync();

        async Task ReleaseAsync() => await _schedules.ReleaseAsync(schedule.Id, null, Keyed("release")); // PAY1001

        static RequestOptions? Keyed(string operation) => operation.Length > 100 ? new RequestOptions { IdempotencyKey = operation } : null;
    }

    public async Task CollectAsync(string invoiceId)
    {
        var invoice = await _invoices.GetAsync(invoiceId);
        invoice = invoice.Status == "draft" ? await _invoices.FinalizeInvoiceAsync(invoice.Id) : invoice; // PAY1001
        if (invoice is { Status: "open", AmountRemaining: > 0 })
        {
            await _invoices.PayAsync(invoice.Id, new() { PaidOutOfBand = false }); // PAY1001
        }
        else
        {
            await _invoices.MarkUncollectibleAsync(invoice.Id, requestOptions: new() { IdempotencyKey = $"uncollectible-{invoice.Id}" });
        }
    }

    public async Task<Invoice> PreviewAsync(string customer, string subscription) =>
        await _invoices.CreatePreviewAsync(new InvoiceCreatePreviewOptions { Customer = customer, Subscription = subscription });

    public Task<Invoice> OneOffAsync(string customer, long amount, Guid chargeId)
    {
        return Draft().Unwrap();

        async Task<Task<Invoice>> Draft()
        {
            RequestOptions Key(string step) => new() { IdempotencyKey = $"{step}-{chargeId}" };
            await new InvoiceItemService().CreateAsync(new() { Customer = customer, Amount = amount, Currency = "usd" }, Key("item"));
            var invoice = await _invoices.CreateAsync(new() { Customer = customer }, Key("invoice"));
            return _invoices.PayAsync(invoice.Id, null, Key("pay"));
        }
    }

    public async Task MigrateAsync(string fromPrice, string toPrice)
    {
        var options = new SubscriptionListOptions { Price = fromPrice };
        await foreach (var subscription in _subscriptions.ListAutoPagingAsync(options))
        {
            await _subscriptions.UpdateAsync(subscription.Id, new SubscriptionUpdateOptions // PAY1002
            {
                Items = [new() { Id = subscription.Items.Data[0].Id, Price = toPrice }],
                ProrationBehavior = "none",
            });
        }
    }

    public void CancelAll(IEnumerable<string> ids) => ids.ToList().ForEach(id => _subscriptions.Cancel(id));

    public Discount? RemoveDiscount(string id) => _subscriptions.DeleteDiscount(id);

    public Subscription this[string id] => _subscriptions.Get(id);
}
