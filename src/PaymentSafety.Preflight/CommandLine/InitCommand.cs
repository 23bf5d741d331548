using System.CommandLine;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Reports;

namespace PaymentSafety.Preflight.CommandLine;

/// <summary><c>payment-safety init</c>: writes a first price map, to be filled in.</summary>
internal static class InitCommand
{
    private static readonly Option<string?> Directory = new("--project-directory") { Description = "The app's folder; the current one by default." };
    private static readonly Option<string?> PriceMap = new("--price-map") { Description = "The file to write; stripe-prices.json by default." };

    public static Command Create()
    {
        var command = new Command("init", "Writes a first price map; an existing one is left as it is.") { Directory, PriceMap };
        command.SetAction(parsed =>
        {
            var directory = Path.GetFullPath(parsed.GetValue(Directory) ?? ".");
            var path = Path.GetFullPath(parsed.GetValue(PriceMap) ?? PriceMapFile.DefaultNames[0], directory);
            var reporter = new PlainReporter(parsed.InvocationConfiguration.Output, new Redactor());
            if (PriceMapStarter.TryWrite(path))
            {
                reporter.Say($"Wrote {path}. Put in your plans and the ids of their prices; null means: not created yet.");
                return (int)ExitCode.Passed;
            }

            reporter.Report(new Diagnostic(Severity.Error, CheckTable.MapIsThere.At(new SourcePlace(path, TextPosition.Start), ("path", Path.GetFileName(path)))));
            return (int)ExitCode.WrongUse;
        });
        return command;
    }
}
