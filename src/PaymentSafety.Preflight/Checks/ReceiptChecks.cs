using System.Globalization;
using PaymentSafety.Preflight.Receipts;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF7005: a live publish wants the receipt of a run in test mode over the same map, passed, and not too old.</summary>
internal static class ReceiptChecks
{
    public static IEnumerable<Finding> Both(Check self, PreflightFacts facts)
    {
        var map = facts.Map.Map!;
        if (Missing(facts.Receipts?.Of(StripeMode.Test), map.Hash, facts) is { } reason)
            yield return self.At(new SourcePlace(map.Path, Core.Json.TextPosition.Start), ("hash", map.Hash[..12]), ("reason", reason));
    }

    private static string? Missing(ReceiptEntry? test, string hash, PreflightFacts facts)
    {
        var days = facts.Options.ReceiptDays;
        return test switch
        {
            null => "no receipt of a test run was found",
            _ when test.MapHash != hash => $"the map was changed after the test run of {Date(test)}",
            { Offline: true } => $"the test run of {Date(test)} stayed offline",
            { Passed: false } => $"the test run of {Date(test)} did not pass",
            // What a stand-in answered is a proof only for a run that asks it too.
            { StandIn: not null } when facts.Stripe.StandIn is null && !facts.Stripe.Offline => $"the test run of {Date(test)} asked a stand-in",
            _ when test.Utc > facts.Now.AddMinutes(10) => $"the test run of {Date(test)} lies in the future",
            _ when facts.Now - test.Utc > TimeSpan.FromDays(days) => $"the test run of {Date(test)} is older than {Words.Number(days)} days",
            _ => null,
        };
    }

    private static string Date(ReceiptEntry entry) => entry.Utc.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
