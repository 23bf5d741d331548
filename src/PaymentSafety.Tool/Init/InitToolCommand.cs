using System.CommandLine;
using PaymentSafety.Preflight;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Reports;

namespace PaymentSafety.Tool.Init;

/// <summary><c>payment-safety init</c>: writes a first price map, as an example, from the account, or from the price ids in compiled code.</summary>
internal static class InitToolCommand
{
    private static readonly Option<string?> FromCode = new("--from-code") { Description = "An assembly whose constants hold price ids: bin/Release/net8.0/Shop.dll." };
    private static readonly Option<bool> FromAccount = new("--from-account") { Description = "The active prices of the account that the configured key belongs to; with a key of the other mode in PAYMENTSAFETY_STRIPE_KEY_TEST or _LIVE, both modes." };

    public static Command Create()
    {
        var command = CheckCommand.CreateWithoutAction("init", "Writes a first price map; an existing one is left as it is.");
        command.Add(FromCode);
        command.Add(FromAccount);
        command.Add(ToolCommand.Json);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var redactor = new Redactor();
        var reporter = new PlainReporter(parsed.GetValue(ToolCommand.Json) ? parsed.InvocationConfiguration.Error : parsed.InvocationConfiguration.Output, redactor);
        PairedPlans? plans = null;
        if (parsed.GetValue(FromAccount))
        {
            var (found, exitCode) = await AccountPlans.ReadAsync(parsed, reporter, redactor, cancellationToken).ConfigureAwait(false);
            if (found is null)
                return exitCode;
            plans = found;
        }
        else if (parsed.GetValue(FromCode) is { } assembly)
        {
            try
            {
                plans = new PairedPlans(CodePlans.Read(Path.GetFullPath(assembly)), []);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException or InvalidOperationException)
            {
                reporter.Report(new Diagnostic(Severity.Error, CheckTable.CodeUnreadable.At(null, ("file", Path.GetFileName(assembly)), ("reason", exception.Message.TrimEnd('.')))));
                return (int)ExitCode.WrongUse;
            }
        }

        if (plans is { Plans.Count: 0 })
        {
            reporter.Say(parsed.GetValue(FromAccount) ? "The account has no active prices; nothing was written." : "No constant of the assembly is a price id; nothing was written.");
            return (int)ExitCode.Failed;
        }

        var options = CheckCommand.OptionsOf(parsed);
        var path = Path.GetFullPath(options.PriceMap ?? PriceMapFile.DefaultNames[0], options.ProjectDirectory);
        if (!(plans is null ? PriceMapStarter.TryWrite(path) : PriceMapStarter.TryWrite(path, MapText.Of(plans.Plans))))
        {
            reporter.Report(new Diagnostic(Severity.Error, CheckTable.MapIsThere.At(new SourcePlace(path, TextPosition.Start), ("path", Path.GetFileName(path)))));
            return (int)ExitCode.WrongUse;
        }

        reporter.Say(plans is null
            ? $"Wrote {path}. Put in your plans and the ids of their prices; null means: not created yet."
            : $"Wrote {path} with {Words.Number(plans.Plans.Count)} plans. Check the names: they should be those of your own plans.");
        foreach (var note in plans?.Notes ?? [])
            reporter.Say("  " + note);
        if (parsed.GetValue(ToolCommand.Json))
        {
            parsed.InvocationConfiguration.Output.WriteLine(JsonText.Of(json =>
            {
                json.WriteString("priceMap", path);
                json.WriteNumber("plans", plans?.Plans.Count ?? 1);
                json.WriteStartArray("notes");
                foreach (var note in plans?.Notes ?? [])
                    json.WriteStringValue(note);
                json.WriteEndArray();
            }));
        }

        return (int)ExitCode.Passed;
    }
}
