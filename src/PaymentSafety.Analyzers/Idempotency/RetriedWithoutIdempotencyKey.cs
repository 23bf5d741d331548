using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Retries;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>PAY1009: the repeat is certain, and each turn reaches Stripe without a key or with a new one.</summary>
internal static class RetriedWithoutIdempotencyKey
{
    public static bool Report(StripeCall call, Repeat? repeat, Action<Diagnostic> report)
    {
        // An update sets the same values again; PAY1002 says what there is to say.
        if (repeat is null || (call.CanLackKey && call.IsUpdate))
        {
            return false;
        }

        var fresh = IdempotencyKeyFreshPerCall.FreshPart(call);
        string how;
        if (call.CanLackKey)
        {
            how = "without an idempotency key";
        }
        else if (fresh is { } part && repeat.Region.Span.Contains(part.Syntax.Span) && repeat.Region.SyntaxTree == part.Syntax.SyntaxTree && !StoredKeys.IsKept(part.Syntax, call))
        {
            how = "with a key that is new at every turn";
        }
        else
        {
            return false;
        }

        report(Diagnostic.Create(
            Rules.RetriedWithoutIdempotencyKey, call.NameLocation, call.OptionsLocations.Append(repeat.Cause.GetFirstToken().GetLocation()), call.DisplayName, repeat.Description, how));
        return true;
    }
}
