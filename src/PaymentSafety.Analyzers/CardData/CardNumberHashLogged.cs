using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>PAY2011: an unkeyed hash of a card number reaches a log.</summary>
internal static class CardNumberHashLogged
{
    public static Diagnostic? Report(Leak leak) =>
        leak is { IsLogged: true, Data: { Kind: DataKind.CardNumber, IsHashed: true } }
            ? leak.Report(Rules.CardNumberHashLogged, leak.OriginText, leak.Use.Name)
            : null;
}
