using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PaymentSafety.Runtime.Health;

/// <summary>
/// The same answer among the app's other health checks: <c>services.AddHealthChecks().AddCheck&lt;PaymentHealthCheck&gt;("payments", tags: ["payments"])</c>. Leave its tag out of what
/// liveness and readiness ask.
/// </summary>
public sealed class PaymentHealthCheck(PaymentHealth health) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var report = await health.CheckAsync(cancellationToken).ConfigureAwait(false);
        var data = report.Checks.ToDictionary(entry => entry.Name, entry => (object)entry.Description, StringComparer.Ordinal);
        return new HealthCheckResult(report.Status, string.Join(' ', report.Checks.Where(entry => entry.Status != HealthStatus.Healthy).Select(entry => $"{entry.Name}: {entry.Description}")), null, data);
    }
}
