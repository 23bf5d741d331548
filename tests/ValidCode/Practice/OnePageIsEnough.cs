using Stripe;

namespace ValidCode.Practice;

/// <summary>Questions that one page answers, however many objects there are.</summary>
internal sealed class OnePageIsEnough(SubscriptionService subscriptions, PriceService prices, WebhookEndpointService endpoints)
{
    public async Task<Subscription?> NewestAsync(string customer) =>
        (await subscriptions.ListAsync(new() { Customer = customer, Limit = 1 })).FirstOrDefault();

    public async Task<bool> HasSeveralAsync(string customer) =>
        (await subscriptions.ListAsync(new() { Customer = customer })).Data.Count > 1;

    public async Task<Price> OfKeyAsync(string key) =>
        (await prices.ListAsync(new() { LookupKeys = [key] })).Data.Single(price => price.Active);

    /// <summary>Stripe allows sixteen.</summary>
    public bool HasEndpoint(Uri address) =>
        endpoints.List(new() { Limit = 100 }).Any(endpoint => endpoint.Url == address.OriginalString);

    public List<string> FirstIds()
    {
        var page = prices.List(new() { Limit = 20 });
        var ids = new List<string>();
        for (var i = 0; i < page.Data.Count; i++)
            ids.Add(page.Data[i].Id);
        return ids;
    }

    /// <summary>The items of a subscription come with it.</summary>
    public string? SeatPrice(Subscription subscription) => subscription.Items.Data.FirstOrDefault(item => item.Quantity > 1)?.Price.Id;

    /// <summary>A first page that is shown, without what cannot be.</summary>
    public List<string> Named() => prices.List(new() { Limit = 20 }).Where(price => price.Nickname != null).Select(price => price.Nickname).ToList();
}
