namespace PaymentSafety.Preflight.Checks;

/// <summary>What a whole run came to.</summary>
/// <param name="Checks">One result for every check, in order of the table.</param>
/// <param name="Diagnostics">What is told, once each.</param>
internal sealed record PreflightResult(IReadOnlyList<CheckResult> Checks, IReadOnlyList<Diagnostic> Diagnostics)
{
    public ExitCode ExitCode =>
        Diagnostics.Any(diagnostic => diagnostic is { Severity: Severity.Error, Finding.IsUnknown: false }) ? ExitCode.Failed
        : Count(CheckStatus.Unknown) > 0 ? ExitCode.Unknown
        : ExitCode.Passed;

    /// <summary>Whether an error was told, be it of a check that could not be made.</summary>
    public bool StopsThePublish => Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);

    public int Count(CheckStatus status) => Checks.Count(result => result.Status == status);
}
