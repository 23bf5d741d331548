using System.Text;
using System.Text.Json;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Reports;

/// <summary>The result as SARIF 2.1.0 (OASIS), which code-scanning pages read: <c>preflight.sarif</c>.</summary>
internal static class SarifReport
{
    public const string FileName = "preflight.sarif";

    public static string Text(PreflightFacts facts, PreflightResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
            Write(json, facts, result);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, PreflightFacts facts, PreflightResult result)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        Tool(json, facts);
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", result.ExitCode is ExitCode.Passed or ExitCode.Failed);
        json.WriteNumber("exitCode", (int)result.ExitCode);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var diagnostic in result.Diagnostics)
            Result(json, facts, diagnostic.Finding, diagnostic.Text, diagnostic.Severity, null);
        foreach (var (finding, by) in result.Checks.SelectMany(check => check.Suppressed))
            Result(json, facts, finding, $"{finding.Message} {finding.Fix}".TrimEnd(), Severity.Warning, by);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Tool(Utf8JsonWriter json, PreflightFacts facts)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "PaymentSafety preflight");
        json.WriteString("version", typeof(SarifReport).Assembly.GetName().Version!.ToString(3));
        json.WriteString("informationUri", Check.HelpLinkBase.TrimEnd('#'));
        json.WriteStartArray("rules");
        foreach (var check in CheckTable.All)
        {
            json.WriteStartObject();
            json.WriteString("id", check.Id);
            Message(json, "shortDescription", check.Message);
            Message(json, "help", check.Fix);
            json.WriteString("helpUri", check.HelpLink);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(facts.Mode == StripeMode.Live ? check.Live : check.Test));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter json, PreflightFacts facts, Finding finding, string text, Severity severity, Suppression? by)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Check.Id);
        json.WriteNumber("ruleIndex", IndexOf(finding.Check));
        json.WriteString("kind", finding.IsUnknown ? "open" : "fail");
        // A kind other than "fail" has no level (3.27.9).
        json.WriteString("level", finding.IsUnknown ? "none" : Level(severity));
        Message(json, "message", text);
        if (finding.Place is { } place)
        {
            json.WriteStartArray("locations");
            json.WriteStartObject();
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", UriOf(place.File, facts.Options.ProjectDirectory));
            json.WriteEndObject();
            json.WriteStartObject("region");
            json.WriteNumber("startLine", place.Position.Line);
            json.WriteNumber("startColumn", place.Position.Column);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        if (by is not null)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", "external");
            json.WriteString("justification", by.Reason);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Message(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static int IndexOf(Check check)
    {
        for (var i = 0; i < CheckTable.All.Count; i++)
        {
            if (CheckTable.All[i] == check)
                return i;
        }

        throw new ArgumentException($"{check.Id} is not in the table.", nameof(check));
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Message => "note",
        _ => "none",
    };

    /// <summary>Relative to the project, so that the result is the same from every computer; what is elsewhere keeps its whole path.</summary>
    private static string UriOf(string file, string projectDirectory)
    {
        var relative = Path.GetRelativePath(projectDirectory, file);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? new Uri(Path.GetFullPath(file)).AbsoluteUri
            : string.Join('/', relative.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString));
    }
}
