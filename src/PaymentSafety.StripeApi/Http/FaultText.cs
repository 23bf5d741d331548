using System.Globalization;
using System.Text.RegularExpressions;

namespace PaymentSafety.StripeApi;

/// <summary>The words of every fault, in one place. Text from outside is cleaned here, and only here.</summary>
internal sealed partial class FaultText(StripeApiKey key, StripeApiOptions options)
{
    private const string InBetween = "A proxy or login page is in between.";

    private readonly string _host = options.BaseAddress.Authority;

    public string Clean(string text) => OutsideText.Clean(text, key.Value);

    public string? CleanOrNull(string? text) => text is null ? null : Clean(text);

    public string NoAnswer() => $"No answer from {_host} within {Seconds(options.PerTry)}.";

    public string Broken() => "The connection was broken.";

    public string Unreachable(string reason)
        => $"{_host} cannot be reached ({reason}). Is this build agent offline? Set PaymentSafetyOffline=true to run the offline checks only.";

    public string NotTrusted(string reasons)
        => $"The certificate of {_host} is not trusted ({reasons}). If a company proxy inspects TLS, install its root certificate; never switch validation off.";

    public string NotTls() => $"{options.BaseAddress.Host}:{options.BaseAddress.Port} does not speak TLS.";

    public string TlsFailed() => $"No secure connection to {_host} could be made: the TLS handshake failed.";

    public string ProxyDead(ProxySource proxy) => $"The proxy {proxy.Address} ({proxy.Setting}) cannot be reached.";

    public string ProxyLogin() => "The proxy wants a login.";

    public string ProxyRefuses(ProxySource proxy, int? status)
        => $"The proxy {proxy.Address} ({proxy.Setting}) makes no connection to {_host}{(status is { } code ? Invariant($" (it answered {code})") : "")}.";

    public string WebPage() => $"{_host} answered a web page. {InBetween}";

    /// <summary>The query of a login page may repeat what it was asked with; only the address itself is shown.</summary>
    public string Redirect(Uri? location) => $"{_host} redirected to {Address(location)}. {InBetween}";

    public string NotHttp() => $"{_host} answered something that is not HTTP. {InBetween}";

    public string NotJson() => $"{_host} answered something that is not Stripe JSON.";

    public string TooLarge() => $"{_host} sent an answer larger than {Size(options.MaxAnswerBytes)}.";

    public string HeadersTooLarge() => $"{_host} sent headers larger than {StripeConnection.MaxHeadersKilobytes} KiB.";

    public string WrongRequest(string said, string? requestId)
        => $"Stripe called a request of this tool wrong ({Clean(said)}). Please report it{(requestId is null ? "" : $" with Request-Id {Clean(requestId)}")}.";

    public string RateLimited(string reason, TimeSpan elapsed)
        => $"Stripe limited the requests ({Clean(reason)}) and did not recover in {Seconds(elapsed)}. Other programs use the same account; run again later.";

    public string Server(int status, int times)
        => Invariant($"Stripe answered {status} {times} {(times == 1 ? "time" : "times")}. See status.stripe.com; nothing was proved.");

    public string RequestsUsed(int sent) => Invariant($"{sent} of {options.MaxRequests} requests used; nothing more was asked. Raise PaymentSafetyMaxRequests.");

    public string TimeUsed(int sent) => Invariant($"Stripe's answers took longer than {Seconds(options.Deadline)} in all; {sent} {(sent == 1 ? "request was" : "requests were")} sent.");

    public string InvalidKey(int status) => Invariant($"Stripe refused {key.Name} ({key.Masked}): the key is invalid ({status}).");

    public string ExpiredKey() => $"Stripe refused {key.Name}: the key has expired (api_key_expired).";

    public string AddressRefused() => $"Stripe refused this computer's address for {key.Name}.";

    public string MissingPermission(string permission) => $"The key lacks \"{permission}\".";

    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");

    private string Address(Uri? location)
    {
        if (location is null) return "nowhere";
        return Clean(location.IsAbsoluteUri ? location.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.Unescaped) : Query().Replace(location.OriginalString, ""));
    }

    private static string Size(int bytes) => bytes % (1 << 20) == 0 ? Invariant($"{bytes >> 20} MiB") : Invariant($"{bytes} bytes");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("[?#].*$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Query();
}
