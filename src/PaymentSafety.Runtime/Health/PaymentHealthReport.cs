using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PaymentSafety.Runtime.Health;

/// <summary>How the app's payments are. It holds no key and no personal data.</summary>
/// <param name="Status">The worst of the checks.</param>
/// <param name="Checks">By name, in a fixed order.</param>
public sealed record PaymentHealthReport(HealthStatus Status, IReadOnlyList<PaymentHealthEntry> Checks);

/// <summary>What one check found.</summary>
/// <param name="Name"><c>stripe_api</c>, <c>price_ids</c>, <c>webhook_endpoint</c>, <c>webhook_recent</c> or <c>database</c>.</param>
/// <param name="Status">Healthy; Unhealthy when it is known that payments cannot work; Degraded when something needs a look, or could not be found out.</param>
/// <param name="Description">In one sentence.</param>
/// <param name="Checked">When it was looked at; answers are kept for a while.</param>
public sealed record PaymentHealthEntry(string Name, HealthStatus Status, string Description, DateTimeOffset Checked);
