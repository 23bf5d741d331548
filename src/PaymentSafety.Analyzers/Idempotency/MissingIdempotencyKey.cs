using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>PAY1001, and PAY1002 for an update: a POST that can reach Stripe with no key.</summary>
internal static class MissingIdempotencyKey
{
    public static bool Report(StripeCall call, Action<Diagnostic> report)
    {
        if (!call.CanLackKey)
        {
            return false;
        }

        report(Diagnostic.Create(
            call.IsUpdate ? Rules.UpdateWithoutIdempotencyKey : Rules.MissingIdempotencyKey, call.NameLocation, call.OptionsLocations, call.DisplayName));
        return true;
    }
}
