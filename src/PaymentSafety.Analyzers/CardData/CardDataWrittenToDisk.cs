using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Logging;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>PAY2006: card data goes to a file, a cache or a queue.</summary>
internal static class CardDataWrittenToDisk
{
    public static Diagnostic? Report(Leak leak) =>
        leak is { Use.Kind: SinkKind.Storage, IsCardData: true, Data.IsHashed: false }
            ? leak.Report(Rules.CardDataWrittenToDisk, leak.KindText, leak.OriginText, leak.Use.Name)
            : null;
}
