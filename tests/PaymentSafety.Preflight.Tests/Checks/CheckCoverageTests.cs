using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Tests.Gate;

namespace PaymentSafety.Preflight.Tests.Checks;

/// <summary>Runs after all the others, as collections that are not parallel do, and looks at what they saw. It needs them: alone it fails.</summary>
[CollectionDefinition(nameof(AfterAllOthers), DisableParallelization = true)]
public sealed class AfterAllOthers;

[Collection(nameof(AfterAllOthers))]
public class CheckCoverageTests
{
    private static IEnumerable<string> Made => CheckTable.All.Where(check => check.Evaluate is not null && !check.Id.StartsWith("PAY", StringComparison.Ordinal)).Select(check => check.Id);

    [Fact]
    public void Every_check_was_seen_to_fire() => Assert.Empty(Made.Except(CheckCoverage.Fired));

    // PF2023 is a reminder: it is told in every live run, and left out of every other.
    [Fact]
    public void Every_check_was_seen_to_be_made_and_to_find_nothing() => Assert.Equal(["PF2023"], Made.Except(CheckCoverage.Silent));
}
