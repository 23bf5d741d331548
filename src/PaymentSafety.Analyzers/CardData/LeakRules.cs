using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>The rules that are asked about a leak: one of them speaks, or none.</summary>
internal static class LeakRules
{
    private static readonly Func<Leak, Diagnostic?>[] Rules =
    [
        CardNumberLogged.Report, CardVerificationCodeLogged.Report, StripeObjectLogged.Report, SecretLogged.Report, CardDataInException.Report, CardDataWrittenToDisk.Report, CardDataSentOn.Report,
    ];

    public static Diagnostic? Report(Leak leak) => Rules.Select(rule => rule(leak)).FirstOrDefault(found => found is not null);
}
