using System.Globalization;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Snapshot;

namespace PaymentSafety.Preflight.Reports;

/// <summary>The last line of a run: <c>14 checks: 11 ok, 2 failed, 1 unknown (5 requests, 1.2 s)</c>.</summary>
internal static class ClosingLine
{
    private static readonly (CheckStatus Status, string Word)[] Shown =
    [
        (CheckStatus.Pass, "ok"), (CheckStatus.Fail, "failed"), (CheckStatus.Warn, "warned"), (CheckStatus.Unknown, "unknown"), (CheckStatus.Skipped, "skipped"),
    ];

    public static string Of(PreflightResult result, StripeAnswers stripe, TimeSpan elapsed)
    {
        var counts = new List<string>();
        foreach (var (status, word) in Shown)
        {
            if (result.Count(status) is var count && (count > 0 || status == CheckStatus.Pass))
                counts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {word}"));
        }

        var requests = stripe.Requests == 1 ? "1 request" : Words.Number(stripe.Requests) + " requests";
        var shared = stripe.Shared ? ", answers shared by this build" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Checks.Count} checks: {string.Join(", ", counts)} ({requests}{shared}, {elapsed.TotalSeconds:0.0} s)");
    }

    /// <summary>What a reader of a green line must know: that nothing, or nothing about Stripe, was proved; null when Stripe itself was asked.</summary>
    public static string? Caveat(StripeAnswers stripe) => stripe switch
    {
        { Offline: true } => "Offline (PaymentSafetyOffline=true): Stripe was not asked; the key and the prices were not proved.",
        { StandIn: { } address } => $"The answers came from {address} (PaymentSafetyLocalStripe=true): nothing was proved against Stripe.",
        _ => null,
    };
}
