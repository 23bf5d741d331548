using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>What a shop with Checkout asks for: a customer, and a session in which one price is paid.</summary>
internal static class CheckoutEndpoints
{
    /// <exception cref="StripeErrorException">As Stripe would answer.</exception>
    public static JsonObject CreateCustomer(IFormCollection form, StripeKeyData key)
    {
        var fields = new StripeQuery(form);
        var mode = key.Account.Mode(key.Livemode);
        var customer = new CustomerData("cus_StandIn" + mode.NextNumber().ToString("D6", System.Globalization.CultureInfo.InvariantCulture)) { Created = Now(), Metadata = fields.Group("metadata") };
        fields.RequireNothingElse();
        return mode.Customers.Put(customer).ToJson(mode.Livemode);
    }

    /// <exception cref="StripeErrorException">As Stripe would answer.</exception>
    public static JsonObject CreateSession(HttpRequest request, StripeKeyData key)
    {
        var fields = new StripeQuery(request.Form);
        var mode = key.Account.Mode(key.Livemode);
        if (fields.Text("mode") != "payment") throw StripeErrors.OnlyPaymentMode();
        var price = Price(mode, fields.Text("line_items[0][price]") ?? throw StripeErrors.MissingParameter("line_items[0][price]"));
        var customer = fields.Text("customer");
        if (customer is not null && mode.Customers.Find(customer) is null) throw StripeErrors.Missing("customer", customer, "customer", status: 400);
        var session = new CheckoutSessionData(
            StripeIds.Object(mode.Livemode ? "cs_live" : "cs_test", key.Account.Id, mode.NextNumber()),
            price,
            mode.Products.Find(price.ProductId)!.Name,
            fields.Integer("line_items[0][quantity]") ?? 1,
            fields.Text("success_url") ?? throw StripeErrors.MissingParameter("success_url"))
        {
            Created = Now(),
            CancelUrl = fields.Text("cancel_url"),
            Customer = customer,
            ClientReferenceId = fields.Text("client_reference_id"),
            PaymentMetadata = fields.Group("payment_intent_data[metadata]"),
        };
        fields.RequireNothingElse();
        return Json(request, mode, mode.CheckoutSessions.Put(session));
    }

    public static JsonObject Json(HttpRequest request, StripeModeData mode, CheckoutSessionData session) =>
        session.ToJson(mode.Livemode, session.Complete ? null : $"{request.Scheme}://{request.Host}{CheckoutPages.PathOf(session)}");

    private static PriceData Price(StripeModeData mode, string id)
    {
        var price = mode.Prices.Find(id) ?? throw StripeErrors.Missing("price", id, "line_items[0][price]", status: 400);
        if (!price.Active) throw StripeErrors.InactivePrice();
        return price.Interval is null ? price : throw StripeErrors.RecurringPrice();
    }

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();
}
