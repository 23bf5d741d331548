using System.Globalization;
using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>What can be made: a product, and a price of one, with the parameters that a subscription shop needs.</summary>
internal static class CreationEndpoints
{
    /// <exception cref="StripeErrorException">As Stripe would answer.</exception>
    public static JsonObject Answer(string path, IFormCollection form, StripeKeyData key, bool olderPermissionWords)
    {
        var permission = path == "/v1/products" ? StripePermission.WriteProducts : StripePermission.WritePrices;
        if (!key.May(permission)) throw StripeErrors.MissingPermission(key, permission, olderPermissionWords);

        var fields = new StripeQuery(form);
        var mode = key.Account.Mode(key.Livemode);
        return path == "/v1/products" ? Product(mode, fields) : Price(key, mode, fields);
    }

    private static JsonObject Product(StripeModeData mode, StripeQuery fields)
    {
        var id = fields.Text("id") ?? string.Create(CultureInfo.InvariantCulture, $"prod_StandIn{mode.NextNumber():D6}");
        var product = new ProductData(id, fields.Text("name") ?? throw StripeErrors.MissingParameter("name"))
        {
            Created = Now(),
            Active = fields.Boolean("active") ?? true,
            Description = fields.Text("description"),
            Metadata = fields.Group("metadata"),
        };
        fields.RequireNothingElse();
        if (mode.Products.Find(id) is not null) throw StripeErrors.AlreadyExists("Product");
        return mode.Products.Put(product).ToJson(mode.Livemode);
    }

    private static JsonObject Price(StripeKeyData key, StripeModeData mode, StripeQuery fields)
    {
        var product = fields.Text("product") ?? throw StripeErrors.MissingParameter("product");
        if (mode.Products.Find(product) is null) throw StripeErrors.Missing("product", product, "product", status: 400);
        var interval = fields.Text("recurring[interval]");
        var amount = fields.Text("unit_amount_decimal") is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : fields.Integer("unit_amount") ?? throw StripeErrors.MissingParameter("unit_amount");
        var price = new PriceData(StripeIds.Object("price", key.Account.Id, mode.NextNumber()), product, fields.Text("currency") ?? throw StripeErrors.MissingParameter("currency"), decimal.IsInteger(amount) ? (long)amount : null)
        {
            Created = Now(),
            Active = fields.Boolean("active") ?? true,
            Interval = interval,
            IntervalCount = fields.Integer("recurring[interval_count]") ?? 1,
            LookupKey = fields.Text("lookup_key"),
            Nickname = fields.Text("nickname"),
            TaxBehavior = fields.Text("tax_behavior") ?? "unspecified",
            UnitAmountDecimal = amount.ToString(CultureInfo.InvariantCulture),
            OtherCurrencies = OtherCurrencies(fields),
            Metadata = fields.Group("metadata"),
        };
        fields.RequireNothingElse();
        if (price.LookupKey is not null && mode.Prices.NewestFirst().FirstOrDefault(other => other.LookupKey == price.LookupKey) is { } holder)
            throw StripeErrors.LookupKeyTaken(holder.Id);
        return mode.Prices.Put(price).ToJson(mode.Livemode, expandedProduct: null, withCurrencyOptions: false);
    }

    private static Dictionary<string, long> OtherCurrencies(StripeQuery fields)
    {
        const string amount = "][unit_amount";
        return fields.Group("currency_options").Where(entry => entry.Key.EndsWith(amount, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[..^amount.Length], entry => long.Parse(entry.Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();
}
