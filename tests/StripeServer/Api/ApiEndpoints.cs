using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>The endpoints. Payments, Checkout sessions, customers, products and prices can be made; everything else is read only, and another verb gets an error and is in the log.</summary>
internal sealed class ApiEndpoints(StripeWorld world)
{
    private static readonly string[] PriceExpansions = ["product", "currency_options"];

    /// <exception cref="StripeErrorException">As Stripe would answer.</exception>
    public JsonObject Answer(HttpRequest request, StripeKeyData key)
    {
        var path = request.Path.Value!;
        if (HttpMethods.IsPost(request.Method) && path == "/v1/payment_intents") return PaymentEndpoints.Create(request.Form, key);
        if (HttpMethods.IsPost(request.Method) && path == "/v1/customers") return CheckoutEndpoints.CreateCustomer(request.Form, Requiring(key, StripePermission.WriteCustomers));
        if (HttpMethods.IsPost(request.Method) && path == "/v1/checkout/sessions") return CheckoutEndpoints.CreateSession(request, Requiring(key, StripePermission.WriteCheckout));
        if (HttpMethods.IsPost(request.Method) && path is "/v1/products" or "/v1/prices") return CreationEndpoints.Answer(path, request.Form, key, world.OlderPermissionWords);
        if (!HttpMethods.IsGet(request.Method)) throw StripeErrors.UnknownUrl(request.Method, path);

        var query = new StripeQuery(request.Query);
        var mode = key.Account.Mode(key.Livemode);
        var answer = path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["v1", "prices"] => Prices(key, mode, query),
            ["v1", "prices", var id] => Price(key, mode, id, query),
            ["v1", "products"] => Products(key, mode, query),
            ["v1", "products", var id] => Product(key, mode, id),
            ["v1", "balance"] => Balance(key),
            ["v1", "account"] => Account(key),
            ["v1", "webhook_endpoints"] => WebhookEndpoints(key, mode, query),
            ["v1", "webhook_endpoints", var id] => WebhookEndpoint(key, mode, id),
            ["v1", "events"] => Events(key, mode, query),
            ["v1", "customers", var id] => Find("customer", mode.Customers, Other(key).Customers, Requiring(key, StripePermission.WriteCustomers), id).ToJson(mode.Livemode),
            ["v1", "checkout", "sessions", var id] => CheckoutEndpoints.Json(request, mode, Find("checkout.session", mode.CheckoutSessions, Other(key).CheckoutSessions, Requiring(key, StripePermission.WriteCheckout), id)),
            ["v1", "payment_intents"] => PaymentEndpoints.List(mode, query),
            ["v1", "payment_intents", var id] => Find("payment_intent", mode.PaymentIntents, Other(key).PaymentIntents, key, id).ToJson(mode.Livemode, PaymentEndpoints.ExpandCharge(query, "")),
            _ => throw StripeErrors.UnknownUrl(request.Method, path),
        };
        query.RequireNothingElse();
        return answer;
    }

    private JsonObject Price(StripeKeyData key, StripeModeData mode, string id, StripeQuery query)
    {
        Require(key, StripePermission.Prices);
        var (product, currencyOptions) = Expansions(key, query, prefix: "");
        return Json(mode, Find("price", mode.Prices, Other(key).Prices, key, id), product, currencyOptions);
    }

    private JsonObject Prices(StripeKeyData key, StripeModeData mode, StripeQuery query)
    {
        Require(key, StripePermission.Prices);
        var (product, currencyOptions) = Expansions(key, query, prefix: "data.");
        var active = query.Boolean("active") ?? true;
        var currency = query.Text("currency");
        var productId = query.Text("product");
        var type = query.Text("type");
        var lookupKeys = query.List("lookup_keys");
        if (lookupKeys.Count > 10) throw StripeErrors.TooMany("lookup_keys", 10);

        return StripePage.Of(query).List(
            "price",
            "/v1/prices",
            mode.Prices.NewestFirst(),
            price => price.Active == active
                && !price.Inline
                && (currency is null || price.Currency == currency)
                && (productId is null || price.ProductId == productId)
                && (type is null || (price.Interval is null ? "one_time" : "recurring") == type)
                && (lookupKeys.Count == 0 || (price.LookupKey is not null && lookupKeys.Contains(price.LookupKey))),
            price => Json(mode, price, product, currencyOptions));
    }

    private JsonObject Product(StripeKeyData key, StripeModeData mode, string id)
    {
        Require(key, StripePermission.Products);
        return Find("product", mode.Products, Other(key).Products, key, id).ToJson(mode.Livemode);
    }

    private JsonObject Products(StripeKeyData key, StripeModeData mode, StripeQuery query)
    {
        Require(key, StripePermission.Products);
        var active = query.Boolean("active");
        var ids = query.List("ids");
        return StripePage.Of(query).List(
            "product",
            "/v1/products",
            mode.Products.NewestFirst(),
            product => !product.Deleted && (active is null || product.Active == active) && (ids.Count == 0 || ids.Contains(product.Id)),
            product => product.ToJson(mode.Livemode));
    }

    private JsonObject Balance(StripeKeyData key)
    {
        Require(key, StripePermission.Balance);
        return new JsonObject
        {
            ["object"] = "balance",
            ["available"] = Money(),
            ["livemode"] = key.Livemode,
            ["pending"] = Money(),
        };
    }

    private JsonObject Account(StripeKeyData key)
    {
        Require(key, StripePermission.Account);
        var account = key.Account;
        return new JsonObject
        {
            ["id"] = account.Id,
            ["object"] = "account",
            ["charges_enabled"] = account.ChargesEnabled,
            ["country"] = "US",
            ["default_currency"] = "usd",
            ["details_submitted"] = true,
            ["payouts_enabled"] = account.PayoutsEnabled,
            ["requirements"] = new JsonObject
            {
                ["current_deadline"] = null,
                ["currently_due"] = StripeJson.Strings(account.CurrentlyDue),
                ["disabled_reason"] = account.ChargesEnabled ? null : "requirements.past_due",
            },
            ["type"] = "standard",
        };
    }

    private JsonObject WebhookEndpoint(StripeKeyData key, StripeModeData mode, string id)
    {
        Require(key, StripePermission.Webhooks);
        return Find("webhook_endpoint", mode.WebhookEndpoints, Other(key).WebhookEndpoints, key, id).ToJson(mode.Livemode);
    }

    private JsonObject WebhookEndpoints(StripeKeyData key, StripeModeData mode, StripeQuery query)
    {
        Require(key, StripePermission.Webhooks);
        return StripePage.Of(query).List(
            "webhook_endpoint", "/v1/webhook_endpoints", mode.WebhookEndpoints.NewestFirst(), _ => true, endpoint => endpoint.ToJson(mode.Livemode));
    }

    private JsonObject Events(StripeKeyData key, StripeModeData mode, StripeQuery query)
    {
        Require(key, StripePermission.Events);
        var delivered = query.Boolean("delivery_success");
        var since = query.Integer("created[gte]");
        var before = query.Integer("created[lt]");
        var types = query.List("types");
        var type = query.Text("type");
        return StripePage.Of(query).List(
            "event",
            "/v1/events",
            mode.Events.NewestFirst(),
            value => (delivered is null || value.Delivered == delivered)
                && (since is null || value.Created >= since)
                && (before is null || value.Created < before)
                && (type is null || value.Type == type)
                && (types.Count == 0 || types.Contains(value.Type)),
            value => value.ToJson(mode.Livemode, key.Account.DefaultApiVersion));
    }

    private (bool Product, bool CurrencyOptions) Expansions(StripeKeyData key, StripeQuery query, string prefix)
    {
        var expand = query.List("expand");
        if (expand.FirstOrDefault(property => !PriceExpansions.Any(known => prefix + known == property)) is { } unknown) throw StripeErrors.CannotExpand(unknown);

        var product = expand.Contains(prefix + "product");
        if (product) Require(key, StripePermission.Products);
        return (product, expand.Contains(prefix + "currency_options"));
    }

    private StripeKeyData Requiring(StripeKeyData key, StripePermission permission)
    {
        Require(key, permission);
        return key;
    }

    private void Require(StripeKeyData key, StripePermission permission)
    {
        if (!key.May(permission)) throw StripeErrors.MissingPermission(key, permission, world.OlderPermissionWords);
    }

    private static JsonObject Json(StripeModeData mode, PriceData price, bool expandProduct, bool currencyOptions)
        => price.ToJson(
            mode.Livemode,
            expandProduct ? mode.Products.Find(price.ProductId) ?? throw new InvalidOperationException($"{price.Id} names a product that the world lacks.") : null,
            currencyOptions);

    private static StripeModeData Other(StripeKeyData key) => key.Account.Mode(!key.Livemode);

    private static T Find<T>(string kind, StripeObjects<T> mode, StripeObjects<T> other, StripeKeyData key, string id)
        where T : class, IStripeObject
        => mode.Find(id) ?? throw StripeErrors.Missing(kind, id, kind, other.Find(id) is null ? null : key.Livemode ? "test" : "live");

    private static JsonArray Money()
        => [new JsonObject { ["amount"] = 0, ["currency"] = "usd", ["source_types"] = new JsonObject { ["card"] = 0 } }];
}
