using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Probing;

/// <summary>What the running app answered to the events of a probe.</summary>
/// <param name="Address">Where they were sent.</param>
/// <param name="Place">Where the address stands.</param>
/// <param name="Forged">To an event whose signature is not Stripe's.</param>
/// <param name="Signed">To an event that was signed with the configured secret; null when none was sent.</param>
internal sealed record ProbeAnswers(string Address, SourcePlace Place, ProbeAnswer Forged, ProbeAnswer? Signed);

/// <summary>One answer.</summary>
/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="Location">Where a redirect leads, without its query.</param>
/// <param name="Failure">Why there was no answer; null when there was one.</param>
internal sealed record ProbeAnswer(int? Status, string? Location, string? Failure);
