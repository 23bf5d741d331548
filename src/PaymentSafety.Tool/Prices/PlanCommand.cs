using System.CommandLine;
using PaymentSafety.Preflight;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.Preflight.Reports;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Tool.Prices;

/// <summary><c>payment-safety prices plan</c>: what the account lacks. It only reads.</summary>
internal static class PlanCommand
{
    public static Command Create(ToolHost host)
    {
        var command = PricesCommand.WithOptions("plan", "Shows which products and prices of the map the account lacks. Reads only.");
        command.SetAction((parsed, cancellationToken) => PricesCommand.RunAsync(parsed, stop => RunAsync(parsed, host, stop), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, ToolHost host, CancellationToken cancellationToken)
    {
        var redactor = new Redactor();
        var asJson = parsed.GetValue(ToolCommand.Json);
        var reporter = new PlainReporter(asJson ? parsed.InvocationConfiguration.Error : parsed.InvocationConfiguration.Output, redactor);
        if (MapOptions.Read(parsed, reporter) is not var (map, mode))
            return (int)ExitCode.WrongUse;
        var (key, problem) = CreationKeySource.ToRead(parsed.GetValue(PricesCommand.KeyVariable), mode, host.Variables);
        if (problem is not null)
            reporter.Report(new Diagnostic(Severity.Error, problem));
        if (key is null || PricesCommand.ApiOptions(parsed, host, reporter, map, mode) is not { } options)
            return (int)ExitCode.WrongUse;

        using var client = new StripeApiClient(key, options);
        reporter.Say($"PaymentSafety: {Path.GetFileName(map.Path)} and the account of {key} ({key.Name}), {mode.Word()} mode.");
        var state = await new AccountReader(client, key.Name).ReadAsync(map, mode, cancellationToken).ConfigureAwait(false);
        var exitCode = PricesCommand.Tell(state, reporter, map) ?? ExitCode.Passed;
        foreach (var line in StateText.Lines(state))
            reporter.Say(line);
        reporter.Say($"PaymentSafety: {StateText.Summary(state)}");
        if (exitCode == ExitCode.Passed && state.Count(PlanStatus.Missing) + state.Count(PlanStatus.Found) > 0)
            reporter.Say($"PaymentSafety: nothing was changed. To create them: payment-safety prices apply --mode {mode.Word()}");
        if (asJson)
            parsed.InvocationConfiguration.Output.WriteLine(redactor.Clean(JsonText.Of(json => StateText.Write(json, state, map, mode))));
        return (int)exitCode;
    }
}
