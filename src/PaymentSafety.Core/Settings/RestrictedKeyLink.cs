namespace PaymentSafety.Core;

/// <summary>Stripe's page on which a restricted key is made, filled in with what the gate reads.</summary>
internal static class RestrictedKeyLink
{
    /// <summary>The least permissions with which every check can be made.</summary>
    public static readonly IReadOnlyList<string> All =
        ["rak_plan_read", "rak_product_read", "rak_webhook_read", "rak_event_read", "rak_balance_read", "rak_accounts_kyc_basic_read"];

    /// <param name="mode">Keys belong to one mode.</param>
    /// <param name="permissions">Their ids.</param>
    public static string For(StripeMode mode, IEnumerable<string> permissions) =>
        $"https://dashboard.stripe.com/{(mode == StripeMode.Live ? "" : "test/")}apikeys/create?name=PaymentSafety"
        + string.Concat(permissions.Select(permission => "&permissions%5B%5D=" + Uri.EscapeDataString(permission)));
}
