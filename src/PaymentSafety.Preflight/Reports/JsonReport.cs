using System.Text.Json;
using System.Text.Json.Serialization;
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
    public static IReadOnlySet<(string Code, string Message)> ReadTold(string directory)
    {
        try
        {
            using var stream = File.OpenRead(Path.Combine(directory, FileName));
            var last = JsonSerializer.Deserialize(stream, ReportJson.Default.ReportContent);
            return (last?.Told ?? []).Select(told => (told.Code, told.Message)).ToHashSet();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // Then everything is told again, which is no harm.
            return new HashSet<(string, string)>();
        }
    }

    public static void Write(string directory, PreflightFacts facts, PreflightResult result, TimeSpan elapsed, Redactor redactor)
    {
        ReportFile.Write(directory, FileName, Text(facts, result, elapsed, redactor));
    }

    public static string Text(PreflightFacts facts, PreflightResult result, TimeSpan elapsed, Redactor redactor) =>
        JsonSerializer.Serialize(Content(facts, result, elapsed, redactor), ReportJson.Default.ReportContent);

    private static ReportContent Content(PreflightFacts facts, PreflightResult result, TimeSpan elapsed, Redactor redactor)
    {
        var severities = result.Diagnostics.ToLookup(diagnostic => diagnostic.Code, diagnostic => diagnostic.Severity);
        return new ReportContent
        {
            Tool = Tool,
            Utc = DateTimeOffset.UtcNow,
            Project = facts.Project.File,
            Mode = facts.Mode.ToString().ToLowerInvariant(),
            Environment = facts.Decision.EnvironmentName,
            DecidedBy = facts.Decision.Reason,
            PriceMap = facts.Map.Map?.Path,
            Requests = facts.Stripe.Requests,
            AnswersShared = facts.Stripe.Shared,
            ProvedAgainstStripe = facts.Stripe is { Offline: false, StandIn: null, Obstacle: null, KeyWasTaken: true },
            Caveat = ClosingLine.Caveat(facts.Stripe),
            ExitCode = (int)result.ExitCode,
            Seconds = Math.Round(elapsed.TotalSeconds, 3),
            Told = [.. result.Diagnostics.Select(diagnostic => new ReportedLine
            {
                Severity = diagnostic.Severity.ToString().ToLowerInvariant(),
                Code = diagnostic.Code,
                Message = redactor.Clean(diagnostic.Finding.Message),
                Fix = redactor.Clean(diagnostic.Finding.Fix),
            })],
            Checks = [.. result.Checks.Select(check => new ReportedCheck
            {
                Id = check.Check.Id,
                Status = check.Status.ToString().ToLowerInvariant(),
                Suppressed = check.Suppressed.Count == 0 ? null : [.. check.Suppressed.Select(entry => new ReportedSuppression
                {
                    Message = redactor.Clean(entry.Finding.Message),
                    Reason = redactor.Clean(entry.By.Reason),
                    Expires = entry.By.Expires.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                })],
                Reason = check.Reason is { } reason ? redactor.Clean(reason) : null,
                Findings = check.Findings.Count == 0 ? null : [.. check.Findings.Select(finding => new ReportedFinding
                {
                    Code = finding.Check.Id,
                    Severity = severities[finding.Check.Id].DefaultIfEmpty(Severity.None).Max().ToString().ToLowerInvariant(),
                    Message = redactor.Clean(finding.Message),
                    Fix = redactor.Clean(finding.Fix),
                    Help = finding.Check.HelpLink,
                    File = finding.Place?.File,
                    Line = finding.Place?.Position.Line,
                    Column = finding.Place?.Position.Column,
                    HttpStatus = finding.Fault?.HttpStatus,
                    RequestId = finding.Fault?.RequestId,
                    Detail = finding.Fault?.Detail is { } detail ? redactor.Clean(detail) : null,
                })],
            })],
        };
    }
}

internal sealed record ReportContent
{
    public required string Tool { get; init; }

    public required DateTimeOffset Utc { get; init; }

    public required string Project { get; init; }

    public required string Mode { get; init; }

    public required string Environment { get; init; }

    public required string DecidedBy { get; init; }

    public string? PriceMap { get; init; }

    public required int Requests { get; init; }

    public required bool AnswersShared { get; init; }

    public required bool ProvedAgainstStripe { get; init; }

    public string? Caveat { get; init; }

    public required int ExitCode { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The lines that a person read, each once; what left many checks open is one of them.</summary>
    public required IReadOnlyList<ReportedLine> Told { get; init; }

    public required IReadOnlyList<ReportedCheck> Checks { get; init; }
}

internal sealed record ReportedLine
{
    public required string Severity { get; init; }

    public required string Code { get; init; }

    public required string Message { get; init; }

    public required string Fix { get; init; }
}

internal sealed record ReportedCheck
{
    public required string Id { get; init; }

    public required string Status { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyList<ReportedFinding>? Findings { get; init; }

    public IReadOnlyList<ReportedSuppression>? Suppressed { get; init; }
}

internal sealed record ReportedSuppression
{
    public required string Message { get; init; }

    public required string Reason { get; init; }

    public required string Expires { get; init; }
}

internal sealed record ReportedFinding
{
    public required string Code { get; init; }

    public required string Severity { get; init; }

    public required string Message { get; init; }

    public required string Fix { get; init; }

    public required string Help { get; init; }

    public string? File { get; init; }

    public int? Line { get; init; }

    public int? Column { get; init; }

    public int? HttpStatus { get; init; }

    public string? RequestId { get; init; }

    public string? Detail { get; init; }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReportContent))]
internal sealed partial class ReportJson : JsonSerializerContext;
