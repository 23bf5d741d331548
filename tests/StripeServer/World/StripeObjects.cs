using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>An object with the JSON that Stripe gives for it.</summary>
public interface IStripeObject
{
    public string Id { get; }

    /// <summary>Seconds since 1970; lists are sorted by it, newest first.</summary>
    public long Created { get; }
}

/// <summary>A product.</summary>
public sealed record ProductData(string Id, string Name) : IStripeObject
{
    public long Created { get; init; }

    public bool Active { get; init; } = true;

    /// <summary>A deleted product is still named by its prices, and is only its id then.</summary>
    public bool Deleted { get; init; }

    public string? Description { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public JsonObject ToJson(bool livemode) => Deleted
        ? new JsonObject { ["id"] = Id, ["object"] = "product", ["deleted"] = true }
        : new JsonObject
        {
            ["id"] = Id,
            ["object"] = "product",
            ["active"] = Active,
            ["created"] = Created,
            ["default_price"] = null,
            ["description"] = Description,
            ["images"] = new JsonArray(),
            ["livemode"] = livemode,
            ["marketing_features"] = new JsonArray(),
            ["metadata"] = StripeJson.Map(Metadata),
            ["name"] = Name,
            ["package_dimensions"] = null,
            ["shippable"] = null,
            ["statement_descriptor"] = null,
            ["tax_code"] = null,
            ["type"] = "service",
            ["unit_label"] = null,
            ["updated"] = Created,
            ["url"] = null,
        };
}

/// <summary>A price.</summary>
public sealed record PriceData(string Id, string ProductId, string Currency, long? UnitAmount) : IStripeObject
{
    public long Created { get; init; }

    public bool Active { get; init; } = true;

    /// <summary>Null for a price that is paid once.</summary>
    public string? Interval { get; init; } = "month";

    public int IntervalCount { get; init; } = 1;

    public string UsageType { get; init; } = "licensed";

    public string BillingScheme { get; init; } = "per_unit";

    /// <summary>Made together with a subscription or session, and therefore in no list.</summary>
    public bool Inline { get; init; }

    public string? LookupKey { get; init; }

    public string? Nickname { get; init; }

    public string TaxBehavior { get; init; } = "unspecified";

    /// <summary>Null for what follows from <see cref="UnitAmount"/>.</summary>
    public string? UnitAmountDecimal { get; init; }

    /// <summary>Amounts in other currencies.</summary>
    public IReadOnlyDictionary<string, long> OtherCurrencies { get; init; } = new Dictionary<string, long>();

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public JsonObject ToJson(bool livemode, ProductData? expandedProduct, bool withCurrencyOptions)
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["object"] = "price",
            ["active"] = Active,
            ["billing_scheme"] = BillingScheme,
            ["created"] = Created,
            ["currency"] = Currency,
            ["custom_unit_amount"] = null,
            ["livemode"] = livemode,
            ["lookup_key"] = LookupKey,
            ["metadata"] = StripeJson.Map(Metadata),
            ["nickname"] = Nickname,
            ["product"] = expandedProduct is null ? ProductId : expandedProduct.ToJson(livemode),
            ["recurring"] = Interval is null
                ? null
                : new JsonObject
                {
                    ["interval"] = Interval,
                    ["interval_count"] = IntervalCount,
                    ["meter"] = null,
                    ["trial_period_days"] = null,
                    ["usage_type"] = UsageType,
                },
            ["tax_behavior"] = TaxBehavior,
            ["tiers_mode"] = null,
            ["transform_quantity"] = null,
            ["type"] = Interval is null ? "one_time" : "recurring",
            ["unit_amount"] = UnitAmount,
            ["unit_amount_decimal"] = UnitAmountDecimal ?? UnitAmount?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        if (withCurrencyOptions) json["currency_options"] = CurrencyOptions();
        return json;
    }

    private JsonObject CurrencyOptions()
    {
        var options = new JsonObject { [Currency] = CurrencyOption(UnitAmount) };
        foreach (var (currency, amount) in OtherCurrencies) options[currency] = CurrencyOption(amount);
        return options;
    }

    private static JsonObject CurrencyOption(long? amount) => new()
    {
        ["custom_unit_amount"] = null,
        ["tax_behavior"] = "unspecified",
        ["unit_amount"] = amount,
        ["unit_amount_decimal"] = amount?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}

/// <summary>A webhook endpoint.</summary>
public sealed record WebhookEndpointData(string Id, string Url) : IStripeObject
{
    public long Created { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>Null for one that follows the account's default version.</summary>
    public string? ApiVersion { get; init; }

    public IReadOnlyList<string> Events { get; init; } = ["*"];

    /// <summary>Signs what is sent there. Null for an endpoint that is sent nothing. No answer of the API has it, as at Stripe.</summary>
    public string? Secret { get; init; }

    public JsonObject ToJson(bool livemode) => new()
    {
        ["id"] = Id,
        ["object"] = "webhook_endpoint",
        ["api_version"] = ApiVersion,
        ["application"] = null,
        ["created"] = Created,
        ["description"] = null,
        ["enabled_events"] = StripeJson.Strings(Events),
        ["livemode"] = livemode,
        ["metadata"] = new JsonObject(),
        ["status"] = Enabled ? "enabled" : "disabled",
        ["url"] = Url,
    };
}

/// <summary>An event.</summary>
public sealed record EventData(string Id, string Type) : IStripeObject
{
    public long Created { get; init; }

    /// <summary>Whether every endpoint that wants the event has taken it.</summary>
    public bool Delivered { get; init; } = true;

    /// <summary>The id of the object that the event is about; null for one that no test looks at.</summary>
    public string? ObjectId { get; init; }

    /// <summary>The object as it was when the event happened; null for one of which only the id is told.</summary>
    public JsonObject? Object { get; init; }

    public JsonObject ToJson(bool livemode, string apiVersion) => new()
    {
        ["id"] = Id,
        ["object"] = "event",
        ["api_version"] = apiVersion,
        ["created"] = Created,
        ["data"] = new JsonObject { ["object"] = Object?.DeepClone() ?? (ObjectId is null ? new JsonObject() : new JsonObject { ["id"] = ObjectId }) },
        ["livemode"] = livemode,
        ["pending_webhooks"] = Delivered ? 0 : 1,
        ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
        ["type"] = Type,
    };
}
