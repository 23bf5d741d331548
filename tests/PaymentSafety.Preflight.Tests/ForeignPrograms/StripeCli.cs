namespace PaymentSafety.Preflight.Tests.ForeignPrograms;

/// <summary>Stripe's own command line, the npm package @stripe/cli, with a home of its own.</summary>
internal sealed class StripeCli(Uri api, string key) : IDisposable
{
    private const string Package = "@stripe/cli";

    private readonly string _home = Directory.CreateTempSubdirectory("stripe-cli-").FullName;

    /// <summary>Why it cannot run here, or null.</summary>
    public static string? Missing { get; } = NodePrograms.Missing(Package);

    /// <summary>Runs one command against the address.</summary>
    /// <returns>What it wrote, its errors included.</returns>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var start = NodePrograms.Node([Path.Combine(NodePrograms.Folder(Package)!, "bin", "shim.js"), .. arguments, "--api-base", api.ToString().TrimEnd('/')]);
        start.Environment["STRIPE_API_KEY"] = key;
        start.Environment["STRIPE_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach (var variable in new[] { "HOME", "USERPROFILE", "XDG_CONFIG_HOME" }) start.Environment[variable] = _home;
        var (exitCode, output, error) = await NodePrograms.RunAsync(start);
        Assert.True(exitCode == 0, output + error);
        return output + error;
    }

    /// <summary>Runs <c>stripe fixtures</c> over a file of this text.</summary>
    public async Task LoadFixturesAsync(string fixtures)
    {
        var file = Path.Combine(_home, "fixtures.json");
        await File.WriteAllTextAsync(file, fixtures);
        await RunAsync("fixtures", file);
    }

    public void Dispose() => Directory.Delete(_home, recursive: true);
}

/// <summary>A test that needs Stripe's command line and the mock; without them the test is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StripeCliFactAttribute : FactAttribute
{
    public StripeCliFactAttribute() => Skip = StripeCli.Missing ?? StripeStatefulMock.Missing;
}
