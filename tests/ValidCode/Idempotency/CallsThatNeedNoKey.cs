using Stripe;
using Stripe.TestHelpers;

namespace ValidCode.Idempotency;

/// <summary>Reads, deletions, previews and helpers of tests; and calls that only look like Stripe's.</summary>
internal sealed class CallsThatNeedNoKey(StripeClient client)
{
    public async Task<long> PreviewAsync(string subscription, string newPrice)
    {
        var preview = await client.V1.Invoices.CreatePreviewAsync(new InvoiceCreatePreviewOptions
        {
            Subscription = subscription,
            SubscriptionDetails = new() { Items = [new() { Price = newPrice }] },
        });
        return preview.Total;
    }

    public async Task<Stripe.Customer> ForgetAsync(string customer)
    {
        await client.V1.Subscriptions.CancelAsync((await client.V1.Customers.GetAsync(customer)).Metadata["subscription"]);
        return await client.V1.Customers.DeleteAsync(customer);
    }

    public async Task<Stream> QuoteAsync(string quote) => await client.V1.Quotes.PdfAsync(quote);

    public Task<TestClock> AdvanceAsync(TestClockService clocks, string clock, DateTime to) =>
        clocks.AdvanceAsync(clock, new TestClockAdvanceOptions { FrozenTime = to });

    public async Task<string> OursAsync(Warehouse.ShipmentService shipments, Order order)
    {
        var shipment = await shipments.CreateAsync(new Warehouse.ShipmentCreateOptions(order.Id));
        return await CreateAsync(shipment.Number);

        static Task<string> CreateAsync(string label) => Task.FromResult(label.Trim());
    }
}

internal static class Warehouse
{
    internal sealed record ShipmentCreateOptions(Guid OrderId);

    internal sealed record Shipment(string Number);

    internal sealed class ShipmentService
    {
        public Task<Shipment> CreateAsync(ShipmentCreateOptions options, RequestOptions? requestOptions = null) =>
            Task.FromResult(new Shipment($"{options.OrderId:N}{requestOptions?.StripeAccount}"));
    }
}
