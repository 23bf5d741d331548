using System.Net;
using System.Net.Sockets;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Checks;

/// <summary>PF50xx: the webhook endpoints themselves: that there is one, that it is sent events, in the version that the app reads, once.</summary>
internal static class WebhookChecks
{
    /// <summary>Names under which a developer's machine is reached for a while.</summary>
    private static readonly string[] TunnelHosts =
        [".ngrok.io", ".ngrok.app", ".ngrok-free.app", ".ngrok.dev", ".loca.lt", ".trycloudflare.com", ".serveo.net", ".localhost.run", ".lhr.life", ".devtunnels.ms", ".webhook.site", ".hookdeck.com", ".smee.io", ".requestbin.com", ".pipedream.net", ".tunnelmole.net", ".localtunnel.me"];

    private static readonly string[] LocalSuffixes = [".localhost", ".local", ".internal", ".test", ".lan", ".home.arpa", ".invalid"];

    public static IEnumerable<Finding> NoEndpoint(Check self, PreflightFacts facts)
    {
        if (Endpoints(facts, out var unproved) is not { Count: 0 })
            return unproved is null ? [] : [unproved];
        var expected = facts.Map.Map?.WebhookAddress(facts.Mode) is not null || facts.HandledEvents.Count > 0;
        var finding = self.At(PlaceOfAddress(facts), ("mode", facts.Mode.Word()), ("command", Command(facts)));
        return [expected ? finding : finding with { AtMost = Severity.Message }];
    }

    public static IEnumerable<Finding> NotAtAddress(Check self, PreflightFacts facts)
    {
        var address = facts.Map.Map!.WebhookAddress(facts.Mode)!;
        if (Endpoints(facts, out var unproved) is not { } endpoints)
            return [unproved!];
        return endpoints.Any(endpoint => IsSame(endpoint.Url, address.Text)) ? [] :
        [
            self.At(facts.Map.Map.At(address), ("mode", facts.Mode.Word()), ("url", address.Text), ("urls", Words.List([.. endpoints.Select(endpoint => endpoint.Url)]))),
        ];
    }

    public static IEnumerable<Finding> Disabled(Check self, PreflightFacts facts) =>
        OfEvery(facts, endpoint => endpoint.Enabled ? null : self.At(PlaceOfAddress(facts), ("id", endpoint.Id), ("url", endpoint.Url)));

    public static IEnumerable<Finding> OtherVersion(Check self, PreflightFacts facts)
    {
        var library = facts.Code!.StripeNet!;
        return OfEvery(facts, endpoint => endpoint is { Enabled: true, ApiVersion: { } version } && !library.Takes(version)
            ? self.At(PlaceOfAddress(facts), ("id", endpoint.Id), ("version", version), ("sdk", library.Version.ToString(3)), ("train", library.Train!), ("sdkVersion", library.ApiVersion!))
            : null);
    }

    public static IEnumerable<Finding> NoVersion(Check self, PreflightFacts facts) => OfEvery(facts, endpoint => endpoint is { Enabled: true, ApiVersion: null }
        ? self.At(PlaceOfAddress(facts), ("id", endpoint.Id), ("sdkVersion", facts.Code?.StripeNet?.ApiVersion ?? "of your Stripe.net"))
        : null);

    /// <summary>Two endpoints that are sent an event of one type at one address; which is fine for types that only one of them is sent.</summary>
    public static IEnumerable<Finding> Duplicates(Check self, PreflightFacts facts)
    {
        if (Endpoints(facts, out var unproved) is not { } endpoints)
            return [unproved!];
        return from address in endpoints.Where(endpoint => endpoint.Enabled).GroupBy(endpoint => Normal(endpoint.Url), StringComparer.Ordinal)
               from pair in Pairs([.. address])
               where pair.A.EnabledEvents.Any(pair.B.Sends) || pair.B.EnabledEvents.Any(pair.A.Sends)
               select self.At(PlaceOfAddress(facts), ("ids", Words.List([pair.A.Id, pair.B.Id])), ("url", pair.A.Url));
    }

    public static IEnumerable<Finding> NotPublic(Check self, PreflightFacts facts) => OfEvery(facts, endpoint => endpoint.Enabled && WhyNotPublic(endpoint.Url) is { } reason
        ? self.At(PlaceOfAddress(facts), ("url", endpoint.Url), ("reason", reason))
        : null);

    /// <summary>The endpoints of the mode; null, and why, when Stripe did not give them.</summary>
    public static IReadOnlyList<StripeWebhookEndpoint>? Endpoints(PreflightFacts facts, out Finding? unproved)
    {
        var answer = facts.Stripe.Endpoints!;
        unproved = answer.Fault is { } fault ? Finding.Unproved(fault, facts.Project) : null;
        return answer.Value?.Items;
    }

    /// <summary>
    /// Asks one thing of every endpoint that is this app's: those at the address that the map names. Without one nothing tells which of several
    /// belong to another app of the account, so that a finding is a warning where another endpoint is in order.
    /// </summary>
    public static IEnumerable<Finding> OfEvery(PreflightFacts facts, Func<StripeWebhookEndpoint, Finding?> find)
    {
        if (Endpoints(facts, out var unproved) is not { } all)
            return [unproved!];
        var address = facts.Map.Map?.WebhookAddress(facts.Mode)?.Text;
        var own = address is null ? all : [.. all.Where(endpoint => IsSame(endpoint.Url, address))];
        var found = own.Select(find).OfType<Finding>().ToList();
        return address is null && found.Count < all.Count ? found.Select(finding => finding with { AtMost = Severity.Warning }) : found;
    }

    /// <summary>The address in the map; the project where there is none.</summary>
    public static SourcePlace PlaceOfAddress(PreflightFacts facts) =>
        facts.Map.Map is { } map && map.WebhookAddress(facts.Mode) is { } address ? map.At(address) : facts.Project;

    /// <summary>Why Stripe cannot, or should not, send to an address; null when it can.</summary>
    internal static string? WhyNotPublic(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
            return "no address";
        if (address.IsLoopback || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IsPrivate(ip)))
            return "an address of this computer or of a private network";
        var host = "." + address.Host.ToLowerInvariant();
        if (!address.Host.Contains('.') || LocalSuffixes.Any(suffix => host.EndsWith(suffix, StringComparison.Ordinal)))
            return "a name that the internet does not know";
        if (TunnelHosts.Any(tunnel => host.EndsWith(tunnel, StringComparison.Ordinal)))
            return "a tunnel to a developer's machine";
        return address.Scheme == Uri.UriSchemeHttps ? null : "not https";
    }

    private static bool IsPrivate(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal || (address.IsIPv4MappedToIPv6 && IsPrivate(address.MapToIPv4()));
        var bytes = address.GetAddressBytes();
        return bytes[0] is 10 or 127 or 0 || (bytes[0] == 172 && bytes[1] is >= 16 and <= 31) || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 169 && bytes[1] == 254)
            || (bytes[0] == 100 && bytes[1] is >= 64 and <= 127);
    }

    private static bool IsSame(string a, string b) => Normal(a) == Normal(b);

    // A host is the same in any letter case, and a path is not.
    private static string Normal(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.AbsoluteUri.TrimEnd('/') : url;

    private static IEnumerable<(StripeWebhookEndpoint A, StripeWebhookEndpoint B)> Pairs(IReadOnlyList<StripeWebhookEndpoint> endpoints) =>
        endpoints.SelectMany((a, i) => endpoints.Skip(i + 1).Select(b => (a, b)));

    private static string Command(PreflightFacts facts)
    {
        var url = facts.Map.Map?.WebhookAddress(facts.Mode)?.Text ?? "https://…";
        var events = facts.HandledEvents.Count > 0 ? facts.HandledEvents : ["checkout.session.completed"];
        var version = facts.Code?.StripeNet?.ApiVersion is { } pinned ? $" -d api_version={pinned}" : "";
        return $"stripe post /v1/webhook_endpoints{(facts.Mode == StripeMode.Live ? " --live" : "")} -d url={url}{version}{string.Concat(events.Select(type => $" -d \"enabled_events[]={type}\""))}";
    }
}
