namespace PaymentSafety.Preflight.Checks;

/// <summary>What one check came to.</summary>
/// <param name="Check">The row.</param>
/// <param name="Status">Only a pass says that something was proved.</param>
/// <param name="Findings">What it found; empty for a pass.</param>
/// <param name="Reason">Why it was skipped or could not be made; null otherwise.</param>
internal sealed record CheckResult(Check Check, CheckStatus Status, IReadOnlyList<Finding> Findings, string? Reason = null)
{
    /// <summary>What it found and was told to leave out, each with the suppression that covers it.</summary>
    public IReadOnlyList<(Finding Finding, Suppression By)> Suppressed { get; init; } = [];
}
