using System.Globalization;
using PaymentSafety.Core;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF3xxx: the key and its account as Stripe sees them.</summary>
internal static class KeyChecks
{
    private const int ShownFields = 5;

    private static readonly StripeFaultKind[] Refusals = [StripeFaultKind.InvalidKey, StripeFaultKind.ExpiredKey, StripeFaultKind.AddressRefused];

    /// <summary>One of the ways in which Stripe turns a key away; the row's id is the fault's code.</summary>
    public static IEnumerable<Finding> Refused(Check self, PreflightFacts facts)
    {
        var place = PlaceOfKey(facts);
        var faults = facts.Stripe.Faults.ToList();
        if (faults.Find(fault => fault.Code == self.Id) is { } refusal)
            yield return new Finding(self, place, refusal.Message, refusal.Fix ?? self.Fix) { Fault = refusal };
        else if (!facts.Stripe.KeyWasTaken)
            yield return Finding.Unproved(faults.Find(fault => Refusals.Contains(fault.Kind)) ?? faults[0], place);
    }

    /// <summary>The mode that the key works in, by whatever object of it says so.</summary>
    public static IEnumerable<Finding> Mode(Check self, PreflightFacts facts)
    {
        var place = PlaceOfKey(facts);
        if (facts.Stripe.Livemode is not { } livemode)
            yield return Finding.Unproved(facts.Stripe.Balance?.Fault ?? facts.Stripe.Faults.First(), place);
        else if (StripeModes.Of(livemode) is var actual && actual != facts.Mode)
            yield return self.At(place, ("actual", actual.Word()), ("mode", facts.Mode.Word()));
    }

    public static IEnumerable<Finding> Account(Check self, PreflightFacts facts)
    {
        var map = facts.Map.Map!;
        var expected = map.Account(facts.Mode)!;
        return OfAccount(facts, account => account.Id == expected.Text ? null : self.At(map.At(expected), ("actual", account.Id), ("expected", expected.Text)));
    }

    public static IEnumerable<Finding> Charges(Check self, PreflightFacts facts) => OfAccount(
        facts,
        account => account.ChargesEnabled == false
            ? self.At(PlaceOfKey(facts), ("account", account.Id), ("reason", account.Requirements?.DisabledReason is { } reason ? ", " + reason : ""))
            : null);

    public static IEnumerable<Finding> Requirements(Check self, PreflightFacts facts) => OfAccount(
        facts,
        account => account.Requirements is { CurrentlyDue: { Count: > 0 } due } requirements
            ? self.At(
                PlaceOfKey(facts),
                ("n", Words.Number(due.Count)),
                ("date", requirements.CurrentDeadline is { } date ? " by " + date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : ""),
                ("fields", Words.Some(due, ShownFields)))
            : null);

    public static IEnumerable<Finding> Payouts(Check self, PreflightFacts facts) =>
        OfAccount(facts, account => account.PayoutsEnabled == false ? self.At(PlaceOfKey(facts)) : null);

    /// <summary>By the Date header of Stripe's last answer; answers that another project of the build got say nothing about it.</summary>
    public static IEnumerable<Finding> Clock(Check self, PreflightFacts facts)
    {
        if (facts.Stripe.ClockSkew is { } skew)
            yield return self.At(facts.Project, ("seconds", Words.Number((long)Math.Round(skew.Offset.Duration().TotalSeconds))));
        else if (!facts.Stripe.KeyWasTaken)
            yield return Finding.Unproved(facts.Stripe.Faults.First(), facts.Project);
    }

    private static IEnumerable<Finding> OfAccount(PreflightFacts facts, Func<StripeAccount, Finding?> find)
    {
        var answer = facts.Stripe.Account!;
        var finding = answer.Fault is { } fault ? Finding.Unproved(fault, facts.Project) : find(answer.Value!);
        return finding is null ? [] : [finding];
    }

    private static SourcePlace PlaceOfKey(PreflightFacts facts) => EnvironmentChecks.PlaceOf(facts.Keys.Asking!, facts);
}
