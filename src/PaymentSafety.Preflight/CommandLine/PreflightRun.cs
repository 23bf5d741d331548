using System.Diagnostics;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Files;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Reports;
using PaymentSafety.Preflight.Snapshot;

namespace PaymentSafety.Preflight.CommandLine;

/// <summary>One run from start to end: gather, check, tell.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="variables">The environment variables.</param>
/// <param name="reporter">Where the run speaks.</param>
/// <param name="redactor">Learns what must not be written.</param>
/// <param name="reportDirectory">Where the result is written as a file; null for nowhere.</param>
internal sealed class PreflightRun(PreflightOptions options, IReadOnlyDictionary<string, string> variables, IReporter reporter, Redactor redactor, string? reportDirectory)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <exception cref="ConfigurationException">A setting of the gate means nothing.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        if (reportDirectory is not null)
            JsonReport.Clear(reportDirectory);

        var decision = ModeDecision.Decide(options.Mode, Variable, options.LiveEnvironments);
        reporter.Say($"PaymentSafety: checking {decision.Mode.Word()} mode ({decision.Reason}).");

        var facts = Gather(decision);
        facts = facts with { Stripe = await StripeGathering.AskAsync(facts, cancellationToken).ConfigureAwait(false) };
        var result = PreflightEngine.Run(facts);

        foreach (var diagnostic in result.Diagnostics)
            reporter.Report(diagnostic);
        reporter.Say("PaymentSafety: " + ClosingLine.Of(result, facts.Stripe, _clock.Elapsed));
        if (ClosingLine.Caveat(facts.Stripe) is { } caveat)
            reporter.Say("PaymentSafety: " + caveat);
        if (reportDirectory is not null)
            JsonReport.Write(reportDirectory, facts, result, _clock.Elapsed, redactor);
        return result.ExitCode;
    }

    private PreflightFacts Gather(ModeDecision decision)
    {
        var configuration = AppConfiguration.Read(new ConfigurationInputs
        {
            ProjectDirectory = options.ProjectDirectory,
            EnvironmentName = decision.EnvironmentName,
            Variables = variables,
            UserSecretsId = options.UserSecretsId,
            EnvFile = options.EnvFile,
        });
        var keys = StripeKeys.Find(configuration, options.Names, decision.Mode);
        foreach (var value in new[] { keys.App, keys.Own, keys.Publishable, configuration.Find(options.Names.WebhookSecret) })
            redactor.Hide(value?.Value);
        return new PreflightFacts
        {
            Options = options,
            Decision = decision,
            Configuration = configuration,
            Keys = keys,
            Map = PriceMapFile.Read(options.ProjectDirectory, options.PriceMap, options.Project),
            Stripe = new StripeAnswers(),
            Files = options.ScanList is { } list ? FileScan.Read(list, options.ConfigList, options.Client) : null,
        };
    }

    private string? Variable(string name) => variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
