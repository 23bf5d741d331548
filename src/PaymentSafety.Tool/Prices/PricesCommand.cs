using System.CommandLine;
using PaymentSafety.Preflight;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Reports;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Tool.Prices;

/// <summary><c>payment-safety prices plan | apply | fixtures</c>: what an account lacks of the map's products and prices, and the way to get it.</summary>
internal static class PricesCommand
{
    public static readonly Option<string?> KeyVariable = new("--key-variable") { Description = "The environment variable with the key; PAYMENTSAFETY_PRICES_KEY_LIVE or _TEST by default." };
    public static readonly Option<string?> StripeApi = new("--stripe-api") { Description = "The API's address, for tests." };
    public static readonly Option<bool> LocalStripe = new("--local-stripe") { Description = "Allow a loopback address." };

    public static Command Create(ToolHost host) => new("prices", "Shows and creates the products and prices that the map wants and the account lacks.")
    {
        PlanCommand.Create(host), ApplyCommand.Create(host), FixturesCommand.Create(),
    };

    /// <summary>The options that plan and apply share.</summary>
    public static Command WithOptions(string name, string description) =>
        new(name, description) { MapOptions.ProjectDirectory, MapOptions.PriceMap, MapOptions.Mode, KeyVariable, StripeApi, LocalStripe, ToolCommand.Json };

    /// <summary>The client for a map: its budget grows with the plans. Null, and told, where the key must not be sent.</summary>
    public static StripeApiOptions? ApiOptions(ParseResult parsed, ToolHost host, IReporter reporter, PriceMap map, StripeMode mode)
    {
        var address = parsed.GetValue(StripeApi);
        if (!StripeApiAddress.TryParse(address, parsed.GetValue(LocalStripe), out var uri))
        {
            reporter.Report(new Diagnostic(Severity.Error, CheckTable.ApiAddress.At(null, ("url", address!))));
            return null;
        }

        return host.AdjustApi(new StripeApiOptions
        {
            BaseAddress = uri,
            AllowLoopback = parsed.GetValue(LocalStripe),
            // A plan costs at most a product, a price, two lookups and what was lost on the way.
            MaxRequests = (10 * map.Plans.Count) + 50,
            Deadline = TimeSpan.FromSeconds(120 + (2 * map.Plans.Count)),
            RequestsPerSecond = mode == StripeMode.Live ? StripeApiOptions.LiveRequestsPerSecond : StripeApiOptions.TestRequestsPerSecond,
        });
    }

    /// <summary>Runs a command, and says so when it is stopped on its way: what was created by then is found by the next run.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, Func<CancellationToken, Task<int>> command, CancellationToken cancellationToken)
    {
        try
        {
            return await command(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            new PlainReporter(parsed.InvocationConfiguration.Error, new Redactor()).Report(new Diagnostic(Severity.Error, CheckTable.Stopped.At(null)));
            return (int)ExitCode.Unknown;
        }
    }

    /// <summary>Tells what stands in the way of a state.</summary>
    /// <returns>Null when nothing does.</returns>
    public static ExitCode? Tell(AccountState state, IReporter reporter, PriceMap map)
    {
        foreach (var problem in state.Problems)
            reporter.Report(new Diagnostic(Severity.Error, problem));
        if (state.Fault is { } fault)
            reporter.Report(new Diagnostic(Severity.Error, Finding.Unproved(fault, new SourcePlace(map.Path, Core.Json.TextPosition.Start))));
        return state.Problems.Count > 0 ? ExitCode.Failed : state.Fault is not null ? ExitCode.Unknown : null;
    }
}
