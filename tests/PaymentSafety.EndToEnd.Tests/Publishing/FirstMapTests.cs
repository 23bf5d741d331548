using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Publishing;

/// <summary>The way of a new user: no map, a first map, prices in it.</summary>
public sealed class FirstMapTests
{
    [Fact]
    public async Task Init_writes_a_map_that_the_gate_reads()
    {
        await using var stripe = await StripeServer.StartAsync();
        var shop = await Shop.CreateAsync();
        File.Delete(shop.PathOf(Shop.MapName));

        (await shop.DotnetAsync(["build", "--no-restore", "-t:PaymentSafetyInit"])).MustSucceed();

        Assert.True(File.Exists(shop.PathOf("stripe-prices.schema.json")));
        (await shop.PublishAsync(stripe)).MustBeRefused("PF1006", "stripe-prices.json(7,44)", "has no live price", "write its id");

        shop.Write(Shop.MapName, shop.Read(Shop.MapName).Replace("\"live\": null", $"\"live\": \"{ShopScenario.LiteLivePrice}\"", StringComparison.Ordinal));
        (await shop.PublishAsync(stripe)).MustSucceed();
        Assert.Contains("Shop.dll", shop.Published);
    }
}
