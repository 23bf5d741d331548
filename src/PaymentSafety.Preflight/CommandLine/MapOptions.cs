using System.CommandLine;
using PaymentSafety.Core;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Reports;

namespace PaymentSafety.Preflight.CommandLine;

/// <summary>The options of a command over the price map in one mode, which is said and never decided by the environment: what such a command does is done to an account.</summary>
internal static class MapOptions
{
    public static readonly Option<string?> ProjectDirectory = new("--project-directory") { Description = "The app's folder; the current one by default." };
    public static readonly Option<string?> PriceMap = new("--price-map") { Description = "The price map; stripe-prices.json or price-map.json by default." };
    public static readonly Option<string?> Mode = new("--mode") { Description = "live or test.", Required = true };

    public static string Directory(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(ProjectDirectory) ?? ".");

    /// <summary>The map without a flaw, and the mode. A map with as much as a misspelled property is refused: "unit_ammount" would become a price that nobody can edit.</summary>
    /// <returns>Null when something is wrong, which was told.</returns>
    public static (PriceMap Map, StripeMode Mode)? Read(ParseResult parsed, IReporter reporter)
    {
        var directory = Directory(parsed);
        if (StripeModes.Parse(parsed.GetValue(Mode)) is not { } mode)
        {
            Error(reporter, CheckTable.WrongUse.At(null, ("setting", "--mode"), ("expected", "live or test"), ("actual", parsed.GetValue(Mode) ?? "")));
            return null;
        }

        var reading = PriceMapFile.Read(directory, parsed.GetValue(PriceMap), new SourcePlace(directory, TextPosition.Start));
        foreach (var problem in reading.Problems)
            Error(reporter, problem);
        return reading is { Map: { } map, Problems.Count: 0 } ? (map, mode) : null;
    }

    private static void Error(IReporter reporter, Finding finding) => reporter.Report(new Diagnostic(Severity.Error, finding));
}
