using System.CommandLine;
using PaymentSafety.Preflight;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.Preflight.Creation;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Reports;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Tool.Prices;

/// <summary>
/// <c>payment-safety prices apply</c>: creates what the account lacks and writes the ids into the map. The only command that writes to Stripe: with a
/// key of its own, after a word was typed, and never in a build.
/// </summary>
internal static class ApplyCommand
{
    /// <summary>What MSBuild sets for the programs that it starts, and `dotnet run` and a shell do not.</summary>
    private static readonly string[] MsBuildVariables = ["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly", "MSBUILD_EXE_PATH"];

    private static readonly Option<bool> Yes = new("--yes") { Description = "Create without asking." };

    public static Command Create(ToolHost host)
    {
        var command = PricesCommand.WithOptions("apply", "Creates the products and prices that the account lacks and writes their ids into the map. The only command that writes to Stripe.");
        command.Add(Yes);
        command.SetAction((parsed, cancellationToken) => PricesCommand.RunAsync(parsed, stop => RunAsync(parsed, host, stop), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, ToolHost host, CancellationToken cancellationToken)
    {
        var redactor = new Redactor();
        var output = parsed.GetValue(ToolCommand.Json) ? parsed.InvocationConfiguration.Error : parsed.InvocationConfiguration.Output;
        var reporter = new PlainReporter(output, redactor);
        if (MsBuildVariables.FirstOrDefault(host.Variables.ContainsKey) is { } variable)
            return (int)Refuse(reporter, CheckTable.InsideMsBuild.At(null, ("variable", variable)));
        if (MapOptions.Read(parsed, reporter) is not var (map, mode))
            return (int)ExitCode.WrongUse;
        var (key, problem) = CreationKeySource.ToWrite(parsed.GetValue(PricesCommand.KeyVariable), mode, host.Variables);
        if (problem is not null)
            return (int)Refuse(reporter, problem);
        if (key is null || PricesCommand.ApiOptions(parsed, host, reporter, map, mode) is not { } options)
            return (int)ExitCode.WrongUse;

        redactor.Hide(host.Variables[key.Name]);
        using var client = new StripeApiClient(key, options);
        var account = new AccountReader(client, key.Name);
        reporter.Say($"PaymentSafety: {Path.GetFileName(map.Path)} and the account of {key} ({key.Name}), {mode.Word()} mode.");
        var state = await account.ReadAsync(map, mode, cancellationToken).ConfigureAwait(false);
        if (PricesCommand.Tell(state, reporter, map) is { } exitCode)
            return (int)exitCode;
        foreach (var line in StateText.Lines(state))
            reporter.Say(line);
        reporter.Say($"PaymentSafety: {StateText.Summary(state)}");
        using var stripe = new StripeCatalogueWriter(key, options);
        var result = await ApplyAsync(new PriceMapWriter(map.Path)).ConfigureAwait(false);
        if (result == ExitCode.Passed && parsed.GetValue(ToolCommand.Json))
            parsed.InvocationConfiguration.Output.WriteLine(redactor.Clean(JsonText.Of(json => StateText.Write(json, state, map, mode))));
        return (int)result;

        async Task<ExitCode> ApplyAsync(PriceMapWriter file)
        {
            if (state.Count(PlanStatus.Missing) + state.Count(PlanStatus.Found) == 0)
            {
                reporter.Say($"PaymentSafety: nothing to create; {Path.GetFileName(map.Path)} holds every {mode.Word()} price.");
                return ExitCode.Passed;
            }

            if (Unwritable(file, map) is { } unwritable)
                return Refuse(reporter, unwritable, ExitCode.Failed);
            if (!parsed.GetValue(Yes) && !Confirmed(output, host.Input, state, mode, key))
                return Refuse(reporter, CheckTable.NotConfirmed.At(null, ("word", mode.Word())), ExitCode.Failed);

            var creator = new PriceCreator(account, stripe, file, map, mode, reporter);
            var end = await creator.RunAsync(state, cancellationToken).ConfigureAwait(false);
            if (end is not null)
                reporter.Report(new Diagnostic(Severity.Error, end));
            state = state with { Plans = [.. state.Plans.Select(plan => creator.Written.TryGetValue(plan.Plan.Name, out var id) ? new PlanState(plan.Plan, PlanStatus.Exists, id) : plan)], MissingProducts = new Dictionary<string, ProductToCreate>() };
            reporter.Say($"PaymentSafety: created {StateText.Count(creator.Products, "product")} and {StateText.Count(creator.Prices, "price")}"
                + (end is null ? $"; {Path.GetFileName(map.Path)} holds every {mode.Word()} price." : " before that; run the command again to go on."));
            return end is null ? ExitCode.Passed : end.IsUnknown ? ExitCode.Unknown : ExitCode.Failed;
        }
    }

    private static bool Confirmed(TextWriter output, TextReader input, AccountState state, StripeMode mode, StripeApiKey key)
    {
        output.Write(
            $"Type {mode.Word()} to create {StateText.Count(state.MissingProducts.Count, "product")} and {StateText.Count(state.Count(PlanStatus.Missing), "price")} in {mode.Word()} mode with {key}: ");
        output.Flush();
        return input.ReadLine()?.Trim() == mode.Word();
    }

    private static Finding? Unwritable(PriceMapWriter file, PriceMap map)
    {
        try
        {
            file.EnsureWritable();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return CheckTable.MapNotWritten.At(new SourcePlace(map.Path, Core.Json.TextPosition.Start), ("reason", exception.Message.TrimEnd('.')));
        }
    }

    private static ExitCode Refuse(PlainReporter reporter, Finding finding, ExitCode exitCode = ExitCode.WrongUse)
    {
        reporter.Report(new Diagnostic(Severity.Error, finding));
        return exitCode;
    }
}
