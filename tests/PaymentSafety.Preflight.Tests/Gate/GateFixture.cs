using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Reports;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Gate;

/// <summary>
/// The gate over a project folder of its own and the stand-in's shop: what a test changes is what it is about. Without changes everything
/// passes, so that a check that fires does so because of the change.
/// </summary>
public sealed class GateFixture : IAsyncDisposable
{
    public const string Map = """
        {
          "lite-monthly": { "test": "price_1LiteTStandIn001monthly0", "live": "price_1LiteLStandIn001monthly0", "credits": 360 },
          "pro-monthly": { "test": "price_1Pro5TStandIn001monthly0", "live": "price_1Pro5LStandIn001monthly0", "credits": 5000 }
        }
        """;

    private readonly StripeServer? _server;

    private GateFixture(StripeServer? server, Uri api)
    {
        _server = server;
        Folder = Directory.CreateTempSubdirectory("gate-").FullName;
        Options = new PreflightOptions
        {
            ProjectDirectory = Folder,
            ProjectFile = Path.Combine(Folder, "shop.csproj"),
            StripeApi = api.ToString(),
            LocalStripe = true,
            Deadline = TimeSpan.FromSeconds(20),
            AdjustApi = api => api with { Delay = (_, cancellationToken) => Task.Delay(1, cancellationToken) },
        };
        Write("stripe-prices.json", Map);
        Variables["STRIPE_SECRET_KEY"] = ShopScenario.LiveRestrictedKey;
    }

    /// <exception cref="InvalidOperationException">The gate asks a server of others.</exception>
    public StripeServer Server => _server ?? throw new InvalidOperationException("The gate asks a server of others.");

    public string Folder { get; }

    /// <summary>The environment of the run, and nothing of this computer's.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public PreflightOptions Options { get; set; }

    public string? ReportDirectory { get; set; }

    public static async Task<GateFixture> StartAsync()
    {
        var server = await StripeServer.StartAsync();
        return new GateFixture(server, server.Address);
    }

    /// <summary>A gate that asks a server of others.</summary>
    public static GateFixture Over(Uri api) => new(null, api);

    public void Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    /// <summary>Test mode with test keys: everything passes there too.</summary>
    public void UseTestMode()
    {
        Variables["DOTNET_ENVIRONMENT"] = "Staging";
        Variables["STRIPE_SECRET_KEY"] = ShopScenario.TestRestrictedKey;
    }

    /// <param name="cancellationToken">Stops the run.</param>
    /// <param name="earlier">The part of the same publish before the app was compiled.</param>
    internal async Task<GateRun> RunAsync(CancellationToken cancellationToken = default, GateRun? earlier = null)
    {
        var output = new StringWriter();
        var redactor = new Redactor();
        var reporter = new RecordingReporter(new PlainReporter(output, redactor));
        var preflight = new PreflightRun(Options, Variables, reporter, redactor, ReportDirectory, earlier?.Preflight);
        var exitCode = await preflight.RunAsync(cancellationToken);
        CheckCoverage.Note(preflight.Result!);
        return new GateRun(
            exitCode,
            reporter.Diagnostics.FindAll(diagnostic => diagnostic.Severity != Severity.Message),
            reporter.Diagnostics.FindAll(diagnostic => diagnostic.Severity == Severity.Message),
            reporter.Lines,
            output.ToString(),
            Folder)
        {
            Preflight = preflight,
            Results = preflight.Result!.Checks,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class RecordingReporter(IReporter next) : IReporter
    {
        public List<Diagnostic> Diagnostics { get; } = [];

        public List<string> Lines { get; } = [];

        public void Say(string line)
        {
            Lines.Add(line);
            next.Say(line);
        }

        public void Report(Diagnostic diagnostic)
        {
            Diagnostics.Add(diagnostic);
            next.Report(diagnostic);
        }

        public void Done(ExitCode exitCode) => next.Done(exitCode);
    }
}

/// <summary>What a run of the gate came to.</summary>
/// <param name="Diagnostics">Warnings and errors.</param>
/// <param name="Notes">What was told and is neither.</param>
internal sealed record GateRun(ExitCode ExitCode, IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<Diagnostic> Notes, IReadOnlyList<string> Lines, string Output, string Folder)
{
    public required PreflightRun Preflight { get; init; }

    public IReadOnlyList<CheckResult> Results { get; init; } = [];

    public string ClosingLine => Lines.Single(line => line.Contains(" checks: ", StringComparison.Ordinal));

    /// <summary>Asserts that exactly one thing was told: this check, this loud, here, in these words.</summary>
    public void AssertOnly(string id, Severity severity, string file, int line, int column, string message)
    {
        var diagnostic = Assert.Single(Diagnostics);
        AssertIs(diagnostic, id, severity, file, line, column, message);
    }

    /// <summary>Asserts that this was told, among whatever else: this loud, at the place of <paramref name="at"/> in the file, in these words.</summary>
    public void AssertTold(string id, Severity severity, string file, string at, string message)
    {
        var place = PlaceOf(file, at);
        var told = Diagnostics.Concat(Notes).Where(diagnostic => diagnostic.Code == id).ToList();
        Assert.True(told.Count > 0, $"{id} was not told: {Output}");
        AssertIs(told.FirstOrDefault(diagnostic => diagnostic.Finding.Message == message) ?? told[0], id, severity, file, place.Line, place.Column, message);
    }

    /// <summary>Asserts that the check was made and found nothing.</summary>
    public void AssertSilent(string id) => Assert.True(Diagnostics.Concat(Notes).All(diagnostic => diagnostic.Code != id), Output);

    private TextPosition PlaceOf(string file, string at)
    {
        if (at.Length == 0)
            return TextPosition.Start;
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var start = text.IndexOf(at, StringComparison.Ordinal);
        Assert.True(start >= 0, $"'{at}' is not in {file}.");
var before = text[..start];
        return new TextPosition(before.Count(character => character == '\n') + 1, start - before.LastIndexOf('\n'));
    }

    public void AssertPassed() => Assert.True(ExitCode == ExitCode.Passed && Diagnostics.Count == 0, Output);

    public void AssertIs(Diagnostic diagnostic, string id, Severity severity, string file, int line, int column, string message)
    {
        var place = diagnostic.Finding.Place!;
        Assert.Equal(
            (id, severity, file, line, column, message),
            (diagnostic.Code, diagnostic.Severity, Path.GetRelativePath(Folder, place.File), place.Position.Line, place.Position.Column, diagnostic.Finding.Message));
    }
}
