using System.Net;
using System.Text;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;

namespace PaymentSafety.Preflight.Reports;

/// <summary>The result as one page that needs nothing else, not even the network: <c>preflight.html</c>. Well-formed XML as well.</summary>
internal static class HtmlReport
{
    public const string FileName = "preflight.html";

    private static readonly (CheckStatus Status, string Word)[] Counted =
        [(CheckStatus.Fail, "failed"), (CheckStatus.Warn, "warned"), (CheckStatus.Unknown, "unknown"), (CheckStatus.Pass, "ok"), (CheckStatus.Skipped, "skipped")];

    public static string Text(PreflightFacts facts, PreflightResult result, TimeSpan elapsed)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        page.Append($"<title>PaymentSafety preflight: {MarkdownReport.Verdict(result)}</title>\n<style>\n{HtmlStyle.Text}\n</style>\n</head>\n<body>\n");
        page.Append($"<h1>PaymentSafety preflight: <span class=\"{Class(result)}\">{MarkdownReport.Verdict(result)}</span></h1>\n");
        page.Append($"<p>{Encode(Path.GetFileName(facts.Project.File))}, {facts.Mode.Word()} mode ({Encode(facts.Decision.Reason)}). {facts.Now.UtcDateTime:yyyy-MM-dd HH:mm} UTC. {Encode(ClosingLine.Of(result, facts.Stripe, elapsed))}</p>\n");
        if (ClosingLine.Caveat(facts.Stripe) is { } caveat)
            page.Append($"<p class=\"unknown\">{Encode(caveat)}</p>\n");
        Counts(page, result);
        Findings(page, facts, result);
        HtmlPlans.Write(page, facts);
        Suppressed(page, result);
        Checks(page, result);
        return page.Append("</body>\n</html>\n").ToString();
    }

    internal static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static void Counts(StringBuilder page, PreflightResult result)
    {
        page.Append("<ul class=\"counts\">\n");
        foreach (var (status, word) in Counted.Where(entry => result.Count(entry.Status) > 0))
            page.Append($"<li class=\"{Word(status)}\"><b>{Words.Number(result.Count(status))}</b> {word}</li>\n");
        page.Append("</ul>\n");
    }

    private static void Findings(StringBuilder page, PreflightFacts facts, PreflightResult result)
    {
        if (result.Diagnostics.Count == 0)
            return;
        page.Append("<h2>What was found</h2>\n<table id=\"findings\">\n<thead><tr><th>Severity</th><th>Check</th><th>Where</th><th>What</th><th>What to do</th></tr></thead>\n<tbody>\n");
        foreach (var diagnostic in result.Diagnostics.OrderByDescending(diagnostic => diagnostic.Severity))
        {
            var severity = diagnostic.Severity.ToString().ToLowerInvariant();
            page.Append($"<tr><td class=\"severity {severity}\">{severity}</td><td class=\"id\"><a href=\"{Encode(diagnostic.HelpLink)}\">{diagnostic.Code}</a></td><td class=\"where\"><code>{Encode(MarkdownReport.Where(diagnostic.Finding, facts))}</code></td>");
            page.Append($"<td>{Encode(diagnostic.Finding.Message)}</td><td>{Encode(diagnostic.Finding.Fix)}</td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static void Suppressed(StringBuilder page, PreflightResult result)
    {
        var suppressed = result.Checks.SelectMany(check => check.Suppressed).ToList();
        if (suppressed.Count == 0)
            return;
        page.Append("<h2>Suppressed</h2>\n<table id=\"suppressed\">\n<thead><tr><th>Check</th><th>What</th><th>Reason</th><th>Until</th></tr></thead>\n<tbody>\n");
        foreach (var (finding, by) in suppressed)
            page.Append($"<tr><td class=\"id\">{finding.Check.Id}</td><td>{Encode(finding.Message)}</td><td>{Encode(by.Reason)}</td><td>{by.Expires:yyyy-MM-dd}</td></tr>\n");
        page.Append("</tbody>\n</table>\n");
    }

    private static void Checks(StringBuilder page, PreflightResult result)
    {
        page.Append("<h2>Every check</h2>\n<table id=\"checks\">\n<thead><tr><th>Check</th><th>Result</th><th>What it looks for</th><th>Why it was not made</th></tr></thead>\n");
        foreach (var (title, results) in CheckGroups.Of(result))
        {
            page.Append($"<tbody>\n<tr class=\"group\"><th colspan=\"4\">{title}</th></tr>\n");
            foreach (var check in results)
            {
                page.Append($"<tr><td class=\"id\"><a href=\"{Encode(check.Check.HelpLink)}\">{check.Check.Id}</a></td><td class=\"severity {Word(check.Status)}\">{Word(check.Status)}</td>");
                page.Append($"<td>{Encode(check.Check.Message)}</td><td>{Encode(check.Reason ?? "")}</td></tr>\n");
            }

            page.Append("</tbody>\n");
        }

        page.Append("</table>\n");
    }

    private static string Word(CheckStatus status) => status.ToString().ToLowerInvariant();

    private static string Class(PreflightResult result) => result.ExitCode switch
    {
        ExitCode.Passed => "pass",
        ExitCode.Unknown => "unknown",
        _ => "fail",
    };
}
