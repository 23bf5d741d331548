using Microsoft.CodeAnalysis;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>PAY4006: a handler of several types of events never asks whether they are of live mode.</summary>
internal static class LivemodeIgnored
{
    public static Diagnostic? Find(Location check, HandlerBody handler) =>
        handler.EventTypes > 1 && !handler.Mentions("Livemode") ? Diagnostic.Create(Rules.LivemodeIgnored, check) : null;
}
