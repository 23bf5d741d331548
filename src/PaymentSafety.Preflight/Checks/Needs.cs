using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Checks;

/// <summary>What must be known before a check can be made.</summary>
[Flags]
internal enum Needs
{
    Nothing = 0,

    /// <summary>A price map that could be read.</summary>
    Map = 1,

    /// <summary>Answers of Stripe.</summary>
    Stripe = 1 << 1,

    /// <summary>At least one price id in the mode that is checked.</summary>
    Prices = 1 << 2,

    /// <summary>A secret key in the configuration.</summary>
    SecretKey = 1 << 3,

    /// <summary>A publishable key in the configuration.</summary>
    PublishableKey = 1 << 4,

    /// <summary>Files to search.</summary>
    Files = 1 << 5,

    /// <summary>A webhook's signing secret in the configuration.</summary>
    WebhookSecret = 1 << 6,

    /// <summary>The account, which is asked for in live mode.</summary>
    Account = 1 << 7,

    /// <summary>An account that the map names.</summary>
    ExpectedAccount = 1 << 8,

    /// <summary>A key of the other mode.</summary>
    OtherMode = 1 << 9,

    /// <summary>Active prices that were listed.</summary>
    ActivePrices = 1 << 10,

    /// <summary>Every active price.</summary>
    WholeCatalogue = 1 << 11,

    /// <summary>At least one webhook endpoint.</summary>
    Endpoints = 1 << 12,

    /// <summary>An address for webhooks in the map.</summary>
    WebhookAddress = 1 << 13,

    /// <summary>Event types that the code or the map says are handled.</summary>
    HandledEvents = 1 << 14,

    /// <summary>The Stripe.net.dll that the app is built with.</summary>
    StripeNet = 1 << 15,

    /// <summary>The app's compiled code.</summary>
    Code = 1 << 16,

    /// <summary>The permission to read events.</summary>
    Events = 1 << 17,

    /// <summary>The app's answers to the events of a probe.</summary>
    Probe = 1 << 18,

    /// <summary>That receipts of both modes are wanted.</summary>
    RequireBoth = 1 << 19,

    /// <summary>The plans of the app's database, or an export of them.</summary>
    Plans = 1 << 20,

    /// <summary>Scripts that a migration was written to.</summary>
    Migrations = 1 << 21,
}

/// <summary>Why a check is not made where what it needs is not there and does not have to be. The reason is always told.</summary>
internal static class Prerequisites
{
    // Before Stripe is looked at: what the configuration and the map say by themselves.
    private static readonly (Needs Need, Func<PreflightFacts, bool> IsMissing, string Reason)[] Offline =
    [
        (Needs.SecretKey, facts => facts.Keys.Asking is null, "no secret key is configured"),
        (Needs.PublishableKey, facts => facts.Keys.Publishable is null, "no publishable key is configured"),
        (Needs.WebhookSecret, facts => facts.Keys.WebhookSecret is null, "no webhook signing secret is configured"),
        (Needs.Files, facts => facts.Files is null, "no files were handed over (PaymentSafetyScanFiles=false)"),
        (Needs.Code, facts => facts.Code is null, "the app is not compiled yet, or its assembly was not handed over"),
        (Needs.StripeNet, facts => facts.Code?.StripeNet is null, "no Stripe.net.dll was handed over"),
        (Needs.HandledEvents, facts => facts.HandledEvents.Count == 0, "no event types are known that the code handles"),
        (Needs.ExpectedAccount, facts => facts.Map.Map?.Account(facts.Mode) is null, "the price map names no account ($accounts)"),
        (Needs.WebhookAddress, facts => facts.Map.Map?.WebhookAddress(facts.Mode) is null, "the price map names no address for webhooks ($webhook)"),
        (Needs.Probe, facts => facts.Probe is null, "the app was not probed (PaymentSafetyProbeWebhook, and an address in $webhook)"),
        (Needs.RequireBoth, facts => !facts.Options.RequireBoth, "PaymentSafetyRequireBoth is not set"),
        (Needs.Plans, facts => facts.Plans is null && facts.Options.Database is not null, "PaymentSafetyOffline=true"),
        (Needs.Plans, facts => facts.Plans is null, "neither a database (PaymentSafetyDatabase) nor an export (PaymentSafetyPlansFile) was named"),
        (Needs.Migrations, facts => facts.Migrations.Count == 0, "no migration was written (PaymentSafetyGenerateMigration)"),
        (Needs.Stripe, facts => facts.Stripe.Offline, "PaymentSafetyOffline=true"),
        (Needs.Prices, facts => facts.Map.Map is { } map && map.Plans.All(plan => plan.Slot(facts.Mode).PriceId is null), "the price map has no price to ask for"),
        (Needs.OtherMode, facts => facts.Keys.OtherMode is null, "no key of the other mode is configured (PAYMENTSAFETY_STRIPE_KEY_TEST or _LIVE)"),
        (Needs.WholeCatalogue, facts => !facts.Options.ScanPrices, "PaymentSafetyScanPrices is not set"),
    ];

    // What Stripe's answers leave out.
    private static readonly (Needs Need, Func<PreflightFacts, bool> IsMissing, string Reason)[] Answered =
    [
        (Needs.Account, facts => facts.Stripe.Account is null, "the account is not asked for in test mode"),
        (Needs.OtherMode, facts => facts.Stripe.OtherPrices is null, "the price map has no price of the other mode"),
        (Needs.ActivePrices, facts => facts.Stripe.ActivePrices is null, "the account's prices were not listed (PaymentSafetyScanPrices)"),
        (Needs.ActivePrices, CatalogueChecks.IsAloneInCutList, "a part of the account's prices was listed, and nothing alike was among them (PaymentSafetyScanPrices lists them all)"),
        (Needs.Endpoints, facts => facts.Stripe.Endpoints is { Value.Items.Count: 0 }, "there is no webhook endpoint"),
        (Needs.Events, facts => facts.Stripe.Undelivered is { Fault.Kind: StripeFaultKind.MissingPermission }, "PF5013: the key may not read events"),
    ];

    /// <summary>Why a check cannot be made, by what is known without Stripe; null when it can.</summary>
    public static string? MissingBefore(Check check, PreflightFacts facts) => Missing(Offline, check, facts);

    /// <summary>Why a check cannot be made although Stripe was asked; null when it can.</summary>
    public static string? MissingAfter(Check check, PreflightFacts facts) => Missing(Answered, check, facts);

    private static string? Missing((Needs Need, Func<PreflightFacts, bool> IsMissing, string Reason)[] all, Check check, PreflightFacts facts) =>
        all.FirstOrDefault(entry => check.Needs.HasFlag(entry.Need) && entry.IsMissing(facts)).Reason;
}
