using System.Runtime.InteropServices;
using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Publishing;

/// <summary>Publishes for one runtime. They need packages of .NET itself, which come from a registry where the SDK does not bring them.</summary>
public sealed class RuntimePublishTests
{
    [RuntimePackFact]
    public async Task Self_contained_passes_the_gate()
    {
        await using var stripe = await StripeServer.StartAsync();
        var shop = await RuntimePacks.ShopAsync("<SelfContained>true</SelfContained>");

        var run = (await shop.PublishAsync(stripe)).MustSucceed();

        Assert.Equal(1, run.GateRuns());
        Assert.Equal(4, stripe.Log.Count);
        Assert.Contains(shop.Published, file => file.Contains("hostpolicy", StringComparison.Ordinal));
        await MustRefuseAsync(shop, stripe);
    }

    [RuntimePackFact]
    public async Task A_single_file_passes_the_gate()
    {
        await using var stripe = await StripeServer.StartAsync();
        var shop = await RuntimePacks.ShopAsync("<PublishSingleFile>true</PublishSingleFile><SelfContained>false</SelfContained>");

        var run = (await shop.PublishAsync(stripe)).MustSucceed();

        Assert.Equal(1, run.GateRuns());
        Assert.DoesNotContain("Shop.dll", shop.Published);
        Assert.Contains(OperatingSystem.IsWindows() ? "Shop.exe" : "Shop", shop.Published);
        await MustRefuseAsync(shop, stripe);
    }

    private static async Task MustRefuseAsync(Shop shop, StripeServer stripe)
    {
        shop.Reset();
        shop.Write(Shop.MapName, Maps.UnknownPrice);
        (await shop.PublishAsync(stripe)).MustBeRefused("PF4001", "stripe-prices.json(4,13)");
        Assert.Empty(shop.Published);
    }
}

/// <summary>The packages that a publish for one runtime restores.</summary>
internal static class RuntimePacks
{
    private static readonly Lazy<string?> LazyMissing = new(() => Task.Run(ProbeAsync).GetAwaiter().GetResult());

    /// <summary>Why they cannot be restored here, or null.</summary>
    public static string? Missing => LazyMissing.Value;

    /// <summary>An app for this runtime, restored with the registry that the user has, beside our feed.</summary>
    public static async Task<Shop> ShopAsync(string properties)
    {
        var shop = await WriteAsync(properties);
        (await shop.DotnetAsync(["restore"])).MustSucceed();
        return shop;
    }

    private static async Task<string?> ProbeAsync()
    {
        var shop = await WriteAsync("<SelfContained>true</SelfContained><PublishSingleFile>true</PublishSingleFile>");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var restore = shop.StartDotnet(["restore"], new Dictionary<string, string>());
        try
        {
            var run = await restore.WaitAsync(limit.Token);
            return run.ExitCode == 0 ? null
                : run.Errors.All(error => error.Code is "NU1100" or "NU1101" or "NU1102" or "NU1301") ? "the runtime pack cannot be restored: " + run.Errors.First().Text
                // Any other failure is no reason to skip a test.
                : null;
        }
        catch (OperationCanceledException)
        {
            return "the registry did not answer within two minutes";
        }
    }

    private static async Task<Shop> WriteAsync(string properties)
    {
        var shop = await Shop.WriteAsync(properties: $"<RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>{properties}");
        // The user's own sources, and ours: nothing is cleared.
        shop.Write("nuget.config", $"""<configuration><packageSources><add key="feed" value="{(await PackedFeed.GetAsync()).Feed}" /></packageSources></configuration>""");
        return shop;
    }
}

/// <summary>A test that needs the runtime's packages; where they cannot be had the test is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RuntimePackFactAttribute : FactAttribute
{
    public RuntimePackFactAttribute() => Skip = RuntimePacks.Missing;
}
