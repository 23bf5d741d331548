using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Logging;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>PAY2010: card data goes to a response, a URL, or a field that Stripe shows.</summary>
internal static class CardDataSentOn
{
    public static Diagnostic? Report(Leak leak) =>
        leak is { Use.Kind: SinkKind.Outbound, IsCardData: true, Data.IsHashed: false }
            ? leak.Report(Rules.CardDataSentOn, leak.KindText, leak.OriginText, leak.Use.Name)
            : null;
}
