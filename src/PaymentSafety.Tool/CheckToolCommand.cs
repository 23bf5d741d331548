using System.CommandLine;
using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.Preflight.Reports;
using PaymentSafety.Tool.Database;
using Spectre.Console;

namespace PaymentSafety.Tool;

/// <summary><c>payment-safety check</c>: the gate for one project, for a person, a log or a program.</summary>
internal static class CheckToolCommand
{
    public static Command Create()
    {
        var command = CheckCommand.CreateWithoutAction();
        command.Add(ToolCommand.Json);
        command.SetAction((parsed, cancellationToken) =>
            parsed.GetValue(ToolCommand.Json) ? JsonAsync(parsed, cancellationToken)
            : parsed.GetValue(RunHost.Protocol) || !IsTerminal(parsed) ? RunHost.RunAsync(parsed, ToolPlanReaders.OptionsOf, cancellationToken)
            : OnTerminalAsync(parsed, cancellationToken));
        return command;
    }

    /// <summary>What a person reads goes to standard error, so that a pipe gets the object alone; without a result it gets nothing.</summary>
    private static Task<int> JsonAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var redactor = new Redactor();
        return RunHost.RunAsync(
            parsed, ToolPlanReaders.OptionsOf, new PlainReporter(parsed.InvocationConfiguration.Error, redactor), redactor,
            run => parsed.InvocationConfiguration.Output.WriteLine(run.ToJson()), cancellationToken);
    }

    private static Task<int> OnTerminalAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var redactor = new Redactor();
        var reporter = new TerminalReporter(AnsiConsole.Console, redactor);
        return AnsiConsole.Console.Status().StartAsync("Asking Stripe…", status =>
        {
            reporter.Progress = line => status.Status(Markup.Escape(line));
            return RunHost.RunAsync(parsed, ToolPlanReaders.OptionsOf, reporter, redactor, ended: null, cancellationToken);
        });
    }

    private static bool IsTerminal(ParseResult parsed) =>
        ReferenceEquals(parsed.InvocationConfiguration.Output, Console.Out) && !Console.IsOutputRedirected && AnsiConsole.Console.Profile.Capabilities.Interactive;
}
