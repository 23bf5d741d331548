namespace PaymentSafety.StripeApi;

/// <summary>
/// What went wrong with one try, how many more tries that alone is worth, and whether anything more may be sent afterwards. Together
/// these are the table of faults; <see cref="RetryPolicy"/> reads it.
/// </summary>
internal sealed record TryCause(StripeFaultKind Kind, int Retries = 0, bool StopsAll = false)
{
    private const string LookForFirewall = "Run again; if it stays, look for a firewall or proxy that cuts connections to Stripe.";
    private const string CorrectProxy = "Correct the proxy's address, its login, or what it lets through.";
    private const string ReportIfItStays = "Run again; report it if it stays.";

    public static readonly TryCause TimedOut = new(StripeFaultKind.NoAnswer, Retries: 3) { Fix = LookForFirewall };
    public static readonly TryCause Broken = new(StripeFaultKind.NoAnswer, Retries: 3) { Fix = LookForFirewall };
    public static readonly TryCause Closed = new(StripeFaultKind.NoAnswer, Retries: 1) { Fix = LookForFirewall };
    public static readonly TryCause Refused = new(StripeFaultKind.NoAnswer, Retries: 2, StopsAll: true);
    public static readonly TryCause NameUnknown = new(StripeFaultKind.NoAnswer, Retries: 1, StopsAll: true);

    public static readonly TryCause Tls = new(StripeFaultKind.Tls, StopsAll: true);

    public static readonly TryCause ProxyDead = new(StripeFaultKind.Proxy, Retries: 2, StopsAll: true) { Fix = CorrectProxy };
    public static readonly TryCause ProxyRefuses = new(StripeFaultKind.Proxy, StopsAll: true) { Fix = CorrectProxy };

    // Whoever answered here is not Stripe: the key must not be sent to it again.
    public static readonly TryCause WebPage = new(StripeFaultKind.NotStripe, StopsAll: true);
    public static readonly TryCause Redirect = new(StripeFaultKind.NotStripe, StopsAll: true);
    public static readonly TryCause NotHttp = new(StripeFaultKind.NotStripe, StopsAll: true);

    public static readonly TryCause NotJson = new(StripeFaultKind.BrokenAnswer, Retries: 1) { Fix = ReportIfItStays };
    public static readonly TryCause TooLarge = new(StripeFaultKind.BrokenAnswer) { Fix = ReportIfItStays };
    public static readonly TryCause WrongRequest = new(StripeFaultKind.BrokenAnswer);

    public static readonly TryCause RateLimited = new(StripeFaultKind.RateLimited, Retries: 3);
    public static readonly TryCause Server = new(StripeFaultKind.ServerError, Retries: 3);

    // Requests under way may still end well; only new ones are not sent.
    public static readonly TryCause RequestsUsed = new(StripeFaultKind.Budget);

    public static readonly TryCause InvalidKey = new(StripeFaultKind.InvalidKey, StopsAll: true);
    public static readonly TryCause ExpiredKey = new(StripeFaultKind.ExpiredKey, StopsAll: true);
    public static readonly TryCause AddressRefused = new(StripeFaultKind.AddressRefused, StopsAll: true);
    public static readonly TryCause MissingPermission = new(StripeFaultKind.MissingPermission);
    public static readonly TryCause ResourceMissing = new(StripeFaultKind.ResourceMissing);

    /// <summary>What to do about it; null where the fault's message says it itself.</summary>
    public string? Fix { get; init; }
}
