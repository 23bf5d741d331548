using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>PAY1001: a POST that can reach Stripe with no key.</summary>
internal static class MissingIdempotencyKey
{
    public static void Report(StripeCall call, Action<Diagnostic> report)
    {
        if (call.CanLackKey && !call.IsUpdate && !StripeMocks.IsSetup(call.Invocation) && !IsHarmless(call.Method))
        {
            report(Diagnostic.Create(Rules.MissingIdempotencyKey, call.NameLocation, call.OptionsLocations, call.DisplayName));
        }
    }

    /// <summary>Stripe's test helpers work in test mode only, and a preview changes nothing.</summary>
    private static bool IsHarmless(IMethodSymbol method) =>
        method.IsInNamespace("Stripe", "TestHelpers") || StripeOperations.WithoutAsync(method.Name) is "CreatePreview" or "Preview";
}
