using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Publishing;

/// <summary>A web app with a publish profile, from the command line and as Visual Studio publishes it.</summary>
public sealed class WebPublishTests : IAsyncLifetime
{
    private StripeServer _stripe = null!;
    private Shop _shop = null!;

    public async Task InitializeAsync()
    {
        _stripe = await StripeServer.StartAsync();
        _shop = await Shop.WriteAsync("WebShop", "Microsoft.NET.Sdk.Web");
        _shop.Write("Program.cs", """
            var app = WebApplication.CreateBuilder(args).Build();
            app.MapGet("/", () => typeof(Stripe.StripeClient).Name);
            app.Run();
            """);
        _shop.Write("Properties/PublishProfiles/Folder.pubxml", """
            <Project>
              <PropertyGroup>
                <WebPublishMethod>FileSystem</WebPublishMethod>
                <PublishUrl>published</PublishUrl>
                <PublishDir>published/</PublishDir>
                <LastUsedBuildConfiguration>Release</LastUsedBuildConfiguration>
              </PropertyGroup>
            </Project>
            """);
        (await _shop.DotnetAsync(["restore"])).MustSucceed();
    }

    public async Task DisposeAsync() => await _stripe.DisposeAsync();

    [Theory]
    [InlineData("publish", "-p:PublishProfile=Folder")]
    [InlineData("build", "-p:DeployOnBuild=true", "-p:PublishProfile=Folder")]
    public async Task A_publish_profile_passes_the_gate(string verb, params string[] arguments)
    {
        string[] all = [verb, "--no-restore", .. arguments, .. Shop.Asking(_stripe.Address)];
        var run = (await _shop.DotnetAsync(all, Shop.LiveKey)).MustSucceed();
        Assert.Equal(1, run.GateRuns());
        Assert.Equal(4, _stripe.Log.Count);
        Assert.Contains("WebShop.dll", _shop.Published);

        _shop.Reset();
        _shop.Write(Shop.MapName, Maps.UnknownPrice);
        (await _shop.DotnetAsync(all, Shop.LiveKey)).MustBeRefused("PF4001", "stripe-prices.json(4,13)");
        Assert.Empty(_shop.Published);
    }
}
