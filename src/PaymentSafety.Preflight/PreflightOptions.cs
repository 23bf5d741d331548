using PaymentSafety.Core;
using PaymentSafety.Database;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Plans;
using PaymentSafety.Preflight.Probing;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight;

/// <summary>What a run of the preflight was asked to do. Holds names of settings, never their values.</summary>
public sealed record PreflightOptions
{
    /// <summary>The app's folder, absolute.</summary>
    public required string ProjectDirectory { get; init; }

    /// <summary>The project file; null to point at the folder.</summary>
    public string? ProjectFile { get; init; }

    /// <summary>PaymentSafetyPriceMap; null to search the default names.</summary>
    public string? PriceMap { get; init; }

    /// <summary>PaymentSafetyMode; null to decide by the environment.</summary>
    public StripeMode? Mode { get; init; }

    public IReadOnlyList<string> LiveEnvironments { get; init; } = ModeDecision.DefaultLiveEnvironments;

    public SettingNames Names { get; init; } = new();

    /// <summary>PaymentSafetyEnvFile; null to read .env files where they exist.</summary>
    public string? EnvFile { get; init; }

    public string? UserSecretsId { get; init; }

    /// <summary>PaymentSafetyLaunchProfile: the profile of launchSettings.json that the app is started with; null for a published app.</summary>
    public string? LaunchProfile { get; init; }

    /// <summary>PaymentSafetyNodeFrontEnd: NODE_ENV decides the mode where .NET's own variables say nothing.</summary>
    public bool NodeFrontEnd { get; init; }

    /// <summary>PaymentSafetyStripeApi; null for Stripe's own address.</summary>
    public string? StripeApi { get; init; }

    /// <summary>PaymentSafetyLocalStripe: a loopback address of the API is wanted, and proves nothing.</summary>
    public bool LocalStripe { get; init; }

    /// <summary>PaymentSafetyOffline: only the checks that need no network.</summary>
    public bool Offline { get; init; }

    /// <summary>PaymentSafetyMaxRequests; null for two a plan and fifty.</summary>
    public int? MaxRequests { get; init; }

    /// <summary>PaymentSafetyScanPrices: every active price of the account is listed, to find those that no plan has.</summary>
    public bool ScanPrices { get; init; }

    /// <summary>The active prices of the other mode are listed too, where there is a key for it: a first map is written from both.</summary>
    internal bool ScanOtherMode { get; init; }

    /// <summary>PaymentSafetyProbeWebhook: whether the running app is sent an event of ours.</summary>
    public ProbeKind Probe { get; init; }

    /// <summary>PaymentSafetyDatabase: the name of the setting that holds the connection string of the app's database; null to ask none.</summary>
    public string? Database { get; init; }

    /// <summary>PaymentSafetyPlansFile: an export of the app's table of plans, instead of the database.</summary>
    public string? PlansFile { get; init; }

    /// <summary>PaymentSafetyMigrationDirectory: where migrations are written.</summary>
    public string MigrationDirectory { get; init; } = MigrationFile.DefaultDirectory;

    /// <summary>PaymentSafetyOnUnknown; null for an error in live mode and a warning in test mode.</summary>
    public Severity? OnUnknown { get; init; }

    /// <summary>PaymentSafetyTreatWarningsAsErrors.</summary>
    public bool TreatWarningsAsErrors { get; init; }

    /// <summary>PaymentSafetySeverity_PFnnnn, by id.</summary>
    public IReadOnlyDictionary<string, Severity> Severities { get; init; } = new Dictionary<string, Severity>(StringComparer.OrdinalIgnoreCase);

    /// <summary>PaymentSafetySuppressions: the file of what is left out for a while; null for payment-safety.suppressions.json, where there is one.</summary>
    public string? Suppressions { get; init; }

    /// <summary>PaymentSafetyRequireBoth: a live publish wants a passed test run over the same map.</summary>
    public bool RequireBoth { get; init; }

    /// <summary>PaymentSafetyReceipt: the file of receipts; null for receipt.json beside the reports.</summary>
    public string? Receipt { get; init; }

    /// <summary>PaymentSafetyReceiptDays: how old the receipt of the test run may be.</summary>
    public int ReceiptDays { get; init; } = 7;

    /// <summary>Names of MSBuild properties whose values are keys.</summary>
    public IReadOnlyList<string> KeysPassedAsProperties { get; init; } = [];

    /// <summary>The list of files to search for credentials, one path a line; null to search none.</summary>
    public string? ScanList { get; init; }

    /// <summary>The list of the .editorconfig and .globalconfig files that the compiler is given, one path a line.</summary>
    public string? ConfigList { get; init; }

    /// <summary>Where the project's pages are run, if not on a server.</summary>
    public ClientKind Client { get; init; }

    /// <summary>The app's assembly and those of the projects that it references; empty while it is not compiled.</summary>
    public IReadOnlyList<string> Assemblies { get; init; } = [];

    /// <summary>The Stripe.net.dll that the app is built with; null when it has none.</summary>
    public string? StripeNet { get; init; }

    /// <summary>An earlier run of this build has told what it found: only what is new is told, and the result is written over its.</summary>
    public bool IsContinued { get; init; }

    /// <summary>When this part has passed, the app is compiled and the run goes on with it: a job's summary is left to that part.</summary>
    public bool GoesOn { get; init; }

    /// <summary>The answers that every project of one build shares; null to share none.</summary>
    public string? SnapshotFile { get; init; }

    /// <summary>Time for all requests together.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Most requests with one key.</summary>
    /// <param name="prices">Prices that are asked for.</param>
    internal int MostRequests(int prices) => MaxRequests ?? (2 * prices) + 50;

    /// <summary>The last word on how Stripe is asked: tests wait without waiting.</summary>
    internal Func<StripeApiOptions, StripeApiOptions> AdjustApi { get; init; } = api => api;

    /// <summary>How each kind of database is read; null for a kind that is not.</summary>
    internal Func<DatabaseProvider, IPlanReader?> PlanReaders { get; init; } = Plans.PlanReaders.OfGate;

    /// <summary>Where to point for what stands in no file.</summary>
    public SourcePlace Project => ProjectPlace(ProjectFile) ?? new SourcePlace(ProjectDirectory, TextPosition.Start);

    /// <summary>The first character of the project file: MSBuild and the matchers of CI systems want a line and a column.</summary>
    internal static SourcePlace? ProjectPlace(string? projectFile) => projectFile is null ? null : new SourcePlace(Path.GetFullPath(projectFile), TextPosition.Start);
}
