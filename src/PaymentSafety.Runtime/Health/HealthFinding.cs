using Microsoft.Extensions.Diagnostics.HealthChecks;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Runtime.Health;

/// <summary>What a check found, in words of our own: those of others may hold a key, an address or a name.</summary>
internal sealed record HealthFinding(HealthStatus Status, string Description)
{
    public static HealthFinding Healthy(string description) => new(HealthStatus.Healthy, description);

    public static HealthFinding Degraded(string description) => new(HealthStatus.Degraded, description);

    public static HealthFinding Unhealthy(string description) => new(HealthStatus.Unhealthy, description);

    /// <summary>What it means that Stripe gave no answer to this: refused for good, or unknown.</summary>
    public static HealthFinding Of(StripeFault fault) => fault.Kind switch
    {
        StripeFaultKind.InvalidKey => Unhealthy("PF3001 Stripe refuses the key."),
        StripeFaultKind.ExpiredKey => Unhealthy("PF3002 The key has expired."),
        StripeFaultKind.AddressRefused => Unhealthy("PF3009 Stripe refuses this computer's address for the key."),
        // Which one is on Stripe's own list of names, and no secret.
        StripeFaultKind.MissingPermission => Degraded($"PF3003 Unknown: the key lacks {fault.PermissionId ?? "a permission"}."),
        StripeFaultKind.RateLimited => Degraded("PF9006 Unknown: too many requests."),
        StripeFaultKind.Budget => Degraded("PF9008 Unknown: the requests or the time for a check are used up."),
        StripeFaultKind.Tls => Degraded("PF9002 Unknown: no trusted connection."),
        StripeFaultKind.Proxy => Degraded("PF9003 Unknown: the proxy does not let it through."),
        StripeFaultKind.ServerError => Degraded("PF9007 Unknown: Stripe answers with server errors."),
        StripeFaultKind.NoAnswer => Degraded("PF9001 Unknown: no answer from Stripe."),
        _ => Degraded("Unknown: what answered is not what Stripe answers."),
    };
}
