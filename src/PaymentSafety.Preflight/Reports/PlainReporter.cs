using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Reports;

/// <summary>Speaks to a person at a terminal, in the form that compilers use and editors and CI systems understand.</summary>
internal sealed class PlainReporter(TextWriter output, Redactor redactor) : IReporter
{
    public void Say(string line) => output.WriteLine(redactor.Clean(line));

    public void Report(Diagnostic diagnostic)
    {
        var place = diagnostic.Finding.Place is { } where ? $"{where.File}({where.Position.Line},{where.Position.Column}): " : "";
        var severity = diagnostic.Severity == Severity.Message ? "info" : diagnostic.Severity.ToString().ToLowerInvariant();
        output.WriteLine(redactor.Clean($"{place}{severity} {diagnostic.Code}: {diagnostic.Text} ({diagnostic.HelpLink})"));
    }

    public void Done(ExitCode exitCode) => output.Flush();
}
