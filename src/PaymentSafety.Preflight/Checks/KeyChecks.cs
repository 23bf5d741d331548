using PaymentSafety.Preflight.Configuration;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF3xxx: the key as Stripe sees it.</summary>
internal static class KeyChecks
{
    private static readonly StripeFaultKind[] Refusals = [StripeFaultKind.InvalidKey, StripeFaultKind.ExpiredKey, StripeFaultKind.AddressRefused];

    /// <summary>One of the ways in which Stripe turns a key away; the row's id is the fault's code.</summary>
    public static IEnumerable<Finding> Refused(Check self, PreflightFacts facts)
    {
        var place = EnvironmentChecks.PlaceOf(facts.Keys.Asking!, facts);
        var faults = facts.Stripe.Faults.ToList();
        if (faults.Find(fault => fault.Code == self.Id) is { } refusal)
            yield return new Finding(self, place, refusal.Message, refusal.Fix ?? self.Fix) { Fault = refusal };
        else if (!facts.Stripe.KeyWasTaken)
            yield return Finding.Unproved(faults.Find(fault => Refusals.Contains(fault.Kind)) ?? faults[0], place);
    }

    /// <summary>The mode that the key works in: from the balance, or from any price where the key may not read the balance.</summary>
    public static IEnumerable<Finding> Mode(Check self, PreflightFacts facts)
    {
        var place = EnvironmentChecks.PlaceOf(facts.Keys.Asking!, facts);
        var balance = facts.Stripe.Balance!;
        var livemode = balance.Value?.Livemode
            ?? (balance.Fault is { Kind: StripeFaultKind.MissingPermission } ? facts.Stripe.Prices.Values.FirstOrDefault(answer => answer.Value is not null)?.Value?.Livemode : null);
        if (livemode is null)
            yield return Finding.Unproved(balance.Fault!, place);
        else if (StripeModes.Of(livemode.Value) is var actual && actual != facts.Mode)
            yield return self.At(place, ("actual", actual.Word()), ("mode", facts.Mode.Word()));
    }
}
