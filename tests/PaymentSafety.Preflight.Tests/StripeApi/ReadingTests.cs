using PaymentSafety.StripeApi;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.StripeApi;

public class ReadingTests : StripeApiTest
{
    [Fact]
    public async Task A_price_is_read_with_its_product_in_one_request()
    {
        var result = await Client().GetPriceAsync(ShopScenario.LiteLivePrice);

        Assert.True(result.Succeeded);
        var price = result.Value;
        Assert.Equal(ShopScenario.LiteLivePrice, price.Id);
        Assert.True(price.Livemode);
        Assert.True(price.Active);
        Assert.Equal("usd", price.Currency);
        Assert.Equal(900, price.UnitAmount);
        Assert.Equal("900", price.UnitAmountDecimal);
        Assert.Equal("per_unit", price.BillingScheme);
        Assert.False(price.HasCustomUnitAmount);
        Assert.Equal(new StripeRecurrence("month", 1, "licensed"), price.Recurring);
        Assert.Equal("lite-monthly", price.LookupKey);
        Assert.Equal("360", price.Metadata["credits"]);
        Assert.Equal("Lite", price.Product.Name);
        Assert.True(price.Product.Active);
        Assert.Equal(new StripeCurrencyOption(900, "900", "unspecified"), price.CurrencyOptions["usd"]);
        Assert.Equal(1, Server.Log.Count);
        Assert.Equal(1, result.Exchange.Tries);
        Assert.Equal(200, result.Exchange.StatusCode);
        Assert.StartsWith("req_", result.Exchange.RequestId, StringComparison.Ordinal);
        Assert.NotNull(result.Exchange.ServerDate);
    }

    [Fact]
    public async Task A_price_in_other_currencies_that_is_paid_once_and_has_no_amount_of_its_own_is_read()
    {
        var live = Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account.Live;
        var price = live.Prices.Find(ShopScenario.ProLivePrice)!;
        live.Prices.Put(price with { Interval = null, UnitAmount = null, BillingScheme = "tiered", OtherCurrencies = new Dictionary<string, long> { ["eur"] = 8800 } });

        var result = await Client().GetPriceAsync(ShopScenario.ProLivePrice);

        Assert.True(result.Succeeded);
        Assert.Null(result.Value.Recurring);
        Assert.Null(result.Value.UnitAmount);
        Assert.Equal("tiered", result.Value.BillingScheme);
        Assert.Equal(8800, result.Value.CurrencyOptions["eur"].UnitAmount);
    }

    [Fact]
    public async Task A_deleted_product_is_read_as_deleted_and_not_active()
    {
        var live = Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account.Live;
        var price = live.Prices.Find(ShopScenario.LiteLivePrice)!;
        live.Products.Put(live.Products.Find(price.ProductId)! with { Deleted = true });

        var result = await Client().GetPriceAsync(price.Id);

        Assert.True(result.Succeeded);
        Assert.True(result.Value.Product.Deleted);
        Assert.False(result.Value.Product.Active);
    }

    [Fact]
    public async Task A_product_that_was_not_expanded_is_read_on_its_own()
    {
        Server.Faults.Add(Fault.Change(price => price["product"] = "prod_ShopLiteLive01"), "/v1/prices");

        var result = await Client().GetPriceAsync(ShopScenario.LiteLivePrice);

        Assert.True(result.Succeeded);
        Assert.Equal("Lite", result.Value.Product.Name);
        Assert.Equal(1, Server.Log.CountOf("/v1/products/prod_ShopLiteLive01"));
    }

    [Fact]
    public async Task A_product_that_its_price_names_and_that_does_not_exist_is_a_broken_answer_and_not_a_missing_price()
    {
        Server.Faults.Add(Fault.Change(price => price["product"] = "prod_gone"), "/v1/prices");

        var fault = await FaultOfPriceAsync(Client());

        Assert.Equal(StripeFaultKind.BrokenAnswer, fault.Kind);
        Assert.Equal("PF9005", fault.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_balance_tells_the_mode_of_the_key(bool livemode)
    {
        var result = await Client(key: livemode ? ShopScenario.LiveRestrictedKey : ShopScenario.TestRestrictedKey).GetBalanceAsync();

        Assert.True(result.Succeeded);
        Assert.Equal(livemode, result.Value.Livemode);
    }

    [Fact]
    public async Task The_account_is_read_with_what_it_owes()
    {
        var account = Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account;
        account.ChargesEnabled = false;
        account.CurrentlyDue.Add("external_account");

        var result = await Client().GetAccountAsync();

        Assert.True(result.Succeeded);
        Assert.Equal(ShopScenario.AccountId, result.Value.Id);
        Assert.False(result.Value.ChargesEnabled);
        Assert.True(result.Value.PayoutsEnabled);
        Assert.Equal(["external_account"], result.Value.Requirements!.CurrentlyDue);
        Assert.Equal("requirements.past_due", result.Value.Requirements.DisabledReason);
    }

    [Fact]
    public async Task An_account_that_shows_little_of_itself_is_read()
    {
        Server.Faults.Add(Fault.Body("""{"id":"acct_1","object":"account"}"""));

        var result = await Client().GetAccountAsync();

        Assert.True(result.Succeeded);
        Assert.Null(result.Value.ChargesEnabled);
        Assert.Null(result.Value.Requirements);
    }

    [Fact]
    public async Task Any_path_of_the_api_can_be_read()
    {
        var result = await Client().GetAsync("/v1/webhook_endpoints?limit=100");

        Assert.True(result.Succeeded);
        Assert.Equal("enabled", result.Value.GetProperty("data")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task Every_request_is_a_get_with_the_pinned_version_a_name_and_no_cookie()
    {
        Server.Faults.Add(Fault.Headers(("Set-Cookie", "session=1; Path=/")));
        var client = Client();

        await client.GetBalanceAsync();
        await client.GetPriceAsync(ShopScenario.LiteLivePrice);

        Assert.Equal(2, Server.Log.Count);
        Assert.All(Server.Log.All, request =>
        {
            Assert.Equal("GET", request.Method);
            Assert.Equal("2026-07-29.dahlia", request.StripeVersion);
            Assert.Matches(@"^PaymentSafety/\d+\.\d+\.\d+$", request.UserAgent);
            Assert.False(request.HasCookie);
        });
    }

    [Theory]
    [InlineData("../balance")]
    [InlineData("price_1?expand[]=product")]
    [InlineData("price_1#fragment")]
    [InlineData("price/../../balance")]
    [InlineData("price 1")]
    [InlineData("preis_ä")]
    [InlineData("%2e%2e")]
    public async Task An_id_stays_one_part_of_the_path_whatever_is_written_in_it(string id)
    {
        var result = await Client().GetPriceAsync(id);

        Assert.Equal(StripeFaultKind.ResourceMissing, result.Fault?.Kind);
        Assert.Equal("?expand[]=product&expand[]=currency_options", Uri.UnescapeDataString(Assert.Single(Server.Log.All).Query));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task What_cannot_be_an_id_is_missing_without_a_request(string id)
    {
        var client = Client();

        Assert.Equal(StripeFaultKind.ResourceMissing, (await client.GetPriceAsync(id)).Fault?.Kind);
        Assert.Equal(StripeFaultKind.ResourceMissing, (await client.GetProductAsync(id)).Fault?.Kind);
        Assert.Equal(StripeFaultKind.ResourceMissing, (await client.GetPriceAsync(new string('x', 256))).Fault?.Kind);
        Assert.Equal(0, Server.Log.Count);
    }

    [Theory]
    [InlineData("//evil.example/v1/prices")]
    [InlineData("https://evil.example/v1/prices")]
    [InlineData("/v3/prices")]
    [InlineData("v1/prices")]
    [InlineData("@evil.example/v1/")]
    [InlineData("")]
    public async Task A_path_that_leads_elsewhere_is_refused(string path)
        => await Assert.ThrowsAsync<ArgumentException>(() => Client().GetAsync(path));

    [Fact]
    public async Task Webhook_endpoints_are_read_with_their_state()
    {
        var live = Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account.Live;
        live.WebhookEndpoints.Put(new WebhookEndpointData("we_off", "https://old.example.com/hook") { Enabled = false, Created = 1 });

        var listing = await Client().ListWebhookEndpointsAsync();

        Assert.True(listing.IsComplete);
        var (on, off) = (listing.Items[0], listing.Items[1]);
        Assert.Equal(("https://shop.example.com/webhooks/stripe", true, "2026-07-29.dahlia", true), (on.Url, on.Enabled, on.ApiVersion, on.Livemode));
        Assert.Equal(["checkout.session.completed", "checkout.session.async_payment_succeeded", "invoice.paid"], on.EnabledEvents);
        Assert.True(on.Sends("invoice.paid") && !on.Sends("charge.refunded") && off.Sends("charge.refunded"));
        Assert.Equal((false, null), (off.Enabled, off.ApiVersion));
    }

    [Fact]
    public async Task Events_are_read_by_whether_they_were_delivered_and_by_type_and_time()
    {
        var live = Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account.Live;
        live.Events.Put(new EventData("evt_1", "invoice.paid") { Created = 2000, Delivered = false });
        live.Events.Put(new EventData("evt_2", "invoice.paid") { Created = 2000 });
        live.Events.Put(new EventData("evt_3", "charge.refunded") { Created = 2000, Delivered = false });
        live.Events.Put(new EventData("evt_4", "invoice.paid") { Created = 1000, Delivered = false });

        var listing = await Client().ListEventsAsync(delivered: false, DateTimeOffset.FromUnixTimeSeconds(1500), ["invoice.paid"], mostPages: 5);

        Assert.Equal(["evt_1"], listing.Items.Select(value => value.Id));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(2000), listing.Items[0].Created);
    }

    [Theory]
    [InlineData("enabled_events", "\"*\"")]
    [InlineData("livemode", "\"true\"")]
    [InlineData("created", "-1")]
    [InlineData("status", "true")]
    public async Task An_endpoint_of_the_wrong_kind_is_a_broken_answer(string property, string value)
    {
        Server.Faults.Add(Fault.Change(page => page["data"]![0]![property] = System.Text.Json.Nodes.JsonNode.Parse(value)));

        Assert.Equal("PF9005", (await Client().ListWebhookEndpointsAsync()).Fault?.Code);
    }

    [Fact]
    public async Task Lookup_keys_are_asked_for_in_tens()
    {
        var listing = await Client().ListPricesByLookupKeyAsync([.. Enumerable.Range(0, 23).Select(i => $"k{i}"), "lite-monthly"]);

        Assert.True(listing.IsComplete);
        Assert.Equal(ShopScenario.LiteLivePrice, Assert.Single(listing.Items).Id);
        Assert.Equal(3, Server.Log.Count);
    }
}
