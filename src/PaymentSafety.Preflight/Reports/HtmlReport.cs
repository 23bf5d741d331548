using System.Net;
using System.Text;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Reports;

/// <summary>The result as one page that needs nothing else, not even the network: <c>preflight.html</c>. Well-formed XML as well.</summary>
internal static class HtmlReport
{
    public const string FileName = "preflight.html";

    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1c2230; background: #fff }
        h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2rem }
        table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #dfe3ea }
        th { color: #556 } code { font: 13px ui-monospace, monospace }
        .fail, .error { color: #a4001d; font-weight: 600 } .warn, .warning { color: #8a5300; font-weight: 600 } .unknown { color: #6b21a8; font-weight: 600 }
        .pass { color: #0a6b2d } .skipped, .message { color: #556 }
        td.differs { background: #ffe3e3; font-weight: 600 } td.open { background: #f3e8ff }
        @media (prefers-color-scheme: dark) { body { background: #14171d; color: #e6e9ef } th, .skipped, .message { color: #a5adba } th, td { border-color: #333a46 } td.differs { background: #5b1a22 } td.open { background: #3c2456 } .fail, .error { color: #ff8e9c } .warn, .warning { color: #f0b45b } .unknown { color: #cfa6ff } .pass { color: #6fd391 } a { color: #8ab4ff } }
        """;

    public static string Text(PreflightFacts facts, PreflightResult result, TimeSpan elapsed)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        page.Append($"<title>PaymentSafety preflight: {MarkdownReport.Verdict(result)}</title>\n<style>{Style}</style>\n</head>\n<body>\n");
        page.Append($"<h1>PaymentSafety preflight: <span class=\"{Class(result)}\">{MarkdownReport.Verdict(result)}</span></h1>\n");
        page.Append($"<p>{Encode(Path.GetFileName(facts.Project.File))}, {facts.Mode.Word()} mode ({Encode(facts.Decision.Reason)}). {Encode(ClosingLine.Of(result, facts.Stripe, elapsed))}</p>\n");
        if (ClosingLine.Caveat(facts.Stripe) is { } caveat)
            page.Append($"<p class=\"unknown\">{Encode(caveat)}</p>\n");
        Findings(page, facts, result);
        Plans(page, facts);
        Suppressed(page, result);
        Checks(page, result);
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void Findings(StringBuilder page, PreflightFacts facts, PreflightResult result)
    {
        if (result.Diagnostics.Count == 0)
            return;
        page.Append("<h2>What was found</h2>\n<table id=\"findings\">\n<tr><th></th><th>Check</th><th>Where</th><th>What</th><th>What to do</th></tr>\n");
        foreach (var diagnostic in result.Diagnostics)
        {
            var severity = diagnostic.Severity.ToString().ToLowerInvariant();
            page.Append($"<tr><td class=\"{severity}\">{severity}</td><td><a href=\"{Encode(diagnostic.HelpLink)}\">{diagnostic.Code}</a></td><td><code>{Encode(MarkdownReport.Where(diagnostic.Finding, facts))}</code></td>");
            page.Append($"<td>{Encode(diagnostic.Finding.Message)}</td><td>{Encode(diagnostic.Finding.Fix)}</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    /// <summary>Test, live and expected, side by side. What differs from what is expected, or between the modes where nothing is, is marked.</summary>
    private static void Plans(StringBuilder page, PreflightFacts facts)
    {
        if (facts.Map.Map is not { Plans.Count: > 0 } map)
            return;
        page.Append("<h2>The plans</h2>\n<table id=\"plans\">\n<tr><th>Plan</th><th></th><th>Test</th><th>Live</th><th>Expected</th></tr>\n");
        foreach (var plan in map.Plans)
        {
            var (test, live) = (PriceOf(facts, plan, StripeMode.Test), PriceOf(facts, plan, StripeMode.Live));
            var rows = PlanTerms.Of(plan, facts.Mode, test, live);
            page.Append($"<tr><th rowspan=\"{rows.Count + 1}\">{Encode(plan.Name)}</th><td>price</td>{IdCell(plan.Test.PriceId)}{IdCell(plan.Live.PriceId)}<td></td></tr>\n");
            foreach (var row in rows)
                page.Append($"<tr><td>{row.Name}</td>{Cell(row.Test, row.TestDiffers)}{Cell(row.Live, row.LiveDiffers)}<td>{Encode(row.Expected ?? "")}</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static StripePrice? PriceOf(PreflightFacts facts, Plan plan, StripeMode mode)
    {
        var answers = mode == facts.Mode ? facts.Stripe.Prices : facts.Stripe.OtherPrices;
        return plan.Slot(mode).PriceId is { } id && answers is not null && answers.TryGetValue(id, out var answer) ? answer.Value : null;
    }

    private static string IdCell(string? id) => id is null ? "<td class=\"skipped\">not created</td>" : $"<td><code>{Encode(id)}</code></td>";

    private static string Cell(string? value, bool differs) => value is null ? "<td class=\"open\">not asked</td>" : $"<td{(differs ? " class=\"differs\"" : "")}>{Encode(value)}</td>";

    private static void Suppressed(StringBuilder page, PreflightResult result)
    {
        var suppressed = result.Checks.SelectMany(check => check.Suppressed).ToList();
        if (suppressed.Count == 0)
            return;
        page.Append("<h2>Suppressed</h2>\n<table id=\"suppressed\">\n<tr><th>Check</th><th>What</th><th>Reason</th><th>Until</th></tr>\n");
        foreach (var (finding, by) in suppressed)
            page.Append($"<tr><td>{finding.Check.Id}</td><td>{Encode(finding.Message)}</td><td>{Encode(by.Reason)}</td><td>{by.Expires:yyyy-MM-dd}</td></tr>\n");
        page.Append("</table>\n");
    }

    private static void Checks(StringBuilder page, PreflightResult result)
    {
        page.Append("<h2>Every check</h2>\n<table id=\"checks\">\n<tr><th>Check</th><th></th><th>What it looks for</th><th>Why it was not made</th></tr>\n");
        foreach (var check in result.Checks)
        {
            var status = check.Status.ToString().ToLowerInvariant();
            page.Append($"<tr><td><a href=\"{Encode(check.Check.HelpLink)}\">{check.Check.Id}</a></td><td class=\"{status}\">{status}</td><td>{Encode(check.Check.Message)}</td><td>{Encode(check.Reason ?? "")}</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static string Class(PreflightResult result) => result.ExitCode switch
    {
        ExitCode.Passed => "pass",
        ExitCode.Unknown => "unknown",
        _ => "fail",
    };

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
