using System.Threading.Channels;
using Stripe;

namespace ValidCode.Practice;

/// <summary>Many calls, few at a time: Stripe's limits are the shop's as well.</summary>
internal sealed class BoundedParallelism(InvoiceService invoices, IOrderStore orders, PaymentIntentService intents)
{
    private const int AtOnce = 8;

    private readonly SemaphoreSlim _gate = new(AtOnce);

    public Task RemindAsync(IEnumerable<string> invoiceIds, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            invoiceIds,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (id, token) => await invoices.SendInvoiceAsync(id, null, new() { IdempotencyKey = $"send:{id}" }, token));

    public async Task<Invoice[]> FetchAsync(IReadOnlyCollection<string> ids)
    {
        return await Task.WhenAll(ids.Select(FetchOneAsync));

        async Task<Invoice> FetchOneAsync(string id)
        {
            await _gate.WaitAsync();
            try
            {
                return await invoices.GetAsync(id);
            }
            finally
            {
                _gate.Release();
            }
        }
    }

    public async Task<List<Invoice>> FetchInChunksAsync(IEnumerable<string> ids)
    {
        var found = new List<Invoice>();
        foreach (var chunk in ids.Chunk(AtOnce))
            found.AddRange(await Task.WhenAll(chunk.Select(id => invoices.GetAsync(id))));
        return found;
    }

    /// <summary>Two calls that have nothing to do with each other are no crowd.</summary>
    public async Task<(Invoice Invoice, PaymentIntent Intent)> BothAsync(string invoice, string intent)
    {
        var (first, second) = (invoices.GetAsync(invoice), intents.GetAsync(intent));
        await Task.WhenAll(first, second);
        return (await first, await second);
    }

    public async Task PayDueAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var channel = Channel.CreateBounded<Order>(AtOnce);
        var workers = Enumerable.Range(0, AtOnce).Select(_ => WorkAsync(channel.Reader, cancellationToken)).ToArray();
        await foreach (var order in orders.DueAsync(day, cancellationToken))
            await channel.Writer.WriteAsync(order, cancellationToken);
        channel.Writer.Complete();
        await Task.WhenAll(workers);
    }

    private async Task WorkAsync(ChannelReader<Order> due, CancellationToken cancellationToken)
    {
        await foreach (var order in due.ReadAllAsync(cancellationToken))
            await intents.CaptureAsync(order.PaymentIntentId, null, new() { IdempotencyKey = $"capture:{order.Id}" }, cancellationToken);
    }
}
