using System.Diagnostics.CodeAnalysis;

namespace PaymentSafety.StripeApi;

/// <summary>The addresses that a key may be sent to.</summary>
public static class StripeHost
{
    /// <summary>https://api.stripe.com/</summary>
    public static Uri Default { get; } = new("https://api.stripe.com/");

    /// <summary>Whether a key may be sent to <paramref name="address"/>.</summary>
    /// <param name="address">The API's address, without a path.</param>
    /// <param name="allowLoopback">Whether this computer's own addresses, http too, are accepted.</param>
    /// <param name="reason">What is wrong with it, as an end of "it …".</param>
    public static bool IsAllowed(Uri address, bool allowLoopback, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(address);
        reason = Refusal(address, allowLoopback);
        return reason is null;
    }

    /// <summary>Whether the address is one of this computer's own: <c>localhost</c>, 127.0.0.0/8, ::1.</summary>
    public static bool IsLoopback(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsAbsoluteUri && address.IsLoopback;
    }

    private static string? Refusal(Uri address, bool allowLoopback)
    {
        if (!address.IsAbsoluteUri) return "is not an absolute address";
        if (address.UserInfo.Length > 0) return "holds a user name";
        if (address.PathAndQuery != "/" || address.Fragment.Length > 0) return "has a path; only the host belongs here";

        if (IsLoopback(address))
        {
            if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps) return "is neither http nor https";
            return allowLoopback ? null : "is this computer's own";
        }

        if (!address.Host.Equals(Default.Host, StringComparison.OrdinalIgnoreCase)) return "is not Stripe's";
        if (address.Scheme != Uri.UriSchemeHttps) return "is not https";
        return address.Port == Default.Port ? null : "has another port than 443";
    }
}
