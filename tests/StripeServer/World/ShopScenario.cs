namespace PaymentSafety.Tests.Stripe;

/// <summary>
/// The account of the samples: two plans, each with a price in test and in live mode, and an archived price. The ids are fixed, because
/// the samples' price maps name them.
/// </summary>
public static class ShopScenario
{
    public const string LiteTestPrice = "price_1LiteTStandIn001monthly0";
    public const string LiteLivePrice = "price_1LiteLStandIn001monthly0";
    public const string ProTestPrice = "price_1Pro5TStandIn001monthly0";
    public const string ProLivePrice = "price_1Pro5LStandIn001monthly0";

    /// <summary>Live, and archived: new purchases with it fail.</summary>
    public const string ArchivedLivePrice = "price_1OldPLStandIn001monthly0";

    /// <summary>2026-01-01T00:00:00Z.</summary>
    private const long Opening = 1767225600;

    private const string ApiVersion = "2026-07-29.dahlia";

    public static string AccountId { get; } = StripeIds.Account("1PShopStandIn001");

    public static string LiveSecretKey { get; } = StripeIds.Key("sk", livemode: true, AccountId);

    public static string TestSecretKey { get; } = StripeIds.Key("sk", livemode: false, AccountId);

    /// <summary>May read all that a preflight reads, and nothing else.</summary>
    public static string LiveRestrictedKey { get; } = StripeIds.Key("rk", livemode: true, AccountId);

    /// <inheritdoc cref="LiveRestrictedKey"/>
    public static string TestRestrictedKey { get; } = StripeIds.Key("rk", livemode: false, AccountId);

    /// <summary>May write prices and products, and nothing else.</summary>
    public static string LiveCreationKey { get; } = StripeIds.Key("rk", livemode: true, AccountId, salt: 8);

    /// <inheritdoc cref="LiveCreationKey"/>
    public static string TestCreationKey { get; } = StripeIds.Key("rk", livemode: false, AccountId, salt: 8);

    public static string LivePublishableKey { get; } = StripeIds.Key("pk", livemode: true, AccountId);

    public static string TestPublishableKey { get; } = StripeIds.Key("pk", livemode: false, AccountId);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, string> Keys { get; } = new Dictionary<string, string>
    {
        ["SHOP_LIVE_SECRET_KEY"] = LiveSecretKey,
        ["SHOP_TEST_SECRET_KEY"] = TestSecretKey,
        ["SHOP_LIVE_RESTRICTED_KEY"] = LiveRestrictedKey,
        ["SHOP_TEST_RESTRICTED_KEY"] = TestRestrictedKey,
        ["SHOP_LIVE_PUBLISHABLE_KEY"] = LivePublishableKey,
        ["SHOP_TEST_PUBLISHABLE_KEY"] = TestPublishableKey,
    };

    public static StripeWorld Create()
    {
        var world = new StripeWorld();
        var account = new StripeAccountData(AccountId);
        foreach (var livemode in new[] { false, true })
        {
            AddKeys(world, account, livemode);
            AddCatalogue(account.Mode(livemode));
        }

        return world;
    }

    private static void AddKeys(StripeWorld world, StripeAccountData account, bool livemode)
    {
        world.AddSecretKey(account, livemode);
        world.AddRestrictedKey(account, livemode, StripePermission.All);
        world.AddKey(new StripeKeyData(livemode ? LiveCreationKey : TestCreationKey, account, livemode)
        {
            Permissions = new HashSet<StripePermission> { StripePermission.WritePrices, StripePermission.WriteProducts },
        });
        world.AddKey(new StripeKeyData(livemode ? LivePublishableKey : TestPublishableKey, account, livemode));
    }

    private static void AddCatalogue(StripeModeData mode)
    {
        var suffix = mode.Livemode ? "Live01" : "Test01";
        var lite = mode.Products.Put(new ProductData("prod_ShopLite" + suffix, "Lite") { Created = Opening });
        var pro = mode.Products.Put(new ProductData("prod_ShopPro5" + suffix, "Pro 5000") { Created = Opening + 1 });

        mode.Prices.Put(Monthly(mode.Livemode ? LiteLivePrice : LiteTestPrice, lite, 900, "lite-monthly", "360") with { Created = Opening + 10 });
        mode.Prices.Put(Monthly(mode.Livemode ? ProLivePrice : ProTestPrice, pro, 9500, "pro-5000-monthly", "5000") with { Created = Opening + 11 });
        if (mode.Livemode) mode.Prices.Put(Monthly(ArchivedLivePrice, pro, 9500, null, "5000") with { Created = Opening + 2, Active = false });

        mode.WebhookEndpoints.Put(new WebhookEndpointData("we_1ShopEStandIn001endpoint", "https://shop.example.com/webhooks/stripe")
        {
            Created = Opening + 20,
            ApiVersion = ApiVersion,
            Events = ["checkout.session.completed", "checkout.session.async_payment_succeeded", "invoice.paid"],
        });
    }

    private static PriceData Monthly(string id, ProductData product, long amount, string? lookupKey, string credits) => new(id, product.Id, "usd", amount)
    {
        LookupKey = lookupKey,
        Metadata = new Dictionary<string, string> { ["credits"] = credits },
    };
}
