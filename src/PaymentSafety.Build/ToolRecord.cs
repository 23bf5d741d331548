namespace PaymentSafety.Build;

/// <summary>One line of the tool: <c>##pf:</c> and a JSON object.</summary>
internal sealed class ToolRecord
{
    public const string Say = "say";
    public const string Diagnostic = "diagnostic";
    public const string Paused = "paused";
    public const string Done = "done";

    private const string Prefix = "##pf:";

    private ToolRecord(FlatObject fields)
    {
        Type = fields.Text("type");
        Text = fields.Text("text");
        Severity = fields.Text("severity");
        Code = fields.Text("code");
        Help = fields.Text("help");
        File = fields.Text("file");
        Line = fields.Number("line") ?? 0;
        Column = fields.Number("column") ?? 0;
        Exit = fields.Number("exit");
    }

    public string? Type { get; }

    public string? Text { get; }

    public string? Severity { get; }

    public string? Code { get; }

    public string? Help { get; }

    public string? File { get; }

    public int Line { get; }

    public int Column { get; }

    public int? Exit { get; }

    /// <summary>Null for a line that is no record, or a cut-off one.</summary>
    public static ToolRecord? TryParse(string line) =>
        line.StartsWith(Prefix, StringComparison.Ordinal) && FlatObject.TryParse(line.Substring(Prefix.Length)) is { } fields ? new ToolRecord(fields) : null;
}
