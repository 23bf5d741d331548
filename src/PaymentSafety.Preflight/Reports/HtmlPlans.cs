using System.Text;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Snapshot;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Reports;

/// <summary>
/// The plans on the page: test, live and expected side by side. What differs from what is expected, or between the modes where nothing is, is
/// marked.
/// </summary>
internal static class HtmlPlans
{
    /// <summary>Of more plans only those with a difference are shown: nobody reads ten thousand, and a browser takes long to show them.</summary>
    private const int MostShown = 200;

    public static void Write(StringBuilder page, PreflightFacts facts)
    {
        if (facts.Map.Map is not { Plans.Count: > 0 } map)
            return;
        var rows = map.Plans.Select(plan => new PlanRows(facts, plan)).ToList();
        var shown = rows.Count <= MostShown ? rows : [.. rows.Where(plan => plan.Differs).Take(MostShown)];

        page.Append("<h2>The plans</h2>\n");
        if (shown.Count < rows.Count)
            page.Append($"<p>{Words.Number(shown.Count)} of {Words.Number(rows.Count)} plans: those of which something differs, {Words.Number(MostShown)} at most.</p>\n");
        if (shown.Count == 0)
            return;
        page.Append("<table id=\"plans\">\n<thead><tr><th>Plan</th><th></th><th>Test</th><th>Live</th><th>Expected</th></tr></thead>\n");
        foreach (var plan in shown)
            plan.Write(page);
        page.Append("</table>\n");
    }

    private sealed class PlanRows(PreflightFacts facts, Plan plan)
    {
        private readonly StripeAnswer<StripePrice>? _test = AnswerOf(facts, plan, StripeMode.Test);
        private readonly StripeAnswer<StripePrice>? _live = AnswerOf(facts, plan, StripeMode.Live);

        public bool Differs => IsMissing(_test) || IsMissing(_live) || Terms.Any(term => term.TestDiffers || term.LiveDiffers);

        private IReadOnlyList<PlanTerm> Terms => PlanTerms.Of(plan, _test?.Value, _live?.Value);

        public void Write(StringBuilder page)
        {
            // Of a plan without a price there is nothing to compare.
            var terms = Terms.Where(term => term.Test is not null || term.Live is not null).ToList();
            page.Append($"<tbody>\n<tr><th rowspan=\"{Words.Number(terms.Count + 1)}\">{HtmlReport.Encode(plan.Name)}</th><td class=\"term\">price</td>{PriceCell(plan.Test, _test)}{PriceCell(plan.Live, _live)}<td></td></tr>\n");
            foreach (var term in terms)
                page.Append($"<tr><td class=\"term\">{term.Name}</td>{Cell(term.Test, term.TestDiffers)}{Cell(term.Live, term.LiveDiffers)}<td>{HtmlReport.Encode(term.Expected)}</td></tr>\n");
            page.Append("</tbody>\n");
        }

        private static StripeAnswer<StripePrice>? AnswerOf(PreflightFacts facts, Plan plan, StripeMode mode)
        {
            var answers = mode == facts.Mode ? facts.Stripe.Prices : facts.Stripe.OtherPrices;
            return plan.Slot(mode).PriceId is { } id ? answers?.GetValueOrDefault(id) : null;
        }

        private static bool IsMissing(StripeAnswer<StripePrice>? answer) => answer is { Fault.Kind: StripeFaultKind.ResourceMissing };

        private static string PriceCell(PriceSlot slot, StripeAnswer<StripePrice>? answer) => (slot.PriceId, answer) switch
        {
            (null, _) => "<td class=\"skipped\">not created</td>",
            ({ } id, null) => $"<td class=\"open\">{Id(id)} (not asked)</td>",
            ({ } id, { Value: not null }) => $"<td>{Id(id)}</td>",
            ({ } id, _) when IsMissing(answer) => $"<td class=\"differs\">{Id(id)} does not exist</td>",
            ({ } id, _) => $"<td class=\"open\">{Id(id)} (no answer)</td>",
        };

        private static string Id(string id) => $"<code>{HtmlReport.Encode(id)}</code>";

        private static string Cell(string? value, bool differs) => value is null ? "<td></td>" : $"<td{(differs ? " class=\"differs\"" : "")}>{HtmlReport.Encode(value)}</td>";
    }
}
