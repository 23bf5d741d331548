using System.Diagnostics.CodeAnalysis;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Configuration;

/// <summary>The address of the API as it was asked for.</summary>
internal static class StripeApiAddress
{
    /// <summary>False for what the key may not be sent to.</summary>
    public static bool TryParse(string? address, bool allowLoopback, [NotNullWhen(true)] out Uri? uri)
    {
        if (address is null)
        {
            uri = StripeHost.Default;
            return true;
        }

        return Uri.TryCreate(address, UriKind.Absolute, out uri) && StripeHost.IsAllowed(uri, allowLoopback, out _);
    }
}
