using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PaymentSafety.Preflight.Tests.ForeignPrograms;
using PaymentSafety.StripeApi;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.StandIn;

/// <summary>
/// The stand-in against a stand-in that others wrote: the same product and prices in both, the same requests to both, and every
/// difference of shape either listed here with its reason or a failure.
/// </summary>
public class CrossCheckTests : StripeServerTest
{
    private const string ProductId = "prod_CrossCheck0001";
    private const int PriceCount = 5;

    /// <summary>What differs, and why ours is right. An entry that no longer differs fails the test too.</summary>
    private static readonly Dictionary<string, string> Differences = new(StringComparer.Ordinal)
    {
        ["price.custom_unit_amount"] = "came to the API after the mock was written",
        ["price.tax_behavior"] = "came to the API after the mock was written",
        ["price.recurring.meter"] = "came to the API after the mock was written",
        ["price.recurring.aggregate_usage"] = "left the API with 2025-03-31.basil",
        ["product.attributes"] = "left the API with the old orders",
        ["product.default_price"] = "came to the API after the mock was written",
        ["product.marketing_features"] = "came to the API after the mock was written",
        ["product.tax_code"] = "came to the API after the mock was written",
        ["product.package_dimensions"] = "the mock leaves it out for services; the API gives null",
        ["product.shippable"] = "the mock leaves it out for services; the API gives null",
        ["product.url"] = "the mock leaves it out for services; the API gives null",
    };

    /// <summary>The mock asks for a test key and looks no further.</summary>
    private static string Key => ShopScenario.TestSecretKey;

    [StripeStatefulMockFact]
    public async Task Both_give_objects_lists_and_errors_of_one_shape()
    {
        await using var mock = await StripeStatefulMock.StartAsync();
        using var http = new HttpClient();
        var prices = await FillAsync(http, mock);

        var differences = new List<string>();
        await CompareAsync("/v1/prices/" + prices[0], "price");
        await CompareAsync("/v1/prices/" + prices[^1], "price");
        await CompareAsync("/v1/products/" + ProductId, "product");
        await CompareAsync($"/v1/prices?limit=100&product={ProductId}", "list");
        await CompareAsync("/v1/products?limit=1", "list");
        await CompareAsync("/v1/prices/price_none", "error");
        await CompareAsync("/v1/products/prod_none", "error");
        await CompareAsync("/v1/prices/" + prices[0], "error", key: "");
        await CompareAsync("/v1/prices/" + prices[0], "error", key: "unknown");

        Assert.Equal(Differences.Keys.Order(StringComparer.Ordinal), differences.Distinct().Order(StringComparer.Ordinal));

        async Task CompareAsync(string path, string name, string? key = null)
        {
            var ours = await GetAsync(path, key ?? Key);
            var theirs = await StripeServerAnswer.GetAsync(http, new Uri(mock.Address, path), key ?? Key);
            Assert.Equal(theirs.Status, ours.Status);
            Compare(name, ours.Json, theirs.Json, differences);
        }
    }

    [StripeStatefulMockFact]
    public async Task Both_page_in_the_same_way()
    {
        await using var mock = await StripeStatefulMock.StartAsync();
        using var http = new HttpClient();
        await FillAsync(http, mock);

        var ours = await PagesAsync(path => GetAsync(path, Key));
        var theirs = await PagesAsync(path => StripeServerAnswer.GetAsync(http, new Uri(mock.Address, path), Key));

        Assert.Equal(["2 more", "2 more", "1 end", "back 2 more", "back 2 end"], ours);
        Assert.Equal(ours, theirs);
    }

    [StripeStatefulMockFact]
    public async Task The_client_reads_both()
    {
        await using var mock = await StripeStatefulMock.StartAsync();
        using var http = new HttpClient();
        var prices = await FillAsync(http, mock);

        var ours = await ReadAsync(Server.Address, prices);
        var theirs = await ReadAsync(mock.Address, prices);

        Assert.Equal(ours, theirs);
        Assert.Equal(PriceCount + 2, ours.Count);
        Assert.Contains("price_none: ResourceMissing", ours);
        Assert.Contains("unknown key: PF3001", ours);
    }

    /// <summary>Makes the product and its prices in the mock, which chooses the prices' ids, and then the same in ours.</summary>
    /// <returns>The prices' ids.</returns>
    private async Task<List<string>> FillAsync(HttpClient http, StripeStatefulMock mock)
    {
        var test = Account.Test;
        foreach (var shop in test.Prices.NewestFirst()) test.Prices.Put(shop with { Active = false });

        await PostAsync("/v1/products", new() { ["id"] = ProductId, ["name"] = "Cross-check", ["metadata[tier]"] = "1" });
        test.Products.Put(new ProductData(ProductId, "Cross-check") { Created = 1, Metadata = new Dictionary<string, string> { ["tier"] = "1" } });

        var ids = new List<string>();
        for (var i = 1; i <= PriceCount; i++)
        {
            var recurring = i % 2 == 1;
            var form = new Dictionary<string, string>
            {
                ["currency"] = "usd",
                ["product"] = ProductId,
                ["unit_amount"] = (i * 100).ToString(CultureInfo.InvariantCulture),
                ["lookup_key"] = $"key-{i}",
                ["metadata[credits]"] = "360",
            };
            if (recurring) form["recurring[interval]"] = "month";
            var id = (await PostAsync("/v1/prices", form))["id"]!.GetValue<string>();
            test.Prices.Put(new PriceData(id, ProductId, "usd", i * 100)
            {
                Created = i,
                Interval = recurring ? "month" : null,
                LookupKey = $"key-{i}",
                Metadata = new Dictionary<string, string> { ["credits"] = "360" },
            });
            ids.Add(id);
        }

        return ids;

        Task<JsonObject> PostAsync(string path, Dictionary<string, string> form) => mock.SendAsync(http, path, Key, form);
    }

    /// <summary>How many objects each page has and whether more follow, forwards and then back from the last.</summary>
    private static async Task<List<string>> PagesAsync(Func<string, Task<StripeServerAnswer>> getAsync)
    {
        var pages = new List<string>();
        var seen = new List<string>();
        var path = $"/v1/prices?limit=2&product={ProductId}";
        var page = await getAsync(path);
        while (true)
        {
            seen.AddRange(page.Ids);
            pages.Add($"{page.Ids.Count} {(page.HasMore ? "more" : "end")}");
            if (!page.HasMore) break;
            page = await getAsync($"{path}&starting_after={page.Ids[^1]}");
        }

        Assert.Equal(PriceCount, seen.Distinct().Count());

        for (var cursor = seen[^1]; ; cursor = page.Ids[0])
        {
            page = await getAsync($"{path}&ending_before={cursor}");
            pages.Add($"back {page.Ids.Count} {(page.HasMore ? "more" : "end")}");
            if (!page.HasMore) return pages;
        }
    }

    private static async Task<List<string>> ReadAsync(Uri address, IReadOnlyList<string> prices)
    {
        var options = new StripeApiOptions { BaseAddress = address, AllowLoopback = true, RequestsPerSecond = 100 };
        using var client = new StripeApiClient(new StripeApiKey("STRIPE_SECRET_KEY", Key), options);
        using var stranger = new StripeApiClient(new StripeApiKey("STRIPE_SECRET_KEY", "unknown"), options);
        var said = new List<string>();
        foreach (var id in prices.Append("price_none"))
        {
            var result = await client.GetPriceAsync(id);
            said.Add(result.Succeeded ? Words(result.Value) : $"{id}: {result.Fault.Kind}");
        }

        said.Add($"unknown key: {(await stranger.GetPriceAsync(prices[0])).Fault?.Code}");
        return said;
    }

    // What a check compares; what the mock does not know is left out.
    private static string Words(StripePrice price)
        => $"{price.Id} {price.Livemode} {price.Active} {price.Currency} {price.UnitAmount} {price.UnitAmountDecimal} {price.BillingScheme} "
            + $"{price.Recurring} {price.LookupKey} {price.Nickname} {JsonSerializer.Serialize(price.Metadata)} {price.Product.Id} {price.Product.Name} {price.Product.Active} {price.Product.Metadata["tier"]}";

    private static void Compare(string path, JsonNode? ours, JsonNode? theirs, List<string> differences)
    {
        if (ours is JsonObject our && theirs is JsonObject their)
        {
            foreach (var name in our.Select(entry => entry.Key).Union(their.Select(entry => entry.Key)))
            {
                if (our.ContainsKey(name) && their.ContainsKey(name)) Compare($"{path}.{name}", our[name], their[name], differences);
                else differences.Add($"{path}.{name}");
            }
        }
        else if (path == "list.data" && ours is JsonArray ourItems && theirs is JsonArray theirItems)
        {
            // The order within a second is each server's own, so objects meet by their ids.
            foreach (var (item, twin) in ourItems.Join(theirItems, Id, Id, (item, twin) => (item, twin))) Compare((string)item!["object"]!, item, twin, differences);
        }
        else if (Kind(ours) != Kind(theirs))
        {
            differences.Add($"{path} is {Kind(ours)}, theirs {Kind(theirs)}");
        }

        static string? Id(JsonNode? item) => (string?)item!["id"];

        static JsonValueKind? Kind(JsonNode? node) => node?.GetValueKind() is { } kind ? kind == JsonValueKind.True ? JsonValueKind.False : kind : null;
    }
}
