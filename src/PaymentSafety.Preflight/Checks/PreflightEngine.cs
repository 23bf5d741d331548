using PaymentSafety.Preflight.Configuration;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Checks;

/// <summary>Makes every check of the table over the same facts. It knows no check by name.</summary>
internal static class PreflightEngine
{
    public static PreflightResult Run(PreflightFacts facts)
    {
        var results = CheckTable.All.Where(check => check.Evaluate is not null).Select(check => Make(check, facts)).ToList();
        return new PreflightResult(results, [.. Diagnostics(results, facts)]);
    }

    private static CheckResult Make(Check check, PreflightFacts facts)
    {
        if (facts.Options.Severities.TryGetValue(check.Id, out var asked))
        {
            if (asked == Severity.None)
                return new CheckResult(check, CheckStatus.Skipped, [], $"PaymentSafetySeverity_{check.Id}=none");
        }
        else if (DefaultOf(check, facts) == Severity.None)
        {
            return new CheckResult(check, CheckStatus.Skipped, [], $"not made in {facts.Mode.Word()} mode");
        }

        if (check.Needs.HasFlag(Needs.Map) && facts.Map.Map is null)
        {
            var cause = facts.Map.Problems[0];
            return cause.Check == check ? Judge(check, [cause], facts) : Unproved(check, cause, facts);
        }

        if (check.Needs.HasFlag(Needs.SecretKey) && facts.Keys.Asking is null)
            return new CheckResult(check, CheckStatus.Skipped, [], "no secret key is configured");
        if (check.Needs.HasFlag(Needs.PublishableKey) && facts.Keys.Publishable is null)
            return new CheckResult(check, CheckStatus.Skipped, [], "no publishable key is configured");
        if (check.Needs.HasFlag(Needs.WebhookSecret) && facts.Keys.WebhookSecret is null)
            return new CheckResult(check, CheckStatus.Skipped, [], "no webhook signing secret is configured");
        if (check.Needs.HasFlag(Needs.Files) && facts.Files is null)
            return new CheckResult(check, CheckStatus.Skipped, [], "no files were handed over (PaymentSafetyScanFiles=false)");
        if (check.Needs.HasFlag(Needs.Stripe) && facts.Stripe.Offline)
            return new CheckResult(check, CheckStatus.Skipped, [], "PaymentSafetyOffline=true");
        if (check.Needs.HasFlag(Needs.Prices) && facts.Map.Map is { } map && map.Plans.All(plan => plan.Slot(facts.Mode).PriceId is null))
            return new CheckResult(check, CheckStatus.Skipped, [], "the price map has no price to ask for");
        if (check.Needs.HasFlag(Needs.Stripe) && facts.Stripe.Obstacle is { } obstacle)
            return Unproved(check, obstacle, facts);
        return Judge(check, [.. check.Evaluate!(check, facts)], facts);
    }

    private static CheckResult Unproved(Check check, Finding cause, PreflightFacts facts) => Judge(check, [cause with { IsUnknown = true }], facts);

    private static CheckResult Judge(Check check, IReadOnlyList<Finding> findings, PreflightFacts facts)
    {
        var status = findings.Select(finding => StatusOf(finding, facts)).DefaultIfEmpty(CheckStatus.Pass).MaxBy(Rank);
        var unknown = findings.FirstOrDefault(finding => finding.IsUnknown);
        return new CheckResult(check, status, findings, unknown is null ? null : $"{unknown.Check.Id}: {unknown.Message}");
    }

    private static CheckStatus StatusOf(Finding finding, PreflightFacts facts) => finding.IsUnknown
        ? CheckStatus.Unknown
        : SeverityOf(finding, facts) switch
        {
            Severity.Error => CheckStatus.Fail,
            Severity.Warning => CheckStatus.Warn,
            _ => CheckStatus.Pass,
        };

    private static int Rank(CheckStatus status) => status switch
    {
        CheckStatus.Fail => 3,
        CheckStatus.Unknown => 2,
        CheckStatus.Warn => 1,
        _ => 0,
    };

    private static Severity SeverityOf(Finding finding, PreflightFacts facts)
    {
        var severity = finding.IsUnknown ? facts.Options.OnUnknown ?? (facts.Mode == StripeMode.Live ? Severity.Error : Severity.Warning)
            : facts.Options.Severities.TryGetValue(finding.Check.Id, out var asked) ? asked
            : Quieter(DefaultOf(finding.Check, facts), finding.AtMost);
        return severity == Severity.Warning && facts.Options.TreatWarningsAsErrors ? Severity.Error : severity;
    }

    private static Severity DefaultOf(Check check, PreflightFacts facts) => facts.Mode == StripeMode.Live ? check.Live : check.Test;

    private static Severity Quieter(Severity a, Severity b) => a < b ? a : b;

    /// <summary>
    /// Every finding once. What stopped many checks is told once, with their names, and not again when it was told as loudly as a finding of its own.
    /// </summary>
    private static IEnumerable<Diagnostic> Diagnostics(IReadOnlyList<CheckResult> results, PreflightFacts facts)
    {
        var told = new Dictionary<Check, Severity>();
        foreach (var finding in results.SelectMany(result => result.Findings).Where(finding => !finding.IsUnknown))
        {
            var severity = SeverityOf(finding, facts);
            if (severity == Severity.None)
                continue;
            told[finding.Check] = severity;
            yield return new Diagnostic(severity, finding);
        }

        // One line for a cause, even where its words differ from price to price by a time or a number of tries; each missing permission is a cause.
        var causes = from result in results
                     from finding in result.Findings
                     where finding.IsUnknown && told.GetValueOrDefault(finding.Check) < SeverityOf(finding, facts)
                     group (Cause: finding, Stopped: result.Check.Id) by (finding.Check, finding.Fault?.Permission);
        foreach (var cause in causes)
        {
            var finding = cause.First().Cause;
            yield return new Diagnostic(SeverityOf(finding, facts), InWords(finding, [.. cause.Select(entry => entry.Stopped).Distinct()]));
        }
    }

    private static Finding InWords(Finding cause, IReadOnlyList<string> stopped) => cause.Fault is { Kind: StripeFaultKind.MissingPermission } fault
        ? cause with { Message = fault.MessageFor(Words.List(stopped)) }
        : cause with { Fix = $"{cause.Fix} Not proved: {Words.List(stopped)}.".TrimStart() };
}
