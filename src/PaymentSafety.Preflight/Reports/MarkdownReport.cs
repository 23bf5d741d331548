using System.Text;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;

namespace PaymentSafety.Preflight.Reports;

/// <summary>The result for people who read a pull request or a job's summary: <c>preflight.md</c>, and GITHUB_STEP_SUMMARY where it is set.</summary>
internal static class MarkdownReport
{
    public const string FileName = "preflight.md";

    public static string Text(PreflightFacts facts, PreflightResult result, TimeSpan elapsed)
    {
        var text = new StringBuilder();
        text.Append($"## PaymentSafety preflight: {Verdict(result)}\n\n");
        text.Append($"{facts.Mode.Word()} mode ({Cell(facts.Decision.Reason)}). {Cell(ClosingLine.Of(result, facts.Stripe, elapsed))}\n\n");
        if (ClosingLine.Caveat(facts.Stripe) is { } caveat)
            text.Append($"> {Cell(caveat)}\n\n");
        if (result.Diagnostics.Count > 0)
        {
            text.Append("| | Check | Where | What | What to do |\n|---|---|---|---|---|\n");
            foreach (var diagnostic in result.Diagnostics)
                text.Append($"| {diagnostic.Severity.ToString().ToLowerInvariant()} | [{diagnostic.Code}]({diagnostic.HelpLink}) | {Cell(Where(diagnostic.Finding, facts))} | {Cell(diagnostic.Finding.Message)} | {Cell(diagnostic.Finding.Fix)} |\n");
            text.Append('\n');
        }

        var suppressed = result.Checks.SelectMany(check => check.Suppressed).ToList();
        if (suppressed.Count > 0)
        {
            text.Append("Suppressed:\n\n| Check | What | Reason | Until |\n|---|---|---|---|\n");
            foreach (var (finding, by) in suppressed)
                text.Append($"| {finding.Check.Id} | {Cell(finding.Message)} | {Cell(by.Reason)} | {by.Expires:yyyy-MM-dd} |\n");
            text.Append('\n');
        }

        text.Append("| Group | ok | failed | warned | unknown | skipped |\n|---|--:|--:|--:|--:|--:|\n");
        foreach (var (title, results) in CheckGroups.Of(result))
        {
            CheckStatus[] statuses = [CheckStatus.Pass, CheckStatus.Fail, CheckStatus.Warn, CheckStatus.Unknown, CheckStatus.Skipped];
            text.Append($"| {title} | {string.Join(" | ", statuses.Select(status => Words.Number(CheckGroups.Count(results, status))))} |\n");
        }

        return text.Append('\n').ToString();
    }

    public static string Verdict(PreflightResult result) => result.ExitCode switch
    {
        ExitCode.Passed => "passed",
        ExitCode.Unknown => "not proved",
        _ => "failed",
    };

    /// <summary>Nothing where the project's folder stands for a project file that there is none of.</summary>
    public static string Where(Finding finding, PreflightFacts facts) => finding.Place is { } place && place.File != facts.Options.ProjectDirectory
        ? $"{Path.GetRelativePath(facts.Options.ProjectDirectory, place.File)}({place.Position.Line},{place.Position.Column})"
        : "";

    /// <summary>What a user's file holds must not become markup.</summary>
    private static string Cell(string text) => new StringBuilder(text)
        .Replace("\\", "\\\\").Replace("|", "\\|").Replace("<", "&lt;").Replace(">", "&gt;").Replace("`", "\\`").Replace("[", "\\[").Replace("\r", " ").Replace("\n", " ").ToString();
}
