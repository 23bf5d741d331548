using System.Diagnostics;
using System.Globalization;
using PaymentSafety.CommandLine;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Benchmarks;

/// <summary>
/// What the gate adds to <c>dotnet publish</c>, what latency costs it, and how much memory it takes. Publishes with and without the gate take turns, so that whatever else
/// the computer does falls on both. The package is packed from what was built with this program.
/// </summary>
internal static class GateCost
{
    private const int Rounds = 9;

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private const int ManyPlans = 10_000;

    private static readonly Dictionary<string, string> Key = new() { ["STRIPE_SECRET_KEY"] = ShopScenario.LiveRestrictedKey };

    /// <param name="repository">Its root.</param>
    /// <param name="parts">publish, latency, memory; none for all.</param>
    /// <returns>0 when every figure is within its limit.</returns>
    public static async Task<int> MeasureAsync(string repository, IReadOnlyCollection<string> parts)
    {
        var root = Directory.CreateTempSubdirectory("gate-cost-").FullName;
        try
        {
            var tool = Path.Combine(repository, "src", "PaymentSafety.Preflight", "bin", Configuration, "net8.0", "payment-safety.dll");
            var within = true;
            if (IsAsked("publish")) within &= await PublishAsync(repository, root);
            if (IsAsked("latency")) within &= await LatencyAsync(tool, root);
            if (IsAsked("memory")) within &= await MemoryAsync(tool, root);
            return within ? 0 : 1;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }

        bool IsAsked(string part) => parts.Count == 0 || parts.Contains(part);
    }

    private static async Task<bool> PublishAsync(string repository, string root)
    {
        var version = "0.1.0-cost." + DateTime.UtcNow.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var shop = WriteShop(root, version);
        var variables = new Dictionary<string, string>(Key) { ["NUGET_PACKAGES"] = Path.Combine(root, "packages"), ["TMPDIR"] = root };
        await MustAsync(new Dotnet(repository, variables), ["pack", "src/PaymentSafety", "--no-build", "-c", Configuration, $"-p:PackageVersion={version}", "-o", Path.Combine(root, "feed")]);
        var dotnet = new Dotnet(shop, variables);
        await MustAsync(dotnet, ["restore"]);

        await using var stripe = await StripeServer.StartAsync();
        string[] publish = ["publish", "--no-restore", "-o", Path.Combine(root, "published"), "-p:PaymentSafetyLocalStripe=true", $"-p:PaymentSafetyStripeApi={stripe.Address.GetLeftPart(UriPartial.Authority)}"];
        var (with, without) = (new List<double>(), new List<double>());
        for (var round = -1; round < Rounds; round++)
        {
            var on = (await MustAsync(dotnet, publish)).TotalSeconds;
            var off = (await MustAsync(dotnet, [.. publish, "-p:PaymentSafetyPreflight=false"])).TotalSeconds;
            // The first round compiles.
            if (round < 0) continue;
            with.Add(on);
            without.Add(off);
        }

        var added = Median(with.Zip(without, (on, off) => on - off));
        Console.WriteLine($"publish, 2 plans, loopback: {Median(with):F2} s with the gate, {Median(without):F2} s without; {Median(with.Zip(without, (on, off) => on / off)):F2} times, {added:F2} s more (limit 0.6 s)");
        return added < 0.6;
    }

    private static async Task<bool> LatencyAsync(string tool, string root)
    {
        await using var near = await StripeServer.StartAsync(Shop(150));
        await using var far = await StripeServer.StartAsync(Shop(150), new StripeServerOptions { Latency = TimeSpan.FromMilliseconds(50) });
        var folder = Directory.CreateDirectory(Path.Combine(root, "hundred")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "stripe-prices.json"), MapOf(100));
        var (slow, fast, requests) = (new List<double>(), new List<double>(), 0);
        for (var round = 0; round < Rounds; round++)
        {
            fast.Add((await CheckAsync(tool, folder, near)).Seconds);
            var before = far.Log.Count;
            slow.Add((await CheckAsync(tool, folder, far)).Seconds);
            requests = far.Log.Count - before;
        }

        Console.WriteLine($"100 plans, 150 prices: {Median(slow):F2} s with 50 ms of latency, {Median(fast):F2} s without; {requests} requests (limits 1 s, 5 requests)");
        return Median(slow) < 1 && requests <= 5;
    }

    private static async Task<bool> MemoryAsync(string tool, string root)
    {
        await using var stripe = await StripeServer.StartAsync(Shop(ManyPlans));
        var folder = Directory.CreateDirectory(Path.Combine(root, "many")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "stripe-prices.json"), MapOf(ManyPlans));
        var (seconds, bytes) = await CheckAsync(tool, folder, stripe);
        var megabytes = bytes / 1e6;
        Console.WriteLine($"{ManyPlans} plans: {megabytes:F0} MB peak working set, {seconds:F1} s at Stripe's own rate (limit 150 MB)");
        return megabytes < 150;
    }

    /// <summary>One run of the tool: its time from start to end, and the most memory that it had at any time.</summary>
    private static async Task<(double Seconds, long Bytes)> CheckAsync(string tool, string folder, StripeServer stripe)
    {
        var start = new ProcessStartInfo(Dotnet.Executable) { RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var argument in new[] { "exec", tool, "check", "--stripe-api", stripe.Address.ToString(), "--local-stripe", "--mode", "live", "--report-directory", "obj" })
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Key) start.Environment[name] = value;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        while (!process.WaitForExit(5))
        {
            // The kernel keeps the peak itself; only the last few milliseconds are not seen.
            try
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                // It ended in between.
                break;
            }
        }

        process.WaitForExit();

        var seconds = clock.Elapsed.TotalSeconds;
        return process.ExitCode == 0 ? (seconds, peak) : throw new InvalidOperationException(await output);
    }

    private static async Task<TimeSpan> MustAsync(Dotnet dotnet, IEnumerable<string> arguments)
    {
        var run = await dotnet.RunAsync(arguments, null, CancellationToken.None);
        return run.ExitCode == 0 ? run.Took : throw new InvalidOperationException(run.ToString());
    }

    private static StripeWorld Shop(int prices)
    {
        var world = ShopScenario.Create();
        var live = world.FindKey(ShopScenario.LiveRestrictedKey)!.Account.Live;
        var lite = live.Prices.Find(ShopScenario.LiteLivePrice)!;
        // With the two that are there.
        for (var i = 0; i < prices - 2; i++) live.Prices.Put(lite with { Id = IdOf(i), UnitAmount = 1000 + i, LookupKey = null, Created = lite.Created + 100 + i });
        return world;
    }

    private static string MapOf(int plans) => "{" + string.Join(",\n", Enumerable.Range(0, plans - 2).Select(i => $$"""
        "plan-{{i}}": { "test": null, "live": "{{IdOf(i)}}", "currency": "usd", "unit_amount": {{1000 + i}}, "interval": "month", "credits": 360 }
        """).Append($$"""
        "lite": { "test": null, "live": "{{ShopScenario.LiteLivePrice}}", "unit_amount": 900, "credits": 360 }, "pro": { "test": null, "live": "{{ShopScenario.ProLivePrice}}", "unit_amount": 9500, "credits": 5000 }
        """)) + "}";

    private static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"price_1ManyLStandIn001k{number:D7}");

    /// <summary>A console app with two plans, restored from a feed that has the package alone.</summary>
    private static string WriteShop(string root, string version)
    {
        var shop = Directory.CreateDirectory(Path.Combine(root, "Shop")).FullName;
        File.WriteAllText(Path.Combine(shop, "Shop.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="PaymentSafety" Version="{version}" PrivateAssets="all" /></ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(shop, "nuget.config"), $"""
            <configuration><packageSources><clear /><add key="feed" value="{Path.Combine(root, "feed")}" /></packageSources><fallbackPackageFolders><clear /></fallbackPackageFolders></configuration>
            """);
        File.WriteAllText(Path.Combine(shop, "Program.cs"), "System.Console.WriteLine();\n");
        File.WriteAllText(Path.Combine(shop, "stripe-prices.json"), MapOf(2));
        Directory.CreateDirectory(Path.Combine(root, "feed"));
        return shop;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
