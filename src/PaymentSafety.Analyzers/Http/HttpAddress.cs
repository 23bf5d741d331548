using PaymentSafety.Core;

namespace PaymentSafety.Analyzers.Http;

/// <summary>Where a request goes, as far as its text tells.</summary>
internal enum AddressKind
{
    /// <summary>Nothing is known of it.</summary>
    Unknown,

    /// <summary>A path: the client's base address decides.</summary>
    Relative,

    /// <summary>Stripe's API.</summary>
    Stripe,

    /// <summary>Another host, also one that stands for Stripe in a test, or Stripe's OAuth endpoints, which take no key.</summary>
    Elsewhere,
}

internal readonly struct HttpAddress
{
    private const string StripeHost = "api.stripe.com";

    private readonly string? _text;

    private HttpAddress(AddressKind kind, string text)
    {
        Kind = kind;
        _text = text;
    }

    public static HttpAddress Unknown { get; } = new(AddressKind.Unknown, "");

    public AddressKind Kind { get; }

    /// <summary>What is known of it, for a message: host and path, up to what is not known; no user, no query, no credential in the path.</summary>
    public string Text => _text ?? "";

    /// <param name="text">The text with <c>\0</c> for what is not known of it.</param>
    public static HttpAddress Of(string text)
    {
        if (text.Length == 0)
        {
            return new(AddressKind.Relative, text);
        }

        if (text[0] == '\0')
        {
            return Unknown;
        }

        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return new(AddressKind.Relative, Known(text));
        }

        var rest = text.Substring(scheme + 3);
        var path = rest.IndexOf('/');
        rest = rest.Substring(rest.LastIndexOf('@', path < 0 ? rest.Length - 1 : path) + 1);
        var end = rest.IndexOfAny(['/', ':', '?', '\0']);
        var host = end < 0 ? rest : rest.Substring(0, end);
        return string.Equals(host, StripeHost, StringComparison.OrdinalIgnoreCase) && rest.IndexOf("/oauth/", StringComparison.OrdinalIgnoreCase) < 0
            ? new(AddressKind.Stripe, Known(rest))
            : new(AddressKind.Elsewhere, rest);
    }

    /// <summary>This one under a base address.</summary>
    public HttpAddress Under(HttpAddress root) => Kind switch
    {
        AddressKind.Unknown or AddressKind.Relative when root.Kind == AddressKind.Stripe => new(AddressKind.Stripe, root.Text.TrimEnd('/') + (Text.Length == 0 ? "" : "/" + Text.TrimStart('/'))),
        AddressKind.Unknown or AddressKind.Relative when root.Kind != AddressKind.Unknown => new(root.Kind, root.Text),
        _ => this,
    };

    private static string Known(string text)
    {
        var end = text.IndexOfAny(['\0', '?', '#']);
        return Redaction.Mask(end < 0 ? text : text.Substring(0, end));
    }
}
