using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>PAY2004: an API key, a signing secret or a client secret reaches a log.</summary>
internal static class SecretLogged
{
    public static Diagnostic? Report(Leak leak) =>
        leak is { IsLogged: true, IsWholeObject: false, Data.Kind: DataKind.Secret or DataKind.ClientSecret }
            ? leak.Report(Rules.SecretLogged, leak.KindText, leak.OriginText, leak.Use.Name)
            : null;
}
