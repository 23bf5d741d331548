using PaymentSafety.EndToEnd.Tests.Processes;
using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Publishing;

/// <summary>Three apps of one solution, restored.</summary>
public sealed class ThreeShops : IAsyncLifetime
{
    private static readonly string[] Names = ["Api", "Jobs", "Admin"];

    internal IReadOnlyList<Shop> Shops { get; private set; } = [];

    internal Dotnet Dotnet { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var feed = await PackedFeed.GetAsync();
        var folder = feed.NewFolder("Solution");
        Dotnet = feed.DotnetIn(folder);
        Shops = await Task.WhenAll(Names.Select(name => Shop.WriteAsync(name, folder: Path.Combine(folder, name))));
        await File.WriteAllTextAsync(Path.Combine(folder, "Shops.slnx"), $"<Solution>{string.Concat(Names.Select(name => $"<Project Path=\"{name}/{name}.csproj\" />"))}</Solution>");
        (await Dotnet.RunAsync(["restore", "Shops.slnx"], null, CancellationToken.None)).MustSucceed();
    }

    public Task DisposeAsync() => Task.CompletedTask;
}

/// <summary>Each app of a solution is checked, and Stripe is asked once.</summary>
public sealed class SolutionPublishTests(ThreeShops fixture) : IClassFixture<ThreeShops>, IAsyncLifetime
{
    private const string PublishFolder = "bin/Release/net10.0/publish";

    private readonly IReadOnlyList<Shop> _shops = fixture.Shops;
    private StripeServer _stripe = null!;

    public async Task InitializeAsync()
    {
        _stripe = await StripeServer.StartAsync();
        foreach (var shop in _shops)
        {
            shop.Reset();
            if (Directory.Exists(shop.PathOf(PublishFolder)))
                Directory.Delete(shop.PathOf(PublishFolder), recursive: true);
        }
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
        Assert.Equal(4, _stripe.Log.Count);
        Assert.All(_shops, shop => Assert.Contains($"{shop.Name}.dll", PublishedBy(shop)));
    }

    [Fact]
    public async Task A_price_that_one_app_alone_maps_is_asked_for_too()
    {
        _shops[2].Write(Shop.MapName, Shop.RightMap.Replace(ShopScenario.LiteLivePrice, ShopScenario.ProLivePrice, StringComparison.Ordinal));

        (await PublishAsync("-m:2")).MustSucceed();

        Assert.Equal(5, _stripe.Log.Count);
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
        Assert.Equal(4, _stripe.Log.Count);
        Assert.All(_shops, shop => Assert.Empty(PublishedBy(shop)));
    }

    [LinuxFact]
    public async Task A_compiler_error_in_one_app_leaves_no_tool_behind()
    {
        var right = _shops[1].Read("Program.cs");
        _shops[1].Write("Program.cs", right + "\nnot C#");
        try
        {
            var run = (await PublishAsync("-m:2")).MustFail();

            Assert.Equal(3, run.GateRuns());
            Assert.Empty(ToolProcesses.With(_shops[0].Folder));
            Assert.Empty(ToolProcesses.With(_shops[1].Folder));
            Assert.Empty(ToolProcesses.With(_shops[2].Folder));
            Assert.Empty(PublishedBy(_shops[1]));
        }
        finally
        {
            _shops[1].Write("Program.cs", right);
        }
    }

    private static IReadOnlyList<string> PublishedBy(Shop shop) => Shop.FilesIn(shop.PathOf(PublishFolder));

    private Task<DotnetRun> PublishAsync(params IEnumerable<string> arguments) =>
        fixture.Dotnet.RunAsync(["publish", "Shops.slnx", "--no-restore", .. arguments, .. Shop.Asking(_stripe.Address)], Shop.LiveKey, CancellationToken.None);
}
