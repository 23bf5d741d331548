using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>PAY2001: a card number reaches a log.</summary>
internal static class CardNumberLogged
{
    public static Diagnostic? Report(Leak leak) =>
        leak is { IsLogged: true, IsWholeObject: false, Data: { Kind: DataKind.CardNumber, IsHashed: false } }
            ? leak.Report(Rules.CardNumberLogged, leak.OriginText, leak.Use.Name)
            : null;
}
