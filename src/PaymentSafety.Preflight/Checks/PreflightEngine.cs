namespace PaymentSafety.Preflight.Checks;

/// <summary>Makes every check of the table over the same facts. It knows no check by name.</summary>
internal static class PreflightEngine
{
    private const int ShownIds = 12;

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

        if (Prerequisites.MissingBefore(check, facts) is { } missing)
            return new CheckResult(check, CheckStatus.Skipped, [], missing);
        if (check.Needs.HasFlag(Needs.Plans) && facts.Plans!.Obstacle is { } noPlans)
            return Unproved(check, noPlans, facts);
        if (check.Needs.HasFlag(Needs.Stripe) && facts.Stripe.Obstacle is { } obstacle)
            return Unproved(check, obstacle, facts);
        if (Prerequisites.MissingAfter(check, facts) is { } notAnswered)
            return new CheckResult(check, CheckStatus.Skipped, [], notAnswered);
        return Judge(check, [.. check.Evaluate!(check, facts)], facts);
    }

    private static CheckResult Unproved(Check check, Finding cause, PreflightFacts facts) => Judge(check, [cause with { IsUnknown = true, AtMost = Severity.Error }], facts);

    private static CheckResult Judge(Check check, IReadOnlyList<Finding> findings, PreflightFacts facts)
    {
        if (findings.Count == 0)
            return new CheckResult(check, CheckStatus.Pass, findings, null);
        var suppressed = (from finding in findings
                          where !finding.IsUnknown
                          let suppression = facts.Suppressions.Covering(finding, facts.Now)
                          where suppression is not null
                          select (finding, suppression)).ToList();
        findings = [.. findings.Where(finding => !suppressed.Exists(entry => entry.finding == finding))];
        // What a check would only have warned of, it does not fail for when it cannot be made.
        findings = [.. findings.Select(finding => finding.IsUnknown ? finding with { AtMost = Quieter(finding.AtMost, LoudnessOf(check, facts)) } : finding)];
        var status = findings.Aggregate(CheckStatus.Pass, (worst, finding) => Worse(worst, StatusOf(finding, facts)));
        var unknown = findings.FirstOrDefault(finding => finding.IsUnknown);
        return new CheckResult(check, status, findings, unknown is null ? null : $"{unknown.Check.Id}: {unknown.Message}") { Suppressed = suppressed };
    }

    private static CheckStatus StatusOf(Finding finding, PreflightFacts facts) => finding.IsUnknown
        ? CheckStatus.Unknown
        : SeverityOf(finding, facts) switch
        {
            Severity.Error => CheckStatus.Fail,
            Severity.Warning => CheckStatus.Warn,
            _ => CheckStatus.Pass,
        };

    private static CheckStatus Worse(CheckStatus a, CheckStatus b) => Rank(b) > Rank(a) ? b : a;

    private static int Rank(CheckStatus status) => status switch
    {
        CheckStatus.Fail => 3,
        CheckStatus.Unknown => 2,
        CheckStatus.Warn => 1,
        _ => 0,
    };

    private static Severity SeverityOf(Finding finding, PreflightFacts facts)
    {
        var severity = finding.IsUnknown ? Quieter(facts.Options.OnUnknown ?? (facts.Mode == StripeMode.Live ? Severity.Error : Severity.Warning), finding.AtMost)
            : facts.Options.Severities.TryGetValue(finding.Check.Id, out var asked) ? asked
            : Quieter(DefaultOf(finding.Check, facts), finding.AtMost);
        return severity == Severity.Warning && facts.Options.TreatWarningsAsErrors ? Severity.Error : severity;
    }

    private static Severity LoudnessOf(Check check, PreflightFacts facts) => facts.Options.Severities.TryGetValue(check.Id, out var asked) ? asked : DefaultOf(check, facts);

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

        // One line for a cause, even where its words differ from price to price by a time or a number of tries.
        var causes = from result in results
                     from finding in result.Findings
                     where finding.IsUnknown && told.GetValueOrDefault(finding.Check) < SeverityOf(finding, facts)
                     group (Cause: finding, Stopped: result.Check.Id) by finding.Check;
        foreach (var cause in causes)
        {
            var all = cause.ToList();
            var words = cause.Key == CheckTable.MissingPermission ? MissingPermissions.InWords(all, facts.Mode) : Unproved(all[0].Cause, [.. all.Select(entry => entry.Stopped).Distinct()]);
            yield return new Diagnostic(all.Max(entry => SeverityOf(entry.Cause, facts)), words);
        }
    }

    private static Finding Unproved(Finding cause, IReadOnlyList<string> stopped) => cause with { Fix = $"{cause.Fix} Not proved: {Words.Some(stopped, ShownIds)}.".TrimStart() };
}
