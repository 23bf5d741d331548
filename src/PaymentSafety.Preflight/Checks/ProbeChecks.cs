using PaymentSafety.Preflight.Probing;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF5014 to PF5020: what the running app answers to a forged event, and to a signed one.</summary>
internal static class ProbeChecks
{
    public static IEnumerable<Finding> Unsigned(Check self, PreflightFacts facts) => Of(self, facts, answer => answer.Status is >= 200 and < 300);

    public static IEnumerable<Finding> NoRoute(Check self, PreflightFacts facts) => Of(self, facts, answer => answer.Status is 404 or 405);

    public static IEnumerable<Finding> Redirected(Check self, PreflightFacts facts) => Of(self, facts, answer => answer.Status is >= 300 and < 400);

    public static IEnumerable<Finding> Refused(Check self, PreflightFacts facts) => Of(self, facts, answer => answer.Status is 401 or 403);

    public static IEnumerable<Finding> Failed(Check self, PreflightFacts facts) =>
        Of(self, facts, answer => answer.Status is null or < 200 or >= 500 || (answer.Status is >= 400 and < 500 and not (400 or 401 or 403 or 404 or 405)));

    public static IEnumerable<Finding> Correct(Check self, PreflightFacts facts) => Of(self, facts, answer => answer.Status == 400);

    public static IEnumerable<Finding> OtherSecret(Check self, PreflightFacts facts)
    {
        // Only where the app looks at signatures at all does a 400 say something about the secret.
        if (facts.Probe is { Forged.Status: 400, Signed.Status: 400 } probe)
            yield return self.At(probe.Place, ("name", facts.Keys.WebhookSecret!.Name));
    }

    private static IEnumerable<Finding> Of(Check self, PreflightFacts facts, Func<ProbeAnswer, bool> holds)
    {
        var probe = facts.Probe!;
        if (!holds(probe.Forged))
            yield break;
        yield return self.At(
            probe.Place, ("url", probe.Address), ("status", probe.Forged.Status is { } status ? Words.Number(status) : "nothing"),
            ("location", probe.Forged.Location ?? "nowhere"), ("reason", probe.Forged.Failure ?? Words.Number(probe.Forged.Status!.Value)));
    }
}
