using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>PAY2002: a verification code, a PIN or track data reaches a log, in whatever form.</summary>
internal static class CardVerificationCodeLogged
{
    public static Diagnostic? Report(Leak leak) =>
        leak is { IsLogged: true, IsWholeObject: false, Data.Kind: DataKind.AuthenticationData }
            ? leak.Report(Rules.CardVerificationCodeLogged, leak.OriginText, leak.Use.Name)
            : null;
}
