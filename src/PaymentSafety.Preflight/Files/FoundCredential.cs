using PaymentSafety.Core;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Files;

/// <summary>A credential in one of the project's files: where, and what kind, not its characters.</summary>
/// <param name="Place">Where it starts.</param>
/// <param name="RuleId">The rule that the analyzers report it by.</param>
/// <param name="Description">Mode and kind, in words.</param>
/// <param name="Length">In characters.</param>
/// <param name="Audience">Who is handed the file, as a clause that follows "which"; null where it stays with its owners.</param>
/// <param name="IsForDevelopers">Whether the file stays on developers' machines.</param>
internal sealed record FoundCredential(SourcePlace Place, string RuleId, string Description, int Length, string? Audience, bool IsForDevelopers)
{
    public string FileName => CredentialFile.NameOf(Place.File);
}
