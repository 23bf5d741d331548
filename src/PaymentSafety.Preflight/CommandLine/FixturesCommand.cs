using System.CommandLine;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Creation;
using PaymentSafety.Preflight.Reports;

namespace PaymentSafety.Preflight.CommandLine;

/// <summary>
/// <c>payment-safety prices fixtures</c>: writes what the map wants and has no ids for, as a file for <c>stripe fixtures</c>. It asks nobody and needs
/// no key, so that it is also a target of the build.
/// </summary>
internal static class FixturesCommand
{
    private static readonly Option<string?> Output = new("--output") { Description = "The file to write; stripe-fixtures.{mode}.json by default, - for standard output." };

    public static Command Create()
    {
        var command = new Command("fixtures", "Writes the products and prices that the map has no ids for, as a file for `stripe fixtures`.") { MapOptions.ProjectDirectory, MapOptions.PriceMap, MapOptions.Mode, Output };
        command.SetAction(parsed =>
        {
            var toOutput = parsed.GetValue(Output) == "-";
            var reporter = new PlainReporter(toOutput ? parsed.InvocationConfiguration.Error : parsed.InvocationConfiguration.Output, new Redactor());
            if (MapOptions.Read(parsed, reporter) is not var (map, mode))
                return (int)ExitCode.WrongUse;

            var plan = CreationPlanner.Plan(map, mode);
            var problems = plan.Problems.Concat(plan.Prices.Where(HoldsTemplate).Select(Template)).ToList();
            problems.ForEach(problem => reporter.Report(new Diagnostic(Severity.Error, problem)));
            if (problems.Count > 0)
                return (int)ExitCode.Failed;

            var text = FixturesFile.Text(plan);
            if (toOutput)
                parsed.InvocationConfiguration.Output.Write(text);
            else
                Write(parsed, reporter, text, mode, plan);
            return (int)ExitCode.Passed;
        });
        return command;
    }

    private static void Write(ParseResult parsed, PlainReporter reporter, string text, StripeMode mode, CreationPlan plan)
    {
        var path = Path.GetFullPath(parsed.GetValue(Output) ?? $"stripe-fixtures.{mode.Word()}.json", MapOptions.Directory(parsed));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        ReportFile.Write(Path.GetDirectoryName(path)!, Path.GetFileName(path), text);
        reporter.Say($"Wrote {path}: {Words.Number(plan.Products.Count())} products and {Words.Number(plan.Prices.Count)} prices. Load it once: stripe fixtures {Path.GetFileName(path)}");
    }

    /// <summary>The CLI replaces ${name:field} in every text.</summary>
    private static bool HoldsTemplate(PriceToCreate price) => price.Fields().Concat(price.Product.Fields()).Any(field => field.Value.Contains("${", StringComparison.Ordinal));

    private static Finding Template(PriceToCreate price) => CheckTable.CannotBeCreated.At(
        price.Slot.Place, ("plan", price.Plan.Name), ("reason", "the Stripe CLI would replace the '${' in one of its texts"), ("example", "another text, or create it with `payment-safety prices apply`"));
}
