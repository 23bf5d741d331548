using System.Collections;
using System.CommandLine;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Reports;

namespace PaymentSafety.Preflight.CommandLine;

/// <summary>What surrounds a run: where it speaks, when it is stopped, and what is told when it breaks off.</summary>
internal static class RunHost
{
    public static readonly Option<bool> Protocol = new("--protocol") { Description = "Speak to the MSBuild task instead of a person." };
    public static readonly Option<int?> Parent = new("--parent") { Description = "Stop when the process with this id is gone." };
    public static readonly Option<string?> ReportDirectory = new("--report-directory") { Description = "Where preflight.json is written." };

    /// <summary>How long the build is waited for before what is known so far is written down.</summary>
    private static readonly TimeSpan Promptly = TimeSpan.FromMilliseconds(500);

    public static Task<int> RunAsync(ParseResult parsed, Func<ParseResult, PreflightOptions> read, CancellationToken cancellationToken)
    {
        var redactor = new Redactor();
        var output = parsed.InvocationConfiguration.Output;
        IReporter reporter = parsed.GetValue(Protocol) ? new ProtocolReporter(output, redactor) : new PlainReporter(output, redactor);
        return RunAsync(parsed, read, reporter, redactor, ended: null, cancellationToken);
    }

    /// <param name="ended">Told of the run when it has come to a result.</param>
    public static async Task<int> RunAsync(
        ParseResult parsed, Func<ParseResult, PreflightOptions> read, IReporter reporter, Redactor redactor, Action<PreflightRun>? ended, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var exitCode = await RunAsync(parsed, read, reporter, redactor, ended, stop).ConfigureAwait(false);
        reporter.Done(exitCode);
        return (int)exitCode;
    }

    private static async Task<ExitCode> RunAsync(
        ParseResult parsed, Func<ParseResult, PreflightOptions> read, IReporter reporter, Redactor redactor, Action<PreflightRun>? ended, CancellationTokenSource stop)
    {
        var project = PreflightOptions.ProjectPlace(parsed.GetValue(CheckCommand.ProjectFile));
        try
        {
            ParentWatch.Start(parsed.GetValue(Parent), stop);
            var options = read(parsed);
            stop.CancelAfter(LimitOf(options));
            var variables = Variables();
            var run = new PreflightRun(options, variables, reporter, redactor, parsed.GetValue(ReportDirectory));
            await using var shared = run.ConfigureAwait(false);
            var exitCode = await run.CheckAsync(stop.Token).ConfigureAwait(false);
            if (!options.GoesOn || run.Result!.StopsThePublish)
            {
                run.Keep();
                ended?.Invoke(run);
                return exitCode;
            }

            reporter.Paused(exitCode);
            // The compiler takes the time that it takes.
            stop.CancelAfter(Timeout.InfiniteTimeSpan);
            using var input = new StreamReader(Console.OpenStandardInput());
            var compiled = CompiledApp.ReadAsync(input, stop.Token);
            // A build that goes on at once has the result written when it is whole; one that compiles leaves the time for it.
            await Task.WhenAny(compiled, Task.Delay(Promptly, stop.Token)).ConfigureAwait(false);
            if (!compiled.IsCompletedSuccessfully || await compiled.ConfigureAwait(false) is null)
                run.Keep();
            if (await compiled.ConfigureAwait(false) is not { } app)
                return exitCode;
            stop.CancelAfter(LimitOf(options));
            options = options with { GoesOn = false, IsContinued = true, Assemblies = app.Assemblies, StripeNet = app.StripeNet };
            return await new PreflightRun(options, variables, reporter, redactor, parsed.GetValue(ReportDirectory), run).RunAsync(stop.Token).ConfigureAwait(false);
        }
        catch (ConfigurationException exception)
        {
            reporter.Report(new Diagnostic(Severity.Error, CheckTable.WrongUse.At(
                project, ("setting", exception.Setting), ("expected", exception.Expected), ("actual", exception.Actual))));
            return ExitCode.WrongUse;
        }
        catch (OperationCanceledException)
        {
            reporter.Report(new Diagnostic(Severity.Error, CheckTable.Stopped.At(project)));
            return ExitCode.Unknown;
        }
        catch (Exception exception)
        {
            // The last resort: whatever went wrong, the publish must not go on as if the gate had spoken.
            reporter.Say(exception.ToString());
            reporter.Report(new Diagnostic(Severity.Error, CheckTable.Crashed.At(project, ("reason", $"{exception.GetType().Name}: {exception.Message}"))));
            return ExitCode.Failed;
        }
    }

    // The client keeps the deadline of its requests; this one also covers waiting for other projects of the build.
    private static TimeSpan LimitOf(PreflightOptions options) => (2 * options.Deadline) + TimeSpan.FromSeconds(15);

    /// <summary>The environment variables of this process.</summary>
    public static Dictionary<string, string> Variables()
    {
        // Names differ by letter case on Linux; PreflightRun looks them up as they are written.
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        return variables;
    }
}
