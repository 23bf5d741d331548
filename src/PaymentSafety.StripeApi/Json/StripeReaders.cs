using System.Globalization;

namespace PaymentSafety.StripeApi;

/// <summary>Stripe's objects from their JSON.</summary>
internal static class StripeReaders
{
    /// <summary>A price; when its product was not expanded, that is null still, and the id of the product to read is given.</summary>
    public static PriceReading Price(StripeJson json)
    {
        var price = json.Named("price");
        var (productId, product) = price.Expandable("product");
        var read = new StripePrice
        {
            Id = price.String("id"),
            Livemode = price.Boolean("livemode"),
            Active = price.Boolean("active"),
            Currency = price.String("currency"),
            UnitAmount = price.NullableInteger("unit_amount"),
            UnitAmountDecimal = price.OptionalString("unit_amount_decimal"),
            BillingScheme = price.String("billing_scheme"),
            HasCustomUnitAmount = price.OptionalObject("custom_unit_amount") is not null,
            Recurring = price.NullableObject("recurring") is { } recurring
                ? new StripeRecurrence(recurring.String("interval"), recurring.Integer("interval_count"), recurring.String("usage_type"))
                : null,
            LookupKey = price.OptionalString("lookup_key"),
            Nickname = price.OptionalString("nickname"),
            TaxBehavior = price.OptionalString("tax_behavior"),
            Metadata = price.Map("metadata", value => value.AsString()),
            Product = product is { } expanded ? Product(expanded) : null!,
            CurrencyOptions = price.Map("currency_options", CurrencyOption),
        };
        return new PriceReading(read, productId);
    }

    /// <summary>A product, deleted ones included.</summary>
    public static StripeProduct Product(StripeJson json)
    {
        var product = json.Named("product");
        var deleted = product.OptionalBoolean("deleted") == true;
        return new StripeProduct
        {
            Id = product.String("id"),
            Deleted = deleted,
            Active = !deleted && product.Boolean("active"),
            Name = deleted ? product.OptionalString("name") : product.String("name"),
            Metadata = product.Map("metadata", value => value.AsString()),
        };
    }

    public static StripeBalance Balance(StripeJson json) => new(json.Named("balance").Boolean("livemode"));

    public static StripeAccount Account(StripeJson json)
    {
        var account = json.Named("account");
        return new StripeAccount
        {
            Id = account.String("id"),
            ChargesEnabled = account.OptionalBoolean("charges_enabled"),
            PayoutsEnabled = account.OptionalBoolean("payouts_enabled"),
            Requirements = account.OptionalObject("requirements") is { } requirements
                ? new StripeRequirements(requirements.Strings("currently_due"), Time(requirements, "current_deadline"), requirements.OptionalString("disabled_reason"))
                : null,
        };
    }

    public static StripeWebhookEndpoint WebhookEndpoint(StripeJson json)
    {
        var endpoint = json.Named("webhook_endpoint");
        return new StripeWebhookEndpoint
        {
            Id = endpoint.String("id"),
            Livemode = endpoint.Boolean("livemode"),
            Url = endpoint.String("url"),
            Enabled = endpoint.String("status") == "enabled",
            ApiVersion = endpoint.OptionalString("api_version"),
            EnabledEvents = endpoint.Strings("enabled_events"),
            Created = RequiredTime(endpoint, "created"),
        };
    }

    public static StripeEvent Event(StripeJson json)
    {
        var value = json.Named("event");
        return new StripeEvent(value.String("id"), value.String("type"), RequiredTime(value, "created"))
        {
            ObjectId = value.OptionalObject("data")?.OptionalObject("object")?.OptionalString("id"),
        };
    }

    public static StripePayment Payment(StripeJson json)
    {
        var payment = json.Named("payment_intent");
        // Expanded where it was asked for; an id where a server did not.
        var charge = payment.Element.TryGetProperty("latest_charge", out var last) && last.ValueKind == System.Text.Json.JsonValueKind.Object ? payment.OptionalObject("latest_charge") : null;
        return new StripePayment
        {
            Id = payment.String("id"),
            Livemode = payment.Boolean("livemode"),
            Amount = payment.Integer("amount"),
            AmountReceived = payment.OptionalInteger("amount_received") ?? 0,
            Currency = payment.String("currency"),
            Status = payment.String("status"),
            Created = RequiredTime(payment, "created"),
            Customer = CustomerOf(payment),
            Metadata = payment.Map("metadata", value => value.AsString()),
            AmountRefunded = charge?.Integer("amount_refunded"),
            Disputed = charge?.Boolean("disputed"),
        };
    }

    private static string? CustomerOf(StripeJson payment)
    {
        if (!payment.Element.TryGetProperty("customer", out var customer) || customer.ValueKind == System.Text.Json.JsonValueKind.Null) return null;
        var (id, expanded) = payment.Expandable("customer");
        return id ?? expanded!.Value.String("id");
    }

    private static DateTimeOffset RequiredTime(StripeJson json, string name) => Time(json, name) ?? throw new StripeJsonException($"there is no {name}");

    private static StripeCurrencyOption CurrencyOption(StripeJson json)
    {
        var option = json.AsObject();
        return new StripeCurrencyOption(option.NullableInteger("unit_amount"), option.OptionalString("unit_amount_decimal"), option.OptionalString("tax_behavior"));
    }

    private static DateTimeOffset? Time(StripeJson json, string name)
    {
        if (json.OptionalInteger(name) is not { } seconds) return null;
        // 253402300799 is the end of year 9999, the last second that DateTimeOffset has.
        return seconds is >= 0 and <= 253402300799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new StripeJsonException(string.Create(CultureInfo.InvariantCulture, $"{name} is not a time but {seconds}"));
    }
}

/// <summary>A price as it was read.</summary>
/// <param name="Price">Without its product where that was not expanded.</param>
/// <param name="ProductToRead">The id of the product that is to be read; null for none.</param>
internal sealed record PriceReading(StripePrice Price, string? ProductToRead);
