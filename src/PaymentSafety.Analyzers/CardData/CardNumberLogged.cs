using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>PAY2001: a card number reaches a log, as it is or as a hash without a key.</summary>
internal static class CardNumberLogged
{
    public static Diagnostic? Report(Leak leak) =>
        leak is not { IsLogged: true, IsWholeObject: false, Data.Kind: DataKind.CardNumber } ? null
        : leak.Data.IsHashed ? leak.ReportMilder(Rules.CardNumberLogged, leak.OriginText, "as an unkeyed hash", leak.Use.Name, "there are few enough card numbers to try them all")
        : leak.Report(Rules.CardNumberLogged, leak.OriginText, "unmasked", leak.Use.Name, "everyone who can read the log can use the card");
}
