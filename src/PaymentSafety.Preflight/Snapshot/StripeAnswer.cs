using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Snapshot;

/// <summary>What one question to Stripe gave, in a form that can be kept for the other projects of the build: a value or a fault.</summary>
internal sealed record StripeAnswer<T>(T? Value, StripeFault? Fault)
    where T : class
{
    public static StripeAnswer<T> Of(StripeResult<T> result) => new(result.Value, result.Fault);

    /// <summary>Whether Stripe took the key: it answered, or said that this object does not exist or may not be read.</summary>
    public bool ProvesKey => Fault is null or { Kind: StripeFaultKind.ResourceMissing or StripeFaultKind.MissingPermission };
}
