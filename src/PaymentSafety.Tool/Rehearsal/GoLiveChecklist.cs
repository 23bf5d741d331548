using System.Globalization;
using System.Text;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Prices;
using PaymentSafety.Preflight.Receipts;
using PaymentSafety.Preflight.Reports;

namespace PaymentSafety.Tool.Rehearsal;

/// <summary>The list for the afternoon of going live: what the last runs proved, with a mark, and what no program can prove, without one.</summary>
internal static class GoLiveChecklist
{
    private static readonly (string Title, string Why)[] NoProgramCanProve =
    [
        ("One real purchase with your own card, in live mode, and its refund", "A test card never meets a bank. Only this proves the way from the button to the payout and back."),
        ("The billing address and the tax on an invoice are right", "They are made of what your customers type and of your Dashboard settings; no test customer has an address of yours."),
        ("A card that asks for 3-D Secure gets through", "Each bank decides by rules of its own, and by the customer's country. In test mode the bank is Stripe."),
        ("The name on the card statement is one that customers know", "Banks cut and change it; an unknown name is a dispute."),
        ("Delays are planned for: the first payout, bank debits, webhooks that come again", "A first payout takes days, a debit may fail after days, and Stripe repeats an event for three days. Test mode does all of it at once."),
        ("The rules of Radar are those you want", "They are set in the Dashboard, and block real cards only."),
        ("Customers are sent a receipt", "A switch in the Dashboard's settings; test mode sends none."),
        ("Somebody reads the mail address of the account", "Disputes have a deadline; Stripe disables an endpoint after days of failures and tells that address."),
        ("The first 48 hours are watched", "Success rate, undelivered events, 5xx of the webhook."),
        ("The way back was tried: the down script on a copy, the last release at hand", "A step back that was never taken is none."),
    ];

    public static string Markdown(RehearsalPlan plan, ReceiptContent receipts, PriceMap? map)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# Going live: {Words.OneLine(plan.App)}\n\nMade by `payment-safety rehearsal`. A mark is what a run of the gate proved; everything else is for a person to mark.\n");
        Run(page, "Test mode", receipts.Test, map);
        Run(page, "Live mode", receipts.Live, map);
        page.Append("\n## The rehearsal of webhooks\n\n");
        page.Append(CultureInfo.InvariantCulture, $"- [ ] `sh rehearse.sh` (or `rehearse.ps1`): each event reached `{plan.ForwardTo}` and was answered with 200\n");
        foreach (var type in plan.Triggered)
            page.Append(CultureInfo.InvariantCulture, $"  - [ ] `{type}`\n");
        foreach (var type in plan.ByHand)
            page.Append(CultureInfo.InvariantCulture, $"  - [ ] `{type}`, by hand: the Stripe CLI cannot trigger it\n");
        page.Append("\n## What no program can prove\n\n");
        foreach (var (title, why) in NoProgramCanProve)
            page.Append(CultureInfo.InvariantCulture, $"- [ ] {title}. {why}\n");
        return page.ToString();
    }

    private static void Run(StringBuilder page, string title, ReceiptEntry? run, PriceMap? map)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n");
        if (run is null)
        {
            page.Append("- [ ] The gate has not run in this mode yet.\n");
            return;
        }

        var account = run.Account is { } fragment ? $", account …{fragment}" : "";
        page.Append(CultureInfo.InvariantCulture, $"Last run {run.Utc:yyyy-MM-dd HH:mm} UTC with {run.Tool}{account}.\n\n");
        page.Append(CultureInfo.InvariantCulture, $"- [{Mark(run.Passed && run.StandIn is null)}] The gate passed{(run.StandIn is { } standIn ? $", asking {standIn} instead of Stripe: nothing was proved" : run.Offline ? ", offline: Stripe was not asked" : "")}\n");
        page.Append(CultureInfo.InvariantCulture, $"- [{Mark(map is not null && map.Hash == run.MapHash)}] It read the price map as it is now{(map is null || map.Hash == run.MapHash ? "" : ": the map was changed since")}\n");
        foreach (var (prefix, group) in CheckGroups.All)
        {
            var checks = run.Checks.Where(check => check.Key.StartsWith(prefix, StringComparison.Ordinal) && check.Value != "skipped").OrderBy(check => check.Key, StringComparer.Ordinal).ToList();
            if (checks.Count == 0)
                continue;
            var open = checks.Where(check => check.Value != "pass").ToList();
            page.Append(CultureInfo.InvariantCulture, $"- [{Mark(open.Count == 0)}] {group}: {checks.Count - open.Count} of {checks.Count} checks proved\n");
            foreach (var (id, status) in open)
                page.Append(CultureInfo.InvariantCulture, $"  - [ ] [{id}](https://github.com/paymentsafety/paymentsafety/blob/main/docs/preflight.md#{id.ToLowerInvariant()}) {Said(status)}\n");
        }
    }

    private static string Said(string status) => status switch
    {
        "fail" => "failed",
        "warn" => "warned",
        _ => "could not be made, which proves nothing",
    };

    private static char Mark(bool proved) => proved ? 'x' : ' ';
}
