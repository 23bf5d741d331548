using System.CommandLine;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Tool.Tests.Prices;

/// <summary>A project folder with a map, a stand-in for Stripe, and the command as a user types it: with its own key in its own environment.</summary>
public abstract class PricesFixture : IAsyncLifetime
{
    /// <summary>Two prices of one product, one that exists, one that is not for sale, and the ways in which a map can be written.</summary>
    protected const string Map = """
        {
          // The shop's plans.
          "$defaults": { "currency": "usd", "interval": "month" },

          "lite-monthly": { "test": "price_1LiteTStandIn001monthly0", "live": "price_1LiteLStandIn001monthly0", "unit_amount": 900, "credits": 360 },
          "team-monthly": {
            "test": null, // not yet
            "live": "", /* nor here */
            "name": "Team", "unit_amount": 4900, "credits": 2000, "metadata": { "tier": "team" }
          },
          "team-yearly": { "name": "Team", "unit_amount": 49000, "interval": "year", "credits": 24000, "lookup_key": "team-by-the-year", },
          "setup": {
            "live": { "price": null, "unit_amount": 12500 },
            "interval": "one_time", "credits": 0
          },
          "old": { "retired": true }
        }
        """;

    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal) { ["PAYMENTSAFETY_PRICES_KEY_LIVE"] = ShopScenario.LiveCreationKey };

    protected StripeServer Server { get; private set; } = null!;

    protected string Folder { get; private set; } = null!;

    protected string MapPath => Path.Combine(Folder, "stripe-prices.json");

    protected StripeModeData Live => Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account.Live;

    protected IDictionary<string, string> Variables => _variables;

    protected IEnumerable<LoggedRequest> Posts => Server.Log.All.Where(request => request.Method == "POST");

    public async Task InitializeAsync()
    {
        Server = await StripeServer.StartAsync();
        Folder = Directory.CreateTempSubdirectory("prices-").FullName;
        File.WriteAllText(MapPath, Map);
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    protected Task<(int ExitCode, string Output, string Error)> PlanAsync(params string[] more) => RunAsync("", ["prices", "plan", .. more]);

    protected Task<(int ExitCode, string Output, string Error)> ApplyAsync(params string[] more) => RunAsync("", ["prices", "apply", "--yes", .. more]);

    protected async Task<(int ExitCode, string Output, string Error)> RunAsync(string typed, string[] args, Uri? stripe = null, string mode = "live")
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var input = new StringReader(typed);
        // Waits between tries are the retry policy's matter, which has tests of its own.
        var host = new ToolHost(_variables, input) { AdjustApi = api => api with { Delay = (_, _) => Task.CompletedTask, PerTry = TimeSpan.FromSeconds(5), RequestsPerSecond = 1000 } };
        var exitCode = await ToolCommand.InvokeAsync(
            [.. args, "--project-directory", Folder, .. args.Contains("fixtures") ? [] : new[] { "--stripe-api", (stripe ?? Server.Address).ToString(), "--local-stripe" }, .. args.Contains("--mode") ? [] : new[] { "--mode", mode }],
            new InvocationConfiguration { Output = output, Error = error },
            host);
        return (exitCode, output.ToString(), error.ToString());
    }
}
