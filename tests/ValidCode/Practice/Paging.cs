using System.Runtime.CompilerServices;
using Stripe;

namespace ValidCode.Practice;

/// <summary>Lists read to their end, and lists of which one page is what is wanted.</summary>
internal sealed class Paging(ChargeService charges, SubscriptionService subscriptions, PriceService prices)
{
    public async Task<Dictionary<string, Price>> CatalogueAsync(CancellationToken cancellationToken)
    {
        var byLookupKey = new Dictionary<string, Price>();
        await foreach (var price in prices.ListAutoPagingAsync(new() { Active = true, Limit = 100 }, cancellationToken: cancellationToken))
        {
            if (price.LookupKey is { } key)
                byLookupKey.Add(key, price);
        }

        return byLookupKey;
    }

    public long Total(string customer) =>
        charges.ListAutoPaging(new ChargeListOptions { Customer = customer }).Where(c => c.Paid).Sum(c => c.Amount - c.AmountRefunded);

    public async IAsyncEnumerable<IReadOnlyList<Charge>> PagesAsync(string customer, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var options = new ChargeListOptions { Customer = customer, Limit = 100 };
        StripeList<Charge> page;
        do
        {
            page = await charges.ListAsync(options, cancellationToken: cancellationToken);
            yield return page.Data;
            options.StartingAfter = page.Data.LastOrDefault()?.Id;
        }
        while (page.HasMore && options.StartingAfter is not null);
    }

    public async Task<int> CountByHandAsync(string priceId)
    {
        var (count, cursor) = (0, default(string));
        while (true)
        {
            var page = await subscriptions.ListAsync(new SubscriptionListOptions { Price = priceId, StartingAfter = cursor, Limit = 100 });
            count += page.Data.Count;
            if (!page.HasMore)
                return count;
            cursor = page.Data[^1].Id;
        }
    }

    /// <summary>The page of a back office: ten rows and a button for more.</summary>
    public async Task<(IEnumerable<string> Rows, string? Next)> BackOfficeAsync(string? after)
    {
        var page = await charges.ListAsync(new() { Limit = 10, StartingAfter = after });
        return (page.Data.Select(c => $"{c.Created:u} {c.Id} {c.Status}"), page.HasMore ? page.Data[^1].Id : null);
    }

    /// <summary>Whether one price exists is asked by its id.</summary>
    public async Task<bool> ExistsAsync(string priceId)
    {
        try
        {
            return (await prices.GetAsync(priceId)).Active;
        }
        catch (StripeException e) when (e.StripeError?.Code == "resource_missing")
        {
            return false;
        }
    }

    /// <summary>What is expired is not in the first page of the next round.</summary>
    public async Task ArchiveAllAsync(string product)
    {
        StripeList<Price> page;
        do
        {
            page = await prices.ListAsync(new() { Product = product, Active = true });
            foreach (var price in page)
                await prices.UpdateAsync(price.Id, new() { Active = false }, new() { IdempotencyKey = $"archive:{price.Id}" });
        }
        while (page.HasMore);
    }

    /// <summary>A window of time that moves leads on as a cursor does.</summary>
    public async Task<int> CountSinceAsync(DateTime since)
    {
        var count = 0;
        ChargeListOptions options = new() { Limit = 100, Created = new DateRangeOptions { GreaterThan = since } };
        StripeList<Charge> page;
        do
        {
            page = await charges.ListAsync(options);
            count += page.Data.Count;
            options.Created = new DateRangeOptions { GreaterThan = since, LessThan = page.Data[^1].Created };
        }
        while (page.HasMore);
        return count;
    }
}
