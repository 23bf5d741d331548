using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using PaymentSafety.Database;
using PaymentSafety.Database.Migrations;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Plans;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Reports;
using PaymentSafety.Preflight.Snapshot;

namespace PaymentSafety.Preflight.CommandLine;

/// <summary><c>payment-safety migration</c>: writes the scripts that bring the app's table of plans from test to live prices, and back. It runs none of them.</summary>
internal static partial class MigrationCommand
{
    private static readonly Option<string?> ProjectDirectory = new("--project-directory") { Description = "The app's folder; the current one by default." };
    private static readonly Option<string?> PriceMap = new("--price-map") { Description = "The price map; stripe-prices.json or price-map.json by default." };
    private static readonly Option<string?> Provider = new("--provider") { Description = "postgresql, mysql (or mariadb) or sqlite; by default what $database in the price map says." };
    private static readonly Option<string?> Output = new("--output") { Description = $"The folder to write to; {MigrationFile.DefaultDirectory} by default." };
    private static readonly Option<string?> Suffix = new("--suffix") { Description = "The end of the names of backup and files; a date and the mark of the migration by default." };
    private static readonly Option<string?> Context = new("--ef-context") { Description = "The full name of a DbContext (Shop.Data.ShopContext): writes a migration of Entity Framework Core instead of scripts." };
    private static readonly Option<string?> Namespace = new("--ef-namespace") { Description = "The namespace of that migration; that of the DbContext and .Migrations by default." };

    public static Command Create()
    {
        var command = CreateWithoutAction();
        command.SetAction(parsed => (int)Run(parsed, new PlainReporter(parsed.InvocationConfiguration.Output, new Redactor())).ExitCode);
        return command;
    }

    /// <summary>The options, for a command line that runs it in a way of its own.</summary>
    public static Command CreateWithoutAction() => new("migration", "Writes the scripts that bring the app's table of plans from test to live prices, back, and prove it.")
    {
        ProjectDirectory, PriceMap, Provider, Output, Suffix, Context, Namespace,
    };

    /// <returns>The files of the migration, those too that were there already; empty where it was refused.</returns>
    public static (ExitCode ExitCode, IReadOnlyList<string> Files) Run(ParseResult parsed, IReporter reporter)
    {
        var files = new List<string>();
        var exitCode = Run(parsed, reporter, DateTimeOffset.UtcNow, files);
        return (exitCode, files);
    }

    private static ExitCode Run(ParseResult parsed, IReporter reporter, DateTimeOffset now, List<string> made)
    {
        var options = new PreflightOptions { ProjectDirectory = Path.GetFullPath(parsed.GetValue(ProjectDirectory) ?? "."), PriceMap = parsed.GetValue(PriceMap) };
        try
        {
            var reading = PriceMapFile.Read(options.ProjectDirectory, options.PriceMap, options.Project);
            if (MapErrors(options, reading) is { Count: > 0 } errors)
            {
                foreach (var error in errors)
                    reporter.Report(error);
                return ExitCode.Failed;
            }

            var plan = MigrationOfMap.Of(reading.Map!, ProviderOf(parsed.GetValue(Provider)));
            if (plan.Obstacle is { } obstacle)
            {
                reporter.Report(new Diagnostic(Severity.Error, CheckTable.MigrationRefused.At(reading.Map!.DatabasePlace, ("reason", obstacle.Reason), ("what", obstacle.Fix))));
                return ExitCode.Failed;
            }

            return Write(parsed, options, plan, reporter, now, made);
        }
        catch (ConfigurationException exception)
        {
            reporter.Report(new Diagnostic(Severity.Error, CheckTable.WrongUse.At(null, ("setting", exception.Setting), ("expected", exception.Expected), ("actual", exception.Actual))));
            return ExitCode.WrongUse;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            reporter.Report(new Diagnostic(Severity.Error, CheckTable.MigrationRefused.At(null, ("reason", exception.Message.TrimEnd('.')), ("what", "Name a folder that can be written to with --output"))));
            return ExitCode.WrongUse;
        }
    }

    /// <summary>What the gate would say of the map in live mode: a wrong map makes a script that writes wrong prices.</summary>
    private static List<Diagnostic> MapErrors(PreflightOptions options, PriceMapReading reading)
    {
        var decision = ModeDecision.Decide(StripeMode.Live, _ => null, ModeDecision.DefaultLiveEnvironments);
        var facts = new PreflightFacts
        {
            Options = options with { Offline = true },
            Decision = decision,
            Configuration = AppConfiguration.Read(new ConfigurationInputs { ProjectDirectory = options.ProjectDirectory, EnvironmentName = decision.EnvironmentName, Variables = new Dictionary<string, string>() }),
            Keys = new StripeKeys(null, null, null),
            Map = reading,
            Stripe = new StripeAnswers { Offline = true },
        };
        return [.. PreflightEngine.Run(facts).Diagnostics.Where(diagnostic => diagnostic is { Severity: Severity.Error } && diagnostic.Code.StartsWith("PF1", StringComparison.Ordinal))];
    }

    private static ExitCode Write(ParseResult parsed, PreflightOptions options, MigrationPlan plan, IReporter reporter, DateTimeOffset now, List<string> made)
    {
        var suffix = parsed.GetValue(Suffix) ?? MigrationScripts.DefaultSuffix(plan, now);
        if (!MigrationScripts.IsSuffix(suffix))
            throw new ConfigurationException("--suffix", "1 to 40 letters, digits and underscores", suffix);
        var folder = Path.GetFullPath(parsed.GetValue(Output) ?? options.MigrationDirectory, options.ProjectDirectory);
        var files = parsed.GetValue(Context) is { } context ? [EfFile(parsed, plan, suffix, context, now)] : MigrationWriter.Scripts(plan, suffix);
        if (MigrationWriter.Write(folder, files, out var written) is { } refused)
        {
            reporter.Report(new Diagnostic(Severity.Error, refused));
            return ExitCode.WrongUse;
        }

        made.AddRange(files.Select(file => Path.Combine(folder, file.Name)));
        if (written.Count == 0)
            reporter.Say($"{made[0]} is there already, and says the same.");
        foreach (var path in written)
            reporter.Say($"Wrote {path}.");
        reporter.Say($"{Words.Number(plan.Plans.Count)} plans, {plan.Table.Provider.Name()}. Nothing was run: read the scripts, try them on a copy, and keep the way back.");
        return ExitCode.Passed;
    }

    private static (string Name, string Content) EfFile(ParseResult parsed, MigrationPlan plan, string suffix, string context, DateTimeOffset now)
    {
        if (!DottedName().IsMatch(context))
            throw new ConfigurationException("--ef-context", "the full name of a class, such as Shop.Data.ShopContext", context);
        var ns = parsed.GetValue(Namespace) ?? (context.LastIndexOf('.') is > 0 and var dot ? context[..dot] + ".Migrations" : "Migrations");
        if (!DottedName().IsMatch(ns))
            throw new ConfigurationException("--ef-namespace", "a namespace, such as Shop.Data.Migrations", ns);
        var migration = EfMigrationClass.Of(plan, suffix, context, ns, now);
        return (string.Create(CultureInfo.InvariantCulture, $"{migration.Id}.cs"), migration.Source);
    }

    private static DatabaseProvider? ProviderOf(string? word) =>
        word is null ? null : DatabaseProviders.Parse(word) ?? throw new ConfigurationException("--provider", "postgresql, mysql, mariadb, sqlite or sqlserver", word);

    [GeneratedRegex(@"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DottedName();
}
