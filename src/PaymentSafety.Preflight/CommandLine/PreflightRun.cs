using System.Diagnostics;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Code;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Files;
using PaymentSafety.Preflight.Plans;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Probing;
using PaymentSafety.Preflight.Receipts;
using PaymentSafety.Preflight.Reports;
using PaymentSafety.Preflight.Snapshot;

namespace PaymentSafety.Preflight.CommandLine;

/// <summary>One run from start to end: gather, check, tell.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="variables">The environment variables.</param>
/// <param name="reporter">Where the run speaks.</param>
/// <param name="redactor">Learns what must not be written.</param>
/// <param name="reportDirectory">Where the result is written as a file; null for nowhere.</param>
/// <param name="earlier">The part of this publish that ran before the app was compiled: what it asked is not asked again, and what it told not told.</param>
internal sealed class PreflightRun(
    PreflightOptions options, IReadOnlyDictionary<string, string> variables, IReporter reporter, Redactor redactor, string? reportDirectory, PreflightRun? earlier = null) : IAsyncDisposable
{
    /// <summary>Plans from which on the memory that reports take is worth a collection, which takes some hundredths of a second.</summary>
    private const int LargeMap = 1000;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly SharedSnapshot _snapshot = earlier?._snapshot ?? new(options.SnapshotFile, options.Deadline);

    /// <summary>What the run came to; null until it has ended.</summary>
    public PreflightResult? Result { get; private set; }

    /// <summary>What was gathered; null until everything is.</summary>
    public PreflightFacts? Facts { get; private set; }

    /// <summary>The result as the JSON report has it.</summary>
    /// <exception cref="InvalidOperationException">The run has not ended.</exception>
    public string ToJson() => Facts is { } facts && Result is { } result ? JsonReport.Text(facts, result, _clock.Elapsed, redactor) : throw new InvalidOperationException("The run has not ended.");

    /// <summary>Checks, tells and keeps the result.</summary>
    /// <exception cref="ConfigurationException">A setting of the gate means nothing.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        await using (this.ConfigureAwait(false))
        {
            var exitCode = await CheckAsync(cancellationToken).ConfigureAwait(false);
            Keep();
            return exitCode;
        }
    }

    /// <summary>Gathers, checks and tells. What is left then are files, for which nobody needs to wait: <see cref="Keep"/>.</summary>
    /// <exception cref="ConfigurationException">A setting of the gate means nothing.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public async Task<ExitCode> CheckAsync(CancellationToken cancellationToken)
    {
        var told = ReadTold();
        if (reportDirectory is not null)
            JsonReport.Clear(reportDirectory);
        Facts = await GatherAsync(cancellationToken).ConfigureAwait(false);
        Result = PreflightEngine.Run(Facts);
        Tell(Facts, Result, told);
        return Result.ExitCode;
    }

    /// <summary>Ends when other projects of the build have what they may use.</summary>
    public ValueTask DisposeAsync() => _snapshot.DisposeAsync();

    private IReadOnlySet<ToldLine> ReadTold() =>
        earlier?.Result is { } result ? result.Diagnostics.Select(LineOf).ToHashSet()
        : reportDirectory is not null && options.IsContinued ? JsonReport.ReadTold(reportDirectory)
        : new HashSet<ToldLine>();

    private ToldLine LineOf(Diagnostic diagnostic) => new(diagnostic.Code, redactor.Clean(diagnostic.Finding.Message));

    private async Task<PreflightFacts> GatherAsync(CancellationToken cancellationToken)
    {
        var profile = options.LaunchProfile is { } name ? LaunchProfile.Read(options.ProjectDirectory, name) : null;
        var decision = ModeDecision.Decide(options.Mode, variable => profile?.Variable(variable) ?? Variable(variable), options.LiveEnvironments, options.NodeFrontEnd);
        if (!options.IsContinued)
            reporter.Say($"PaymentSafety: checking {decision.Mode.Word()} mode ({decision.Reason}).");

        var facts = Gather(decision, profile);
        // Side by side: a publish waits for the slower of the two only.
        var plans = PlansGathering.ReadAsync(facts, earlier?.Facts?.Plans, redactor, cancellationToken);
        var stripe = StripeGathering.AskAsync(facts, _snapshot, new ListingProgress(reporter), cancellationToken);
        await Task.WhenAll(plans, stripe).ConfigureAwait(false);
        _snapshot.Share();
        facts = facts with { Plans = await plans.ConfigureAwait(false), Stripe = await stripe.ConfigureAwait(false) };
        return facts with { Probe = await WebhookProbe.RunAsync(facts, cancellationToken).ConfigureAwait(false) };
    }

    private void Tell(PreflightFacts facts, PreflightResult result, IReadOnlySet<ToldLine> told)
    {
        var news = result.Diagnostics.Where(diagnostic => !told.Contains(LineOf(diagnostic))).ToList();
        foreach (var diagnostic in news)
            reporter.Report(diagnostic);
        foreach (var line in news.Count > 0 || !options.IsContinued ? GroupTable.Lines(result) : [])
            reporter.Say(line);
        reporter.Say("PaymentSafety: " + ClosingLine.Of(result, facts.Stripe, _clock.Elapsed));
        if (!options.IsContinued && ClosingLine.Caveat(facts.Stripe) is { } caveat)
            reporter.Say("PaymentSafety: " + caveat);
    }

    /// <summary>Writes the result down: reports, the receipt, a job's summary.</summary>
    /// <exception cref="InvalidOperationException">There is no result.</exception>
    public void Keep()
    {
        if (Facts is not { } facts || Result is not { } result)
            throw new InvalidOperationException("There is no result.");
        if (reportDirectory is not null)
        {
            JsonReport.Write(reportDirectory, facts, result, _clock.Elapsed, redactor);
            LetGo(facts);
            ReportFile.Write(reportDirectory, SarifReport.FileName, redactor.Clean(SarifReport.Text(facts, result)));
            ReportFile.Write(reportDirectory, MarkdownReport.FileName, redactor.Clean(MarkdownReport.Text(facts, result, _clock.Elapsed)));
            LetGo(facts);
            ReportFile.Write(reportDirectory, HtmlReport.FileName, redactor.Clean(HtmlReport.Text(facts, result, _clock.Elapsed)));
        }

        if (ReceiptPath is { } receipt)
            ReceiptFile.Write(receipt, facts, result);
        if ((!options.GoesOn || result.StopsThePublish) && Variable("GITHUB_STEP_SUMMARY") is { } summary)
            ReportFile.Append(summary, redactor.Clean(MarkdownReport.Text(facts, result, _clock.Elapsed)), reporter);
    }

    /// <summary>The texts of a large map's reports are megabytes each: one is let go before the next is made.</summary>
    private static void LetGo(PreflightFacts facts)
    {
        if (facts.Map.Map?.Plans.Count >= LargeMap)
            GC.Collect();
    }

    private string? ReceiptPath =>
        options.Receipt is { } receipt ? Path.GetFullPath(receipt, options.ProjectDirectory) : reportDirectory is null ? null : Path.Combine(Path.GetFullPath(reportDirectory), ReceiptFile.Name);

    private PreflightFacts Gather(ModeDecision decision, LaunchProfile? profile)
    {
        var configuration = AppConfiguration.Read(new ConfigurationInputs
        {
            ProjectDirectory = options.ProjectDirectory,
            EnvironmentName = decision.EnvironmentName,
            Variables = variables,
            UserSecretsId = options.UserSecretsId,
            EnvFile = options.EnvFile,
            LaunchProfile = profile,
        });
        var keys = StripeKeys.Find(configuration, options.Names, decision.Mode);
        foreach (var value in new[] { keys.App, keys.Own, keys.Publishable, keys.OtherMode })
            redactor.Hide(value?.Value);
        foreach (var secret in keys.WebhookSecret?.Value.Split(';', StringSplitOptions.TrimEntries) ?? [])
            redactor.Hide(secret);
        return new PreflightFacts
        {
            Options = options,
            Decision = decision,
            Configuration = configuration,
            Keys = keys,
            Map = PriceMapFile.Read(options.ProjectDirectory, options.PriceMap, options.Project),
            Stripe = new StripeAnswers(),
            Code = options.Assemblies.Count > 0 ? AssemblyReading.Read(options.Assemblies, options.StripeNet) : null,
            Suppressions = SuppressionFile.Read(options.ProjectDirectory, options.Suppressions),
            Receipts = ReceiptPath is { } receipts ? ReceiptFile.Read(receipts) : null,
            Migrations = MigrationFile.Read(options.ProjectDirectory, options.MigrationDirectory),
            TrackedSecrets = TrackedSecrets(configuration),
            Files = options.ScanList is { } list ? FileScan.Read(list, options.ConfigList, options.Client) : null,
        };
    }

    private List<ConfigurationValue> TrackedSecrets(AppConfiguration configuration)
    {
        var secrets = configuration.Values.Concat(configuration.Others.SelectMany(other => other.Source.Values))
            .Where(value => value.Place is not null && SecretPlaceChecks.IsLiveSecret(value.Value)).ToList();
        return secrets.Count > 0 && GitIndex.Of(options.ProjectDirectory) is { } index ? secrets.FindAll(value => index.Tracks(value.Place!.File)) : [];
    }

    private string? Variable(string name) => variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
