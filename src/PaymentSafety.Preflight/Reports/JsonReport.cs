using System.Globalization;
using System.Text;
using System.Text.Json;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Reports;

/// <summary>The result of a run as a file: <c>preflight.json</c>.</summary>
internal static class JsonReport
{
    public const string FileName = "preflight.json";

    /// <summary>The name and version of this tool.</summary>
    public static string Tool { get; } = "PaymentSafety " + typeof(JsonReport).Assembly.GetName().Version!.ToString(3);

    /// <summary>Takes the last run's result away, so that a run that breaks off cannot be taken for it.</summary>
    public static void Clear(string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var name in new[] { FileName, SarifReport.FileName, MarkdownReport.FileName, HtmlReport.FileName })
            File.Delete(Path.Combine(directory, name));
    }

    /// <summary>What the last run told, by code and message; empty when it left no result.</summary>
    public static IReadOnlySet<ToldLine> ReadTold(string directory)
    {
        try
        {
            using var stream = File.OpenRead(Path.Combine(directory, FileName));
            using var last = JsonDocument.Parse(stream);
            return last.RootElement.GetProperty("told").EnumerateArray().Select(told => new ToldLine(told.GetProperty("code").GetString()!, told.GetProperty("message").GetString()!)).ToHashSet();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Then everything is told again, which is no harm.
            return new HashSet<ToldLine>();
        }
    }

    public static void Write(string directory, PreflightFacts facts, PreflightResult result, TimeSpan elapsed, Redactor redactor)
    {
        ReportFile.Write(directory, FileName, Text(facts, result, elapsed, redactor));
    }

    // By hand: a serializer takes longer to set itself up than the report to write.
    public static string Text(PreflightFacts facts, PreflightResult result, TimeSpan elapsed, Redactor redactor)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            Run(json, facts, result, elapsed);
            json.WriteStartArray("told");
            foreach (var diagnostic in result.Diagnostics)
                Told(json, diagnostic, redactor);
            json.WriteEndArray();
            json.WriteStartArray("checks");
            var told = result.Diagnostics.ToLookup(diagnostic => diagnostic.Code);
            foreach (var check in result.Checks)
                CheckOf(json, check, told, redactor);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Run(Utf8JsonWriter json, PreflightFacts facts, PreflightResult result, TimeSpan elapsed)
    {
        json.WriteString("tool", Tool);
        json.WriteString("utc", DateTimeOffset.UtcNow);
        json.WriteString("project", facts.Project.File);
        json.WriteString("mode", facts.Mode.ToString().ToLowerInvariant());
        json.WriteString("environment", facts.Decision.EnvironmentName);
        json.WriteString("decidedBy", facts.Decision.Reason);
        Optional(json, "priceMap", facts.Map.Map?.Path);
        json.WriteNumber("requests", facts.Stripe.Requests);
        json.WriteBoolean("answersShared", facts.Stripe.Shared);
        json.WriteBoolean("provedAgainstStripe", facts.Stripe is { Offline: false, StandIn: null, Obstacle: null, KeyWasTaken: true });
        Optional(json, "caveat", ClosingLine.Caveat(facts.Stripe));
        json.WriteNumber("exitCode", (int)result.ExitCode);
        json.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 3));
    }

    /// <summary>A line that a person read, each once; what left many checks open is one of them.</summary>
    private static void Told(Utf8JsonWriter json, Diagnostic diagnostic, Redactor redactor)
    {
        json.WriteStartObject();
        json.WriteString("severity", diagnostic.Severity.ToString().ToLowerInvariant());
        json.WriteString("code", diagnostic.Code);
        json.WriteString("message", redactor.Clean(diagnostic.Finding.Message));
        json.WriteString("fix", redactor.Clean(diagnostic.Finding.Fix));
        json.WriteEndObject();
    }

    private static void CheckOf(Utf8JsonWriter json, CheckResult check, ILookup<string, Diagnostic> told, Redactor redactor)
    {
        json.WriteStartObject();
        json.WriteString("id", check.Check.Id);
        json.WriteString("status", check.Status.ToString().ToLowerInvariant());
        Optional(json, "reason", check.Reason is { } reason ? redactor.Clean(reason) : null);
        if (check.Findings.Count > 0)
        {
            json.WriteStartArray("findings");
            foreach (var finding in check.Findings)
                FindingOf(json, finding, told, redactor);
            json.WriteEndArray();
        }

        if (check.Suppressed.Count > 0)
        {
            json.WriteStartArray("suppressed");
            foreach (var (finding, by) in check.Suppressed)
            {
                json.WriteStartObject();
                json.WriteString("message", redactor.Clean(finding.Message));
                json.WriteString("reason", redactor.Clean(by.Reason));
                json.WriteString("expires", by.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void FindingOf(Utf8JsonWriter json, Finding finding, ILookup<string, Diagnostic> told, Redactor redactor)
    {
        json.WriteStartObject();
        json.WriteString("code", finding.Check.Id);
        json.WriteString("severity", told[finding.Check.Id].Select(diagnostic => diagnostic.Severity).DefaultIfEmpty(Severity.None).Max().ToString().ToLowerInvariant());
        json.WriteString("message", redactor.Clean(finding.Message));
        json.WriteString("fix", redactor.Clean(finding.Fix));
        json.WriteString("help", finding.Check.HelpLink);
        if (finding.Place is { } place)
        {
            json.WriteString("file", place.File);
            json.WriteNumber("line", place.Position.Line);
            json.WriteNumber("column", place.Position.Column);
        }

        if (finding.Fault?.HttpStatus is { } status)
            json.WriteNumber("httpStatus", status);
        Optional(json, "requestId", finding.Fault?.RequestId);
        Optional(json, "detail", finding.Fault?.Detail is { } detail ? redactor.Clean(detail) : null);
        json.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
