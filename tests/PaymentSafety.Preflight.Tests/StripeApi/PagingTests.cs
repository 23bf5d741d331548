using System.Text.Json.Nodes;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.StripeApi;

public class PagingTests : StripeApiTest
{
    private StripeModeData Live => Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account.Live;

    [Fact]
    public async Task All_pages_are_read_newest_first_and_archived_and_inline_prices_are_not_there()
    {
        var ids = AddPrices(248);
        Live.Prices.Put(Live.Prices.Find(ids[0])! with { Id = "price_inline", Inline = true });
        var told = new List<int>();

        var listing = await Client().ListActivePricesAsync(mostPages: 10, new Told(told));

        Assert.True(listing.IsComplete);
        Assert.Equal(3, listing.Pages);
        Assert.Equal(250, listing.Items.Count);
        Assert.Equal(250, listing.Items.Select(price => price.Id).Distinct().Count());
        Assert.Contains(listing.Items, price => price.Id == ShopScenario.LiteLivePrice && price.Product.Name == "Lite");
        Assert.DoesNotContain(listing.Items, price => price.Id is ShopScenario.ArchivedLivePrice or "price_inline");
        Assert.Equal([100, 200, 250], told);
        Assert.Equal(3, Server.Log.Count);
    }

    [Fact]
    public async Task A_list_that_begins_again_is_noticed()
    {
        AddPrices(150);
        var first = (JsonObject?)null;
        Server.Faults.Add(Fault.Change(page =>
        {
            first ??= page.DeepClone().AsObject();
            page["data"] = first["data"]!.DeepClone();
            page["has_more"] = true;
        }));

        var listing = await Client().ListActivePricesAsync(mostPages: 50);

        Assert.False(listing.IsComplete);
        Assert.Equal("PF9009", listing.Fault?.Code);
        Assert.Matches(@"^Stripe's list did not end \(page 2 repeated price_\w+\)\.$", listing.Fault?.Message);
        Assert.Equal(100, listing.Items.Count);
        Assert.Equal(2, Server.Log.Count);
    }

    [Fact]
    public async Task More_that_never_comes_is_noticed()
    {
        Server.Faults.Add(Fault.Change(page =>
        {
            page["data"] = new JsonArray();
            page["has_more"] = true;
        }));

        var listing = await Client().ListActivePricesAsync(mostPages: 50);

        Assert.Equal("Stripe's list did not end (page 1 was empty).", listing.Fault?.Message);
        Assert.Equal(1, Server.Log.Count);
    }

    [Fact]
    public async Task More_pages_than_were_wanted_are_not_read()
    {
        AddPrices(350);

        var listing = await Client().ListActivePricesAsync(mostPages: 2);

        Assert.Equal("PF9009", listing.Fault?.Code);
        Assert.Equal("Stripe's list did not end (more than 2 pages).", listing.Fault?.Message);
        Assert.Equal(200, listing.Items.Count);
        Assert.Equal(2, Server.Log.Count);
    }

    [Fact]
    public async Task A_budget_that_is_used_up_keeps_what_was_read()
    {
        AddPrices(350);

        var listing = await Client(options => options with { MaxRequests = 2 }).ListActivePricesAsync(mostPages: 50);

        Assert.Equal("PF9008", listing.Fault?.Code);
        Assert.Equal(200, listing.Items.Count);
    }

    [Theory]
    [InlineData("has_more", "\"yes\"")]
    [InlineData("has_more", "null")]
    [InlineData("data", "{}")]
    [InlineData("data", "[1]")]
    [InlineData("data", "[{\"object\":\"price\"}]")]
    [InlineData("object", "\"price\"")]
    public async Task A_list_of_the_wrong_kinds_is_broken(string property, string json)
    {
        Server.Faults.Add(Fault.Change(page => page[property] = JsonNode.Parse(json)));

        var listing = await Client().ListActivePricesAsync(mostPages: 50);

        Assert.Equal("PF9005", listing.Fault?.Code);
        Assert.Empty(listing.Items);
        Assert.Equal(2, Server.Log.Count);
    }

    [Fact]
    public async Task A_list_that_ends_too_early_leaves_the_price_to_be_found_by_its_id()
    {
        Server.Faults.Add(Fault.Change(page =>
        {
            page["data"] = new JsonArray();
            page["has_more"] = false;
        }), request => request.Path == "/v1/prices");
        var client = Client();

        Assert.Empty((await client.ListActivePricesAsync(mostPages: 50)).Items);
        Assert.True((await client.GetPriceAsync(ShopScenario.LiteLivePrice)).Succeeded);
    }

    private List<string> AddPrices(int count)
    {
        var product = Live.Products.Put(new ProductData("prod_many", "Many"));
        return [.. Enumerable.Range(0, count).Select(i => Live.Prices.Put(new PriceData(StripeIds.Object("price", ShopScenario.AccountId, i), product.Id, "usd", i) { Created = i }).Id)];
    }

    private sealed class Told(List<int> counts) : IProgress<int>
    {
        public void Report(int value) => counts.Add(value);
    }
}
