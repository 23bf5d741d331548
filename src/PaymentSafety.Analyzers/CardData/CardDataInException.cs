using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Logging;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>PAY2005: card data or a secret goes into the message of an exception, or into a trace.</summary>
internal static class CardDataInException
{
    public static Diagnostic? Report(Leak leak) =>
        leak.Use.Kind is SinkKind.Exception or SinkKind.Trace && !leak.Data.IsHashed
            ? leak.Report(Rules.CardDataInException, leak.KindText, leak.OriginText, leak.Use.Name)
            : null;
}
