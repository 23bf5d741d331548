using System.Text;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Reports;

/// <summary>The page of the checks, docs/preflight.md: where every help link leads. Made from the table, so that it says what the gate says.</summary>
internal static class ChecksPage
{
    private const string Introduction = """
        # The preflight gate

        <!-- Made from CheckTable.cs. To write it again: PAYMENTSAFETY_REGENERATE=1 dotnet test tests/PaymentSafety.Preflight.Tests --filter ChecksPage -->

        Before `dotnet publish` compiles or copies a file, the gate reads the price map and the configuration as the app will see it, and asks Stripe
        about the key and the prices (GET requests only). One problem does not hide another: everything is told in one run.

        A check that could not be made is **unknown**, which is never a pass: an error in live mode and a warning in test mode, unless
        `PaymentSafetyOnUnknown` says otherwise. The tool's exit codes: 0 everything was proved, 1 something failed, 2 nothing failed but something is unknown,
        3 the command line or a setting means nothing. The result is also written to `obj/paymentsafety` as `preflight.json`, `preflight.sarif` (SARIF 2.1.0),
        `preflight.md` and `preflight.html`, and to a GitHub job's summary.

        `<PaymentSafetySeverity_PF4004>none|message|warning|error</PaymentSafetySeverity_PF4004>` sets the severity of one check. The columns *live* and *test* give
        what it is without that; `none` leaves the check out. A single finding is left out for a while by `payment-safety.suppressions.json`:
        `[ { "id": "PF4004", "contains": "Plan 'lite'", "reason": "sold until June", "expires": "2027-06-30" } ]`; every report lists it. A failed gate leaves an earlier publish folder as it was: it is the exit code that a pipeline must honour.

        """;

    public static string Markdown()
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (var (prefix, title) in CheckGroups.All)
        {
            page.Append($"\n## {title}\n");
            foreach (var check in CheckTable.All.Where(check => check.Id.StartsWith(prefix, StringComparison.Ordinal)))
                page.Append($"\n### {check.Id}\n\n{check.Message}\n\n*{Loudness(check)}.* {check.Fix}\n");
        }

        return page.ToString();
    }

    private static string Loudness(Check check)
    {
        var (live, test) = (check.Live.ToString().ToLowerInvariant(), check.Test.ToString().ToLowerInvariant());
        var loudness = live == test ? char.ToUpperInvariant(live[0]) + live[1..] : $"Live: {live}, test: {test}";
        // What left checks open is as loud as PaymentSafetyOnUnknown says.
        return check.Id.StartsWith("PF9", StringComparison.Ordinal) || CheckTable.LeavesDatabaseOpen(check) || check == CheckTable.MissingPermission ? "Unknown" : loudness;
    }
}
