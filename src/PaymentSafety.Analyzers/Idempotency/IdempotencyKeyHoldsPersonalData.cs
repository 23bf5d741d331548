using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Idempotency;

/// <summary>PAY1007: an address, a name or a number of a person in a key, in clear text.</summary>
internal static class IdempotencyKeyHoldsPersonalData
{
    public static void Report(StripeCall call, Action<Diagnostic> report)
    {
        foreach (var part in call.Keys.SelectMany(key => key.Parts).Where(part => part.IsPersonal).Take(1))
        {
            report(Diagnostic.Create(Rules.IdempotencyKeyHoldsPersonalData, call.NameLocation, [part.Syntax.GetLocation()], part.Symbol?.Name, call.DisplayName));
        }
    }
}
