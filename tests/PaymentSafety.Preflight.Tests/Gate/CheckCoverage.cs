using System.Collections.Concurrent;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Tests.Gate;

/// <summary>What every run of the gate in these tests came to, check by check: which checks were ever seen to fire, and which to be made and find nothing.</summary>
internal static class CheckCoverage
{
    private static readonly ConcurrentDictionary<string, bool> FiredIds = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, bool> SilentIds = new(StringComparer.Ordinal);

    public static IReadOnlySet<string> Fired => FiredIds.Keys.ToHashSet(StringComparer.Ordinal);

    public static IReadOnlySet<string> Silent => SilentIds.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>What could not be made, or was left out, is neither.</summary>
    public static void Note(PreflightResult result)
    {
        foreach (var check in result.Checks)
        {
            if (check.Findings.Any(finding => !finding.IsUnknown && finding.Check == check.Check))
                FiredIds[check.Check.Id] = true;
            else if (check is { Status: CheckStatus.Pass, Findings.Count: 0 })
                SilentIds[check.Check.Id] = true;
        }
    }
}
