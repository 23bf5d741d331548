using PaymentSafety.Preflight;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Reports;
using Spectre.Console;

namespace PaymentSafety.Tool;

/// <summary>Speaks to a person at a terminal: in colour, with what goes on shown in one line that is written over.</summary>
internal sealed class TerminalReporter(IAnsiConsole console, Redactor redactor) : IReporter
{
    private const string ProgressEnd = " so far.";

    /// <summary>Shows what goes on.</summary>
    public Action<string> Progress { get; set; } = _ => { };

    public void Say(string line)
    {
        var clean = redactor.Clean(line);
        if (clean.EndsWith(ProgressEnd, StringComparison.Ordinal))
            Progress(clean);
        else
            console.WriteLine(clean);
    }

    public void Report(Diagnostic diagnostic)
    {
        var (colour, word) = diagnostic.Severity switch
        {
            Severity.Error => ("red", "error"),
            Severity.Warning => ("yellow", "warning"),
            _ => ("grey", "info"),
        };
        var place = diagnostic.Finding.Place is { } where ? $"{Path.GetFileName(where.File)}({where.Position.Line},{where.Position.Column}) " : "";
        console.MarkupLine($"[{colour} bold]{word}[/] [link={diagnostic.HelpLink}]{diagnostic.Code}[/] [grey]{Clean(place)}[/]");
        console.MarkupLine($"  {Clean(diagnostic.Finding.Message)}");
        if (diagnostic.Finding.Fix.Length > 0)
            console.MarkupLine($"  [grey]{Clean(diagnostic.Finding.Fix)}[/]");
    }

    public void Done(ExitCode exitCode)
    {
        // The closing line has said it all.
    }

    private string Clean(string text) => Markup.Escape(redactor.Clean(text));
}
