using System.Globalization;
using System.Text.Json;
using PaymentSafety.StripeApi;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.StripeApi;

public class StatusFaultTests : StripeApiTest
{
    private const string NoBody = "";

    [Fact]
    public async Task Too_many_requests_are_waited_for_as_long_as_stripe_says_and_then_unknown()
    {
        var fault = await FaultOfAsync(Fault.Status(429, NoBody, ("Retry-After", "2"), ("Stripe-Rate-Limited-Reason", "global-rate")));

        Assert.Equal("PF9006", fault.Code);
        Assert.Equal("Stripe limited the requests (global-rate) and did not recover in 6 s. Other programs use the same account; run again later.", fault.Message);
        Assert.Equal([Seconds(2), Seconds(2), Seconds(2)], Waits);
        Assert.Equal(4, fault.Tries);
        Assert.Equal(4, Server.Log.Count);
        Assert.Equal(429, fault.HttpStatus);
        Assert.True(fault.IsTransient);
        Assert.False(fault.StopsAll);
    }

    [Fact]
    public async Task Too_many_requests_once_are_no_fault()
    {
        Server.Faults.Add(Fault.Status(429, NoBody, ("Retry-After", "2")), times: 1);

        var result = await Client().GetPriceAsync(ShopScenario.LiteLivePrice);

        Assert.True(result.Succeeded);
        Assert.Equal(2, result.Exchange.Tries);
        Assert.Equal([Seconds(2)], Waits);
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(600, 30)]
    [InlineData(-5, 0.25)]
    public async Task A_retry_date_is_on_the_servers_clock_and_waited_for_up_to_half_a_minute(int secondsAhead, double wait)
    {
        // The server's clock is an hour ahead of this computer's.
        var date = DateTimeOffset.UtcNow.AddHours(1);
        Server.Faults.Add(Fault.Status(429, NoBody, ("Date", Http(date)), ("Retry-After", Http(date.AddSeconds(secondsAhead)))), times: 1);

        Assert.True((await Client().GetPriceAsync(ShopScenario.LiteLivePrice)).Succeeded);

        Assert.Equal(Seconds(wait), Waits[0]);

        static string Http(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("999999999999")]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("0")]
    public async Task A_retry_time_that_is_none_leaves_the_clients_own_waits(string retryAfter)
    {
        var fault = await FaultOfAsync(Fault.Status(503, NoBody, ("Retry-After", retryAfter)));

        Assert.Equal(4, fault.Tries);
        // Half of 0.5, 1 and 2 seconds: the jitter of these tests is always 0.5.
        Assert.Equal([Seconds(0.25), Seconds(0.5), Seconds(1)], Waits);
    }

    [Theory]
    [InlineData(null, "lock_timeout")]
    [InlineData("""{"error":{"type":"invalid_request_error","code":"rate_limit"}}""", "rate_limit")]
    public async Task Too_many_requests_without_a_reason_header_are_what_the_body_says_or_a_lock(string? body, string reason)
    {
        var fault = await FaultOfAsync(Fault.Status(429, body ?? NoBody));

        Assert.StartsWith($"Stripe limited the requests ({reason}) and did not recover in 3 s.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_too_many_requests_the_next_ones_go_one_a_second()
    {
        Server.Faults.Add(Fault.Status(429, NoBody), times: 1);
        var client = Client();

        await client.GetBalanceAsync();
        await client.GetBalanceAsync();

        // The wait for the second try, then the rest of its second; afterwards Stripe answers and two a second are allowed.
        Assert.Equal([Seconds(0.25), Seconds(0.75)], Waits[..2]);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(425)]
    public async Task A_server_error_is_tried_four_times_and_then_unknown_even_as_a_web_page(int status)
    {
        var fault = await FaultOfAsync(Fault.WebPage(status));

        Assert.Equal("PF9007", fault.Code);
        Assert.Equal($"Stripe answered {status} 4 times. See status.stripe.com; nothing was proved.", fault.Message);
        Assert.Equal(4, Server.Log.Count);
        Assert.Equal(3, Waits.Count);
        Assert.Equal(status, fault.HttpStatus);
        Assert.True(fault.IsTransient);
    }

    [Fact]
    public async Task A_server_error_that_passes_is_no_fault()
    {
        Server.Faults.Add(Fault.Status(500), times: 3);

        var result = await Client().GetPriceAsync(ShopScenario.LiteLivePrice);

        Assert.True(result.Succeeded);
        Assert.Equal(4, result.Exchange.Tries);
    }

    [Theory]
    [InlineData(500, "false", 1)]
    [InlineData(429, "false", 1)]
    [InlineData(500, "true", 4)]
    [InlineData(402, "true", 4)]
    [InlineData(400, "true", 1)]
    [InlineData(404, "true", 1)]
    [InlineData(402, "maybe", 1)]
    public async Task What_stripe_says_about_a_retry_is_obeyed_but_for_statuses_that_nothing_changes(int status, string shouldRetry, int tries)
    {
        var fault = await FaultOfAsync(Fault.Status(status, null, ("Stripe-Should-Retry", shouldRetry)));

        Assert.Equal(tries, fault.Tries);
        Assert.Equal(tries, Server.Log.Count);
    }

    [Fact]
    public async Task An_unknown_key_is_said_once_and_stops_everything()
    {
        var key = StripeIds.Key("sk", livemode: true, StripeIds.Account("1Someone9999Else"));
        var client = Client(key: key);

        var fault = await FaultOfPriceAsync(client);

        Assert.Equal("PF3001", fault.Code);
        Assert.Equal($"Stripe refused STRIPE_SECRET_KEY (sk_" + $"live_…{key[^4..]}): the key is invalid (401).", fault.Message);
        Assert.Equal("Copy the key again; check it was not deleted.", fault.Fix);
        Assert.True(fault.StopsAll);
        Assert.Same(fault, (await client.GetBalanceAsync()).Fault);
        Assert.Same(fault, (await client.GetPriceAsync(ShopScenario.ProLivePrice)).Fault);
        Assert.Equal(1, Server.Log.Count);
    }

    [Fact]
    public async Task A_refused_key_ends_the_calls_that_are_under_way_with_the_same_fault()
    {
        Server.Faults.Add(Fault.Hang(), "/v1/prices");
        var key = StripeIds.Key("sk", livemode: true, StripeIds.Account("1Someone9999Else"));
        var client = Client(key: key);
        var hanging = Enumerable.Range(0, 5).Select(_ => client.GetPriceAsync(ShopScenario.LiteLivePrice)).ToList();
        await Server.Log.WaitForAsync(5);

        var fault = (await client.GetBalanceAsync()).Fault;
        var others = await Task.WhenAll(hanging).WaitAsync(Patience);

        Assert.Equal("PF3001", fault?.Code);
        Assert.All(others, other => Assert.Same(fault, other.Fault));
    }

    [Fact]
    public async Task An_expired_key_is_said_once_and_stops_everything()
    {
        var account = Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account;
        var key = Server.World.AddKey(new StripeKeyData(StripeIds.Key("rk", livemode: true, account.Id, salt: 1), account, Livemode: true) { Expired = true });
        var client = Client(key: key);

        var fault = await FaultOfPriceAsync(client);
        await client.GetBalanceAsync();

        Assert.Equal("PF3002", fault.Code);
        Assert.Equal("Stripe refused STRIPE_SECRET_KEY: the key has expired (api_key_expired).", fault.Message);
        Assert.Equal("Create a new key; the old one was rotated.", fault.Fix);
        Assert.Equal("api_key_expired", fault.StripeErrorCode);
        Assert.Equal(1, Server.Log.Count);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_publishable_key_is_an_invalid_one(int status)
    {
        var fault = await FaultOfAsync(Fault.Status(status, """{"error":{"code":"secret_key_required","message":"x","type":"invalid_request_error"}}"""));

        Assert.Equal("PF3001", fault.Code);
        Assert.Contains($"the key is invalid ({status})", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_key_for_other_addresses_stops_everything(int status)
    {
        Server.Faults.Add(Fault.Status(status, """{"error":{"message":"The API key provided does not allow requests from your IP address (1.2.3.4).","type":"invalid_request_error"}}"""));
        var client = Client();

        var fault = await FaultOfPriceAsync(client);
        await client.GetBalanceAsync();

        Assert.Equal("PF3009", fault.Code);
        Assert.Equal("Stripe refused this computer's address for STRIPE_SECRET_KEY.", fault.Message);
        Assert.Equal("Add the build agent to the key's IP list.", fault.Fix);
        Assert.Equal(1, Server.Log.Count);
    }

    [Fact]
    public async Task A_missing_permission_stops_only_what_needs_it_and_names_itself_and_where_to_add_it()
    {
        var account = Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account;
        var key = Server.World.AddKey(new StripeKeyData(StripeIds.Key("rk", livemode: true, account.Id, salt: 2), account, Livemode: true) { Permissions = new HashSet<StripePermission> { StripePermission.Balance } });
        var client = Client(key: key);

        var fault = await FaultOfPriceAsync(client);

        Assert.Equal("PF3003", fault.Code);
        Assert.Equal("Check PF4001 could not run: the key lacks \"Prices Read\".", fault.MessageFor("PF4001"));
        Assert.Equal("Prices Read", fault.Permission);
        Assert.Equal("rak_plan_read", fault.PermissionId);
        Assert.Equal($"https://dashboard.stripe.com/b/{account.Id}?destination=%2Fapikeys", fault.PermissionLink);
        Assert.Equal($"Add it: {fault.PermissionLink}.", fault.Fix);
        Assert.Equal("more_permissions_required", fault.StripeErrorCode);
        Assert.False(fault.StopsAll);
        Assert.True((await client.GetBalanceAsync()).Succeeded);
    }

    [Fact]
    public async Task The_product_of_a_price_needs_a_permission_of_its_own()
    {
        var account = Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account;
        var key = Server.World.AddKey(new StripeKeyData(StripeIds.Key("rk", livemode: true, account.Id, salt: 3), account, Livemode: true) { Permissions = new HashSet<StripePermission> { StripePermission.Prices } });

        var fault = await FaultOfPriceAsync(Client(key: key));

        Assert.Equal("rak_product_read", fault.PermissionId);
    }

    [Fact]
    public async Task A_missing_permission_is_understood_in_stripes_older_words()
    {
        Server.World.OlderPermissionWords = true;
        var account = Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account;
        var key = Server.World.AddKey(new StripeKeyData(StripeIds.Key("rk", livemode: true, account.Id, salt: 4), account, Livemode: true) { Permissions = new HashSet<StripePermission>() });

        var fault = await FaultOfPriceAsync(Client(key: key));

        Assert.Equal("rak_plan_read", fault.Permission);
        Assert.Equal("rak_plan_read", fault.PermissionId);
        Assert.Null(fault.PermissionLink);
        Assert.Equal("Add it: https://dashboard.stripe.com/apikeys.", fault.Fix);
    }

    [Theory]
    [InlineData("Enabling \"Prices Read\" ('plan_read') permissions on this key", "Prices Read", "rak_plan_read")]
    [InlineData("Enabling Charges and Refunds Read ('charge_read') permissions on this key", "Charges and Refunds Read", "rak_charge_read")]
    [InlineData("Enabling 'Webhook Endpoints Read' ('webhook_read') permissions on this key", "Webhook Endpoints Read", "rak_webhook_read")]
    [InlineData("Having the 'rak_accounts_kyc_basic_read' permission", "rak_accounts_kyc_basic_read", "rak_accounts_kyc_basic_read")]
    [InlineData("This is a restricted API key, but the required permissions are not available", "read access to /v1/prices", null)]
    public async Task A_missing_permission_is_named_as_stripe_names_it(string said, string permission, string? id)
    {
        var body = JsonSerializer.Serialize(new { error = new { message = $"The provided key 'rk_**_read' may not read 'acct_1'. {said} would allow this.", type = "invalid_request_error" } });

        var fault = await FaultOfAsync(Fault.Status(403, body));

        Assert.Equal(permission, fault.Permission);
        Assert.Equal(id, fault.PermissionId);
    }

    [Fact]
    public async Task A_missing_permission_without_a_name_names_what_could_not_be_read_and_no_link_of_others()
    {
        var fault = await FaultOfAsync(Fault.Status(403, """{"error":{"message":"No. See https://evil.example/login","type":"invalid_request_error"}}"""));

        Assert.Equal("Check PF4001 could not run: the key lacks \"read access to /v1/prices\".", fault.MessageFor("PF4001"));
        Assert.Null(fault.PermissionLink);
        Assert.DoesNotContain("evil.example", fault.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_price_that_does_not_exist_is_missing_for_certain()
    {
        var fault = (await Client().GetPriceAsync("price_1none")).Fault!;

        Assert.Equal(StripeFaultKind.ResourceMissing, fault.Kind);
        Assert.Null(fault.Code);
        Assert.Null(fault.ExistsInLivemode);
        Assert.Equal("resource_missing", fault.StripeErrorCode);
        Assert.Equal("No such price: 'price_1none'", fault.Message);
        Assert.Equal(1, fault.Tries);
        Assert.False(fault.StopsAll);
    }

    [Theory]
    [InlineData(ShopScenario.LiteTestPrice, true, false)]
    [InlineData(ShopScenario.LiteLivePrice, false, true)]
    public async Task A_price_of_the_other_mode_is_missing_with_the_mode_that_has_it(string id, bool liveKey, bool existsInLivemode)
    {
        var client = Client(key: liveKey ? ShopScenario.LiveSecretKey : ShopScenario.TestSecretKey);

        var fault = (await client.GetPriceAsync(id)).Fault!;

        Assert.Equal(StripeFaultKind.ResourceMissing, fault.Kind);
        Assert.Equal(existsInLivemode, fault.ExistsInLivemode);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Unrecognized request URL (GET: /v1/prices).","type":"invalid_request_error"}}""")]
    [InlineData("""{"message":"no route"}""")]
    [InlineData("""{"error":"not found"}""")]
    [InlineData("nothing here")]
    [InlineData("")]
    public async Task A_404_that_is_not_about_the_object_proves_nothing(string body)
    {
        var fault = await FaultOfAsync(Fault.Status(404, body));

        Assert.Equal("PF9005", fault.Code);
        Assert.Equal(1, fault.Tries);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_refusal_as_a_web_page_does_not_come_from_stripe(int status)
    {
        var fault = await FaultOfAsync(Fault.WebPage(status));

        Assert.Equal("PF9004", fault.Code);
        Assert.Equal(1, fault.Tries);
    }

    [Fact]
    public async Task A_request_that_stripe_calls_wrong_is_to_be_reported_with_its_id()
    {
        var result = await Client().GetAsync("/v1/prices?colour=red");

        Assert.Equal("PF9005", result.Fault?.Code);
        Assert.Equal(
            $"Stripe called a request of this tool wrong (Received unknown parameter: colour). Please report it with Request-Id {result.Exchange.RequestId}.",
            result.Fault?.Message);
        Assert.Equal(1, result.Fault?.Tries);
    }

    [Theory]
    [InlineData("https://login.example/sign-in?next=/v1", "https://login.example/sign-in")]
    [InlineData("/login?token=1", "/login")]
    [InlineData("not an address at all", "not an address at all")]
    public async Task A_redirect_is_not_followed_and_stops_everything(string location, string shown)
    {
        Server.Faults.Add(Fault.Redirect(location));
        var client = Client();

        var fault = await FaultOfPriceAsync(client);
        await client.GetBalanceAsync();

        Assert.Equal("PF9004", fault.Code);
        Assert.Equal($"{Server.Address.Authority} redirected to {shown}. A proxy or login page is in between.", fault.Message);
        Assert.Equal(1, Server.Log.Count);
        Assert.Empty(Waits);
    }

    [Fact]
    public async Task The_key_is_not_sent_to_where_a_redirect_points()
    {
        await using var elsewhere = await StripeServer.StartAsync();
        Server.Faults.Add(Fault.Redirect(new Uri(elsewhere.Address, PricePath).ToString()));

        await FaultOfPriceAsync(Client());

        Assert.Equal(0, elsewhere.Log.Count);
    }

    [Fact]
    public async Task A_proxy_on_the_way_that_wants_a_login_is_said()
    {
        var fault = await FaultOfAsync(Fault.Status(407, "", ("Proxy-Authenticate", "Basic realm=x")));

        Assert.Equal("PF9003", fault.Code);
        Assert.Equal("The proxy wants a login.", fault.Message);
        Assert.Equal(1, fault.Tries);
    }
}
