using Polly;

namespace PaymentSafety.Runtime.Resilience;

/// <summary>One request on its way through the retries.</summary>
internal sealed record StripeCall(HttpRequestMessage Request, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Send, bool IsRepeatable)
{
    public static readonly ResiliencePropertyKey<StripeCall> Key = new("PaymentSafety.StripeCall");

    public static StripeCall Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);
}
