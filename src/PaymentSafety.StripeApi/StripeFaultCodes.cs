namespace PaymentSafety.StripeApi;

internal static class StripeFaultCodes
{
    public static string? Code(this StripeFaultKind kind) => kind switch
    {
        StripeFaultKind.NoAnswer => "PF9001",
        StripeFaultKind.Tls => "PF9002",
        StripeFaultKind.Proxy => "PF9003",
        StripeFaultKind.NotStripe => "PF9004",
        StripeFaultKind.BrokenAnswer => "PF9005",
        StripeFaultKind.RateLimited => "PF9006",
        StripeFaultKind.ServerError => "PF9007",
        StripeFaultKind.Budget => "PF9008",
        StripeFaultKind.Paging => "PF9009",
        StripeFaultKind.InvalidKey => "PF3001",
        StripeFaultKind.ExpiredKey => "PF3002",
        StripeFaultKind.MissingPermission => "PF3003",
        StripeFaultKind.AddressRefused => "PF3009",
        StripeFaultKind.ResourceMissing => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
