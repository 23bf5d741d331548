using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Stripe;

namespace PaymentSafety.Analyzers.Webhooks;

/// <summary>Calls that make an object of Stripe's out of a text and check nothing.</summary>
internal sealed class EventDecoding(StripeContext stripe)
{
    private static readonly string[] Decoders = ["Deserialize", "ReadFrom", "ReadAs", "ToObject", "Parse", "FromJson"];

    private readonly Lazy<INamedTypeSymbol?> _event = new(() => stripe.Find("Stripe.Event"));

    /// <summary>Stripe.Event, or a notification of API v2.</summary>
    public bool IsEvent(ITypeSymbol? type) =>
        (_event.Value is { } known && type.IsOrInheritsFrom(known))
        || (type is INamedTypeSymbol { Name: "EventNotification" or "ThinEvent" } named && StripeOperations.IsStripeNet(named));

    /// <summary>By name alone: asked of every call of a compilation.</summary>
    public static bool IsDecoder(string method) => Array.Exists(Decoders, word => method.StartsWith(word, StringComparison.Ordinal));

    /// <summary>What is decoded, or null where the call is another one.</summary>
    public IOperation? TextOf(MethodCall call)
    {
        var method = call.Method;
        if (!IsDecoder(method.Name) || !IsEvent(method.ReturnType.Awaited()))
        {
            return null;
        }

        if (StripeOperations.IsStripeNet(method))
        {
            return method.Parameters.Any(parameter => parameter.Name == "secret") ? null : First(call);
        }

        // A decoder of the project is looked at where it decodes.
        return method.Locations.Any(location => location.IsInSource) ? null : call.Instance ?? First(call);
    }

    private static IOperation? First(MethodCall call) => call.Arguments.Where(argument => argument.Parameter?.Ordinal == 0).Select(argument => argument.Value).FirstOrDefault();
}
