using System.CommandLine;
using System.Globalization;
using PaymentSafety.Core;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Plans;
using PaymentSafety.Preflight.Probing;

namespace PaymentSafety.Preflight.CommandLine;

/// <summary><c>payment-safety check</c>: the gate for one project. Its options hold names of settings, never values.</summary>
internal static class CheckCommand
{
    private static readonly Option<string?> ProjectDirectory = new("--project-directory") { Description = "The app's folder; the current one by default." };
    internal static readonly Option<string?> ProjectFile = new("--project") { Description = "The project file, to point at for what stands in no file; the folder's own where it has one." };
    private static readonly Option<string?> PriceMap = new("--price-map") { Description = "The price map; stripe-prices.json or price-map.json by default." };
    private static readonly Option<string?> Mode = new("--mode") { Description = "live or test; decided by the environment by default." };
    private static readonly Option<string?> LiveEnvironments = List("--live-environments", "Environments in which real money moves.");
    private static readonly Option<string?> SecretKeyNames = List("--secret-key-names", "Where the secret key is looked for.");
    private static readonly Option<string?> PublishableKeyNames = List("--publishable-key-names", "Where the publishable key is looked for.");
    private static readonly Option<string?> WebhookSecretNames = List("--webhook-secret-names", "Where the webhook secret is looked for.");
    private static readonly Option<string?> Required = List("--required", "Settings that must have a value.");
    private static readonly Option<string?> EnvFile = new("--env-file") { Description = "The .env file; .env and .env.{environment} by default." };
    private static readonly Option<string?> UserSecretsId = new("--user-secrets-id") { Description = "The project's UserSecretsId; read in Development only." };
    private static readonly Option<string?> LaunchProfile = new("--launch-profile") { Description = "The profile of Properties/launchSettings.json that the app is started with." };
    private static readonly Option<bool> NodeFrontEnd = new("--node-front-end") { Description = "NODE_ENV decides where .NET's own variables say nothing." };
    private static readonly Option<string?> StripeApi = new("--stripe-api") { Description = "The API's address, for tests." };
    private static readonly Option<bool> LocalStripe = new("--local-stripe") { Description = "Allow a loopback address; nothing is then proved against Stripe." };
    private static readonly Option<bool> Offline = new("--offline") { Description = "Only the checks that need no network." };
    private static readonly Option<string?> OnUnknown = new("--on-unknown") { Description = "error, warning or message for a check that could not be made." };
    private static readonly Option<bool> TreatWarningsAsErrors = new("--treat-warnings-as-errors") { Description = "Every warning is an error." };
    private static readonly Option<string?> Severities = List("--severity", "Severities by id: PF4004=warning.");
    private static readonly Option<string?> Suppressions = new("--suppressions") { Description = "What is left out for a while; payment-safety.suppressions.json by default." };
    private static readonly Option<bool> RequireBoth = new("--require-both") { Description = "A live run wants a passed test run over the same map." };
    private static readonly Option<string?> Receipt = new("--receipt") { Description = "The file of receipts; receipt.json in the report directory by default." };
    private static readonly Option<string?> ReceiptDays = new("--receipt-days") { Description = "How old the receipt of the test run may be; 7 days by default." };
    private static readonly Option<string?> KeysPassedAsProperties = List("--passed-as-property", "Names of MSBuild properties whose values are keys.");
    private static readonly Option<string?> MaxRequests = new("--max-requests") { Description = "Most requests to Stripe." };
    private static readonly Option<string?> Deadline = new("--deadline") { Description = "Seconds for all requests together; 120 by default." };
    private static readonly Option<string?> ScanList = new("--scan-list") { Description = "A list of files to search for credentials, one path a line." };
    private static readonly Option<string?> Assemblies = List("--assemblies", "The app's assembly and those of the projects that it references.");
    private static readonly Option<string?> StripeNet = new("--stripe-net") { Description = "The Stripe.net.dll that the app is built with." };
    private static readonly Option<bool> Continued = new("--continued") { Description = "Tell only what the last result in the report directory does not hold." };
    private static readonly Option<bool> GoesOn = new("--goes-on") { Description = "Wait for the app to be compiled; standard input then tells its assemblies." };
    private static readonly Option<bool> ScanPrices = new("--scan-prices") { Description = "List every active price, to find those that no plan has." };
    private static readonly Option<string?> Probe = new("--probe-webhook") { Description = "true or signed: post an event of type paymentsafety.probe to the app's own webhook." };
    private static readonly Option<string?> ConfigList = new("--config-list") { Description = "A list of the .editorconfig and .globalconfig files that the compiler is given, one path a line." };
    private static readonly Option<string?> ProjectProperties = List("--project-properties", "MSBuild properties that tell a client from a server: UseMaui=true.");
    private static readonly Option<string?> Database = new("--database") { Description = "The name of the setting that holds the connection string of the app's database." };
    private static readonly Option<string?> PlansFile = new("--plans-file") { Description = "An export of the app's table of plans, CSV or JSON, instead of the database." };
    private static readonly Option<string?> MigrationDirectory = new("--migration-directory") { Description = $"Where migrations are written; {MigrationFile.DefaultDirectory} by default." };
    private static readonly Option<string?> Snapshot = new("--snapshot") { Description = "The file through which the projects of one build share Stripe's answers." };

    public static Command Create()
    {
        var command = CreateWithoutAction();
        command.SetAction((parsed, cancellationToken) => RunHost.RunAsync(parsed, OptionsOf, cancellationToken));
        return command;
    }

    /// <summary>The options of the gate, for a command line that runs it in a way of its own.</summary>
    public static Command CreateWithoutAction(string name = "check", string description = "Checks price map, configuration, key and prices before a publish.") =>
        new(name, description)
        {
            ProjectDirectory, ProjectFile, PriceMap, Mode, LiveEnvironments, SecretKeyNames, PublishableKeyNames, WebhookSecretNames, Required, EnvFile, UserSecretsId, LaunchProfile, NodeFrontEnd,
            StripeApi, LocalStripe, Offline, OnUnknown, TreatWarningsAsErrors, Severities, KeysPassedAsProperties, MaxRequests, Deadline, ScanList, ConfigList, ProjectProperties, Snapshot,
            Assemblies, StripeNet, Continued, GoesOn, ScanPrices, Probe, Suppressions, RequireBoth, Receipt, ReceiptDays, Database, PlansFile, MigrationDirectory,
            RunHost.Protocol, RunHost.Parent, RunHost.ReportDirectory,
        };

    /// <exception cref="ConfigurationException">A value means nothing.</exception>
    internal static PreflightOptions OptionsOf(ParseResult parsed)
    {
        var directory = Path.GetFullPath(parsed.GetValue(ProjectDirectory) ?? ".");
        var names = new SettingNames();
        return new PreflightOptions
        {
            ProjectDirectory = directory,
            ProjectFile = parsed.GetValue(ProjectFile) is { } file ? Path.GetFullPath(file, directory) : OnlyProjectIn(directory),
            PriceMap = parsed.GetValue(PriceMap),
            Mode = Parse(parsed.GetValue(Mode), "PaymentSafetyMode", "live or test", StripeModes.Parse),
            LiveEnvironments = Items(parsed, LiveEnvironments) ?? ModeDecision.DefaultLiveEnvironments,
            Names = names with
            {
                SecretKey = Items(parsed, SecretKeyNames) ?? names.SecretKey,
                PublishableKey = Items(parsed, PublishableKeyNames) ?? names.PublishableKey,
                WebhookSecret = Items(parsed, WebhookSecretNames) ?? names.WebhookSecret,
                Required = Items(parsed, Required) ?? names.Required,
            },
            EnvFile = parsed.GetValue(EnvFile),
            UserSecretsId = parsed.GetValue(UserSecretsId),
            LaunchProfile = parsed.GetValue(LaunchProfile),
            NodeFrontEnd = parsed.GetValue(NodeFrontEnd),
            StripeApi = parsed.GetValue(StripeApi),
            LocalStripe = parsed.GetValue(LocalStripe),
            Offline = parsed.GetValue(Offline),
            OnUnknown = Parse(parsed.GetValue(OnUnknown), "PaymentSafetyOnUnknown", "error, warning or message", word => SeverityOf(word) is var severity && severity == Severity.None ? null : severity),
            TreatWarningsAsErrors = parsed.GetValue(TreatWarningsAsErrors),
            Severities = SeveritiesOf(Items(parsed, Severities) ?? []),
            KeysPassedAsProperties = Items(parsed, KeysPassedAsProperties) ?? [],
            MaxRequests = Parse(parsed.GetValue(MaxRequests), "PaymentSafetyMaxRequests", "a whole number, 1 or more", PositiveOf),
            Deadline = Parse(parsed.GetValue(Deadline), "PaymentSafetyDeadline", "a whole number of seconds, 1 or more", PositiveOf) is { } seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromSeconds(120),
            ScanList = parsed.GetValue(ScanList),
            Assemblies = Items(parsed, Assemblies) ?? [],
            StripeNet = parsed.GetValue(StripeNet),
            IsContinued = parsed.GetValue(Continued),
            GoesOn = parsed.GetValue(GoesOn),
            ScanPrices = parsed.GetValue(ScanPrices),
            Probe = Parse(parsed.GetValue(Probe), "PaymentSafetyProbeWebhook", "true, signed or false", ProbeOf) ?? ProbeKind.None,
            Suppressions = parsed.GetValue(Suppressions),
            RequireBoth = parsed.GetValue(RequireBoth),
            Receipt = parsed.GetValue(Receipt),
            ReceiptDays = Parse(parsed.GetValue(ReceiptDays), "PaymentSafetyReceiptDays", "a whole number of days, 1 or more", PositiveOf) ?? 7,
            Database = SettingNameOf(parsed.GetValue(Database)),
            PlansFile = parsed.GetValue(PlansFile),
            MigrationDirectory = parsed.GetValue(MigrationDirectory) ?? MigrationFile.DefaultDirectory,
            ConfigList = parsed.GetValue(ConfigList),
            Client = ClientOf(Items(parsed, ProjectProperties) ?? []),
            SnapshotFile = parsed.GetValue(Snapshot),
        };
    }

    /// <summary>The folder's project file, where it has one and no more: a place that an editor can open, where the folder is none.</summary>
    private static string? OnlyProjectIn(string directory) =>
        Directory.Exists(directory) && Directory.EnumerateFiles(directory, "*.*proj").Take(2).ToList() is [var only] ? only : null;

    private static Option<string?> List(string name, string description) => new(name) { Description = description + " Separated by semicolons." };

    private static string[]? Items(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } items ? items : null;

    private static T? Parse<T>(string? word, string setting, string expected, Func<string, T?> parse)
        where T : struct =>
        word is null ? null : parse(word) ?? throw new ConfigurationException(setting, expected, word);

    // The value itself is not repeated: it would be the password.
    private static string? SettingNameOf(string? word) => word is null || word.AsSpan().IndexOfAny('=', ';', '/') < 0
        ? word
        : throw new ConfigurationException("PaymentSafetyDatabase", "the name of an environment variable or configuration key", "a connection string, which has no place in a property");

    private static ProbeKind? ProbeOf(string word) => word.Trim().ToLowerInvariant() switch
    {
        "false" => ProbeKind.None,
        "true" => ProbeKind.Forged,
        "signed" => ProbeKind.Signed,
        _ => null,
    };

    private static int? PositiveOf(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static Severity? SeverityOf(string word) => word.Trim().ToLowerInvariant() switch
    {
        "none" => Severity.None,
        "message" => Severity.Message,
        "warning" => Severity.Warning,
        "error" => Severity.Error,
        _ => null,
    };

    private static ClientKind ClientOf(string[] items)
    {
        var properties = items.Select(item => item.Split('=', 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        return ClientProject.KindOf(name => properties.GetValueOrDefault(name));
    }

    private static Dictionary<string, Severity> SeveritiesOf(IEnumerable<string> items)
    {
        var severities = new Dictionary<string, Severity>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
        {
            var (id, word) = item.IndexOf('=') is > 0 and var equals ? (item[..equals].Trim(), item[(equals + 1)..]) : (item, "");
            if (CheckTable.Find(id) is null)
                throw new ConfigurationException("PaymentSafetySeverity_" + id, "named after a check", id);
            severities[id] = SeverityOf(word) ?? throw new ConfigurationException("PaymentSafetySeverity_" + id, "none, message, warning or error", word);
        }

        return severities;
    }
}
