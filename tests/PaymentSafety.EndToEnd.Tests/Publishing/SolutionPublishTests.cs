using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Publishing;

/// <summary>Three apps of one solution: each is checked, and Stripe is asked once.</summary>
public sealed class SolutionPublishTests : IAsyncLifetime
{
    private static readonly string[] Names = ["Api", "Jobs", "Admin"];

    private StripeServer _stripe = null!;
    private Dotnet _dotnet = null!;
    private string _folder = "";
    private IReadOnlyList<Shop> _shops = [];

    public async Task InitializeAsync()
    {
        _stripe = await StripeServer.StartAsync();
        var feed = await PackedFeed.GetAsync();
        _folder = feed.NewFolder("Solution");
        _dotnet = feed.DotnetIn(_folder);
        _shops = await Task.WhenAll(Names.Select(name => Shop.WriteAsync(name, folder: Path.Combine(_folder, name))));
        await File.WriteAllTextAsync(Path.Combine(_folder, "Shops.slnx"), $"<Solution>{string.Concat(Names.Select(name => $"<Project Path=\"{name}/{name}.csproj\" />"))}</Solution>");
        (await _dotnet.RunAsync(["restore", "Shops.slnx"], null, CancellationToken.None)).MustSucceed();
    }

    public async Task DisposeAsync() => await _stripe.DisposeAsync();

    [Theory]
    [InlineData("-m:1")]
    [InlineData("-m:2")]
    [InlineData("-m:2", "-graph")]
    public async Task Stripe_is_asked_once_for_all_apps(params string[] arguments)
    {
        var run = (await PublishAsync(arguments)).MustSucceed();

        Assert.Equal(3, run.GateRuns());
        Assert.Equal(2, _stripe.Log.Count);
        Assert.All(_shops, shop => Assert.Contains($"{shop.Name}.dll", PublishedBy(shop)));
    }

    [Fact]
    public async Task A_price_that_one_app_alone_maps_is_asked_for_too()
    {
        _shops[2].Write(Shop.MapName, Shop.RightMap.Replace(ShopScenario.LiteLivePrice, ShopScenario.ProLivePrice, StringComparison.Ordinal));

        (await PublishAsync("-m:2")).MustSucceed();

        Assert.Equal(3, _stripe.Log.Count);
        Assert.Equal(1, _stripe.Log.CountOf("/v1/prices/" + ShopScenario.ProLivePrice));
    }

    [Theory]
    [InlineData("-m:2")]
    [InlineData("-m:2", "-graph")]
    public async Task No_app_with_a_bad_map_is_published(params string[] arguments)
    {
        foreach (var shop in _shops)
            shop.Write(Shop.MapName, Maps.UnknownPrice);

        var run = (await PublishAsync(arguments)).MustFail();

        Assert.Equal(3, run.Errors.Count(error => error.Code == "PF4001"));
        Assert.Equal(2, _stripe.Log.Count);
        Assert.All(_shops, shop => Assert.Empty(PublishedBy(shop)));
    }

    private static IReadOnlyList<string> PublishedBy(Shop shop) => Shop.FilesIn(shop.PathOf("bin/Release/net10.0/publish"));

    private Task<DotnetRun> PublishAsync(params IEnumerable<string> arguments) =>
        _dotnet.RunAsync(["publish", "Shops.slnx", "--no-restore", .. arguments, .. Shop.Asking(_stripe.Address)], Shop.LiveKey, CancellationToken.None);
}
