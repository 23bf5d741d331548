using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>PAY2003: an object whose text form holds card data or a secret reaches a log, or a body of Stripe as it came.</summary>
internal static class StripeObjectLogged
{
    public static Diagnostic? Report(Leak leak) =>
        leak is { IsLogged: true, IsWholeObject: true } or { IsLogged: true, Data.Kind: DataKind.RawBody }
            ? leak.Report(Rules.StripeObjectLogged, leak.OriginText, leak.Use.Name, leak.Data.Path ?? "all that Stripe sent")
            : null;
}
