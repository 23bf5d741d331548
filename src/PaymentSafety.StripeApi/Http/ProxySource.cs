using System.Net;

namespace PaymentSafety.StripeApi;

/// <summary>The proxy that a request goes through, in words for a message.</summary>
/// <param name="Address">Without user name and password.</param>
/// <param name="Setting">Where it is set.</param>
internal sealed record ProxySource(string Address, string Setting)
{
    /// <returns>Null when the request goes straight to the host.</returns>
    public static ProxySource? For(Uri target, IWebProxy? proxy, Func<string, string?> environment)
    {
        if (proxy is null || proxy.IsBypassed(target) || proxy.GetProxy(target) is not { } address || address == target) return null;

        var plain = address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        return new ProxySource(plain, Variables(target.Scheme).FirstOrDefault(name => IsSetTo(address, environment(name))) ?? "system settings");
    }

    // The names that .NET reads, in its order.
    private static IEnumerable<string> Variables(string scheme)
        => [$"{scheme}_proxy", $"{scheme.ToUpperInvariant()}_PROXY", "all_proxy", "ALL_PROXY"];

    /// <summary>A variable may leave out the scheme, and may carry a password; the host and the port decide.</summary>
    private static bool IsSetTo(Uri address, string? value)
        => !string.IsNullOrWhiteSpace(value)
            && Uri.TryCreate(value.Contains("://", StringComparison.Ordinal) ? value : "http://" + value, UriKind.Absolute, out var set)
            && set.Host == address.Host
            && set.Port == address.Port;
}
