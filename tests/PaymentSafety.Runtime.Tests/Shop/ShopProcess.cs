using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace PaymentSafety.Runtime.Tests.Shop;

/// <summary>samples/CreditShop as its users run it: a process on a free port, whose log is kept.</summary>
internal sealed partial class ShopProcess : IAsyncDisposable
{
    private static readonly string Project = Path.Combine(Repository.Root, "samples", "CreditShop");

    private readonly LoggedProcess _process;
    private readonly string _home = Directory.CreateTempSubdirectory("credit-shop-").FullName;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ShopProcess(string environment, IReadOnlyDictionary<string, string> settings)
    {
        var configuration = typeof(ShopProcess).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Project, "bin", configuration, "net10.0", "CreditShop.dll")]) { WorkingDirectory = Project };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        // The keys of its cookies are kept below it.
        start.Environment["HOME"] = _home;
        _process = new LoggedProcess(start, settings, Note);
    }

    public Uri Address => _address.Task.Result;

    /// <summary>All that it has said.</summary>
    public string Log => _process.Log;

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<ShopProcess> StartAsync(IReadOnlyDictionary<string, string> settings)
    {
        var shop = new ShopProcess("Development", settings);
        var ended = shop._process.ExitCodeAsync();
        if (await Task.WhenAny(shop._address.Task, ended).WaitAsync(TimeSpan.FromMinutes(1)) == ended) Assert.Fail("The shop ended at once:\n" + shop.Log);
        return shop;
    }

    /// <summary>Runs it until it ends by itself.</summary>
    public static async Task<(int ExitCode, string Log)> RunAsync(string environment, IReadOnlyDictionary<string, string> settings)
    {
        await using var shop = new ShopProcess(environment, settings);
        return (await shop._process.ExitCodeAsync().WaitAsync(TimeSpan.FromMinutes(1)), shop.Log);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    private void Note(string line)
    {
        if (ListensOn().Match(line) is { Success: true } match) _address.TrySetResult(new Uri(match.Groups[1].Value));
    }

    [GeneratedRegex(@"Now listening on: (http://127\.0\.0\.1:\d+)")]
    private static partial Regex ListensOn();
}
