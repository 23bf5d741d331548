namespace PaymentSafety.Tests.Stripe;

/// <summary>A permission of a restricted key, with the name that the Dashboard shows.</summary>
public sealed record StripePermission(string Id, string Name)
{
    public static readonly StripePermission Prices = new("plan_read", "Prices Read");
    public static readonly StripePermission Products = new("product_read", "Products Read");
    public static readonly StripePermission Balance = new("balance_read", "Balance Read");
    public static readonly StripePermission Account = new("accounts_kyc_basic_read", "Accounts KYC Basic Read");
    public static readonly StripePermission Webhooks = new("webhook_read", "Webhook Endpoints Read");
    public static readonly StripePermission Events = new("event_read", "Events Read");

    /// <summary>Writing includes reading.</summary>
    public static readonly StripePermission WritePrices = new("plan_write", "Prices Write") { Includes = Prices };

    /// <inheritdoc cref="WritePrices"/>
    public static readonly StripePermission WriteProducts = new("product_write", "Products Write") { Includes = Products };

    /// <summary>To make and read Checkout sessions.</summary>
    public static readonly StripePermission WriteCheckout = new("checkout_session_write", "Checkout Sessions Write");

    /// <summary>To make and read customers.</summary>
    public static readonly StripePermission WriteCustomers = new("customer_write", "Customers Write");

    /// <summary>A permission that comes with this one.</summary>
    public StripePermission? Includes { get; init; }

    /// <summary>All that a preflight reads.</summary>
    public static IReadOnlySet<StripePermission> All { get; } = new HashSet<StripePermission> { Prices, Products, Balance, Account, Webhooks, Events };
}
