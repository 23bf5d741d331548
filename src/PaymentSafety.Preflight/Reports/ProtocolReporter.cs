using System.Text;
using System.Text.Json;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Reports;

/// <summary>
/// Speaks to the MSBuild task: one line of ASCII for each record, <c>##pf:</c> and a JSON object. The last record is of type <c>done</c>; a run
/// that waits for the compiler says <c>paused</c> before.
/// </summary>
internal sealed class ProtocolReporter(TextWriter output, Redactor redactor) : IReporter
{
    public const string Prefix = "##pf:";

    public void Say(string line) => Write("say", writer => writer.WriteString("text", redactor.Clean(line)));

    public void Report(Diagnostic diagnostic) => Write("diagnostic", writer =>
    {
        writer.WriteString("severity", diagnostic.Severity.ToString().ToLowerInvariant());
        writer.WriteString("code", diagnostic.Code);
        writer.WriteString("text", redactor.Clean(diagnostic.Text));
        writer.WriteString("help", diagnostic.HelpLink);
        if (diagnostic.Finding.Place is { } place)
        {
            writer.WriteString("file", redactor.Clean(place.File));
            writer.WriteNumber("line", place.Position.Line);
            writer.WriteNumber("column", place.Position.Column);
        }
    });

    public void Paused(ExitCode exitCode) => Write("paused", writer => writer.WriteNumber("exit", (int)exitCode));

    public void Done(ExitCode exitCode) => Write("done", writer => writer.WriteNumber("exit", (int)exitCode));

    private void Write(string type, Action<Utf8JsonWriter> fields)
    {
        using var buffer = new MemoryStream();
        // The default encoder escapes all that is not ASCII: no console code page can garble it.
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            fields(writer);
            writer.WriteEndObject();
        }

        output.WriteLine(Prefix + Encoding.ASCII.GetString(buffer.ToArray()));
        output.Flush();
    }
}
