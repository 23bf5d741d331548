using PaymentSafety.Core;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Files;

/// <summary>A credential in one of the project's files: where, and what kind, not its characters.</summary>
internal sealed record FoundCredential(SourcePlace Place, string RuleId, string Description, int Length, bool IsForDevelopers)
{
    public string FileName => CredentialFile.NameOf(Place.File);
}
