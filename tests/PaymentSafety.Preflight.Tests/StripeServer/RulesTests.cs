using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.StandIn;

public class RulesTests : StripeServerTest
{
    [Theory]
    [InlineData(ShopScenario.LiteLivePrice)]
    [InlineData(ShopScenario.ProLivePrice)]
    [InlineData(ShopScenario.ArchivedLivePrice)]
    [InlineData(ShopScenario.LiteTestPrice)]
    [InlineData(ShopScenario.ProTestPrice)]
    public void The_shops_ids_have_the_shape_of_real_ones(string id)
    {
        Assert.Matches("^price_1[A-Za-z0-9]{23}$", id);
        Assert.Equal(ShopScenario.AccountId[^10..], id.Substring("price_1".Length + 5, 10));
    }

    [Fact]
    public void The_shops_keys_have_the_shape_of_real_ones_and_are_six()
    {
        var keys = ShopScenario.Keys.Values;

        Assert.Equal(6, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Matches($"^(sk|rk|pk)_(live|test)_5{ShopScenario.AccountId["acct_".Length..]}[A-Za-z0-9]{{32}}$", key));
    }

    [Fact]
    public async Task Test_and_live_objects_are_two_worlds()
    {
        var live = await GetAsync("/v1/prices/" + ShopScenario.LiteLivePrice);
        var test = await GetAsync("/v1/prices/" + ShopScenario.LiteLivePrice, ShopScenario.TestSecretKey);

        Assert.True(live.Json["livemode"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.NotFound, test.Status);
        Assert.Equal("resource_missing", test.ErrorCode);
        Assert.Equal("price", test.ErrorParam);
        Assert.Equal(
            $"No such price: '{ShopScenario.LiteLivePrice}'; a similar object exists in live mode, but a test mode key was used to make this request.",
            test.ErrorMessage);
    }

    [Fact]
    public async Task Another_accounts_objects_do_not_exist()
    {
        var other = Server.World.AddAccount("1AnotherAccount1");
        var key = Server.World.AddSecretKey(other, livemode: true);

        var answer = await GetAsync("/v1/prices/" + ShopScenario.LiteLivePrice, key);

        Assert.Equal($"No such price: '{ShopScenario.LiteLivePrice}'", answer.ErrorMessage);
    }

    [Fact]
    public async Task An_answer_names_its_request_and_its_version()
    {
        var pinned = await GetAsync("/v1/balance", version: "2025-03-31.basil");
        var none = await GetAsync("/v1/balance");
        var wrong = await GetAsync("/v1/balance", version: "latest");

        Assert.Equal("2025-03-31.basil", Assert.Single(pinned.Headers.GetValues("Stripe-Version")));
        Assert.Equal("2026-07-29.dahlia", Assert.Single(none.Headers.GetValues("Stripe-Version")));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.NotEqual(Assert.Single(pinned.Headers.GetValues("Request-Id")), Assert.Single(none.Headers.GetValues("Request-Id")));
    }

    [Fact]
    public async Task A_key_that_is_missing_unknown_expired_publishable_or_for_elsewhere_is_refused_as_stripe_refuses_it()
    {
        var expired = Server.World.AddKey(new StripeKeyData(StripeIds.Key("sk", true, Account.Id, 1), Account, Livemode: true) { Expired = true });
        var elsewhere = Server.World.AddKey(new StripeKeyData(StripeIds.Key("sk", true, Account.Id, 2), Account, Livemode: true) { ForOtherAddresses = true });
        var unknown = StripeIds.Key("sk", true, Account.Id, 3);

        var answers = new[]
        {
            await GetAsync("/v1/balance", key: ""), await GetAsync("/v1/balance", unknown), await GetAsync("/v1/balance", expired),
            await GetAsync("/v1/balance", ShopScenario.LivePublishableKey), await GetAsync("/v1/balance", elsewhere),
        };

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.Status));
        Assert.Equal([null, null, "api_key_expired", "secret_key_required", null], answers.Select(answer => answer.ErrorCode));
        Assert.Matches(@"^Invalid API Key provided: sk_live_\*+" + unknown[^4..] + "$", answers[1].ErrorMessage);
    }

    [Theory]
    [InlineData("/v1/prices", "plan_read")]
    [InlineData("/v1/prices/" + ShopScenario.LiteLivePrice, "plan_read")]
    [InlineData("/v1/products", "product_read")]
    [InlineData("/v1/balance", "balance_read")]
    [InlineData("/v1/account", "accounts_kyc_basic_read")]
    [InlineData("/v1/webhook_endpoints", "webhook_read")]
    [InlineData("/v1/events", "event_read")]
    public async Task A_restricted_key_needs_the_permission_of_what_it_reads(string path, string permission)
    {
        var others = Server.World.AddRestrictedKey(Account, livemode: true, StripePermission.All.Where(one => one.Id != permission));
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(path, others)).Status);

        var key = Server.World.AddRestrictedKey(Account, livemode: true, StripePermission.All.Where(one => one.Id == permission));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(path, key)).Status);
    }

    [Fact]
    public async Task A_list_has_ten_objects_unless_asked_and_a_hundred_at_most()
    {
        AddPrices(150);

        Assert.Equal(10, (await GetAsync("/v1/prices")).Ids.Count);
        Assert.Equal(100, (await GetAsync("/v1/prices?limit=100")).Ids.Count);
        Assert.Equal("limit", (await GetAsync("/v1/prices?limit=101")).ErrorParam);
        Assert.Equal("limit", (await GetAsync("/v1/prices?limit=0")).ErrorParam);
        Assert.Equal("Invalid integer: many", (await GetAsync("/v1/prices?limit=many")).ErrorMessage);
    }

    [Fact]
    public async Task Cursors_page_in_both_directions_newest_first()
    {
        var ids = AddPrices(7);
        ids.Reverse();

        var all = await GetAsync("/v1/prices?limit=100");
        var second = await GetAsync($"/v1/prices?limit=3&starting_after={all.Ids[2]}");
        var last = await GetAsync($"/v1/prices?limit=3&starting_after={all.Ids[5]}");
        var before = await GetAsync($"/v1/prices?limit=3&ending_before={all.Ids[6]}");
        var first = await GetAsync($"/v1/prices?limit=3&ending_before={all.Ids[2]}");

        Assert.Equal([.. ids, .. all.Ids.Skip(7)], all.Ids);
        Assert.False(all.HasMore);
        Assert.Equal(all.Ids.Skip(3).Take(3), second.Ids);
        Assert.True(second.HasMore);
        Assert.Equal(all.Ids.Skip(6), last.Ids);
        Assert.False(last.HasMore);
        Assert.Equal(all.Ids.Skip(3).Take(3), before.Ids);
        Assert.True(before.HasMore);
        Assert.Equal(all.Ids.Take(2), first.Ids);
        Assert.False(first.HasMore);
    }

    [Fact]
    public async Task A_wrong_cursor_is_an_error()
    {
        Assert.Equal("starting_after", (await GetAsync("/v1/prices?starting_after=price_none")).ErrorParam);
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync($"/v1/prices?starting_after={ShopScenario.LiteLivePrice}&ending_before={ShopScenario.ProLivePrice}")).Status);
    }

    [Fact]
    public async Task A_list_of_prices_shows_active_ones_that_were_not_made_inline()
    {
        Account.Live.Prices.Put(Account.Live.Prices.Find(ShopScenario.LiteLivePrice)! with { Id = "price_inline", Inline = true });

        var active = await GetAsync("/v1/prices");
        var archived = await GetAsync("/v1/prices?active=false");

        Assert.Equal([ShopScenario.ProLivePrice, ShopScenario.LiteLivePrice], active.Ids);
        Assert.Equal([ShopScenario.ArchivedLivePrice], archived.Ids);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/v1/prices/price_inline")).Status);
    }

    [Theory]
    [InlineData("lookup_keys[]=lite-monthly", new[] { ShopScenario.LiteLivePrice })]
    [InlineData("lookup_keys[0]=lite-monthly&lookup_keys[1]=pro-5000-monthly", new[] { ShopScenario.ProLivePrice, ShopScenario.LiteLivePrice })]
    [InlineData("lookup_keys[]=none", new string[0])]
    [InlineData("product=prod_ShopPro5Live01", new[] { ShopScenario.ProLivePrice })]
    [InlineData("currency=eur", new string[0])]
    [InlineData("type=recurring&active=true", new[] { ShopScenario.ProLivePrice, ShopScenario.LiteLivePrice })]
    [InlineData("type=one_time", new string[0])]
    public async Task A_list_of_prices_can_be_filtered(string query, string[] ids) => Assert.Equal(ids, (await GetAsync("/v1/prices?" + query)).Ids);

    [Fact]
    public async Task Eleven_lookup_keys_are_too_many()
    {
        var query = string.Join('&', Enumerable.Range(0, 11).Select(i => $"lookup_keys[]=k{i}"));

        Assert.Equal("lookup_keys", (await GetAsync("/v1/prices?" + query)).ErrorParam);
    }

    [Fact]
    public async Task Only_what_is_asked_for_is_expanded()
    {
        var plain = (await GetAsync("/v1/prices/" + ShopScenario.LiteLivePrice)).Json;
        var expanded = (await GetAsync($"/v1/prices/{ShopScenario.LiteLivePrice}?expand[]=product&expand[1]=currency_options")).Json;
        var list = (await GetAsync("/v1/prices?expand[]=data.product")).Json;

        Assert.Equal("prod_ShopLiteLive01", plain["product"]!.GetValue<string>());
        Assert.False(plain.ContainsKey("currency_options"));
        Assert.Equal("Lite", expanded["product"]!["name"]!.GetValue<string>());
        Assert.Equal(900, expanded["currency_options"]!["usd"]!["unit_amount"]!.GetValue<int>());
        Assert.All(list["data"]!.AsArray(), price => Assert.IsType<JsonObject>(price!["product"]));
        Assert.Equal("expand", (await GetAsync($"/v1/prices/{ShopScenario.LiteLivePrice}?expand[]=colour")).ErrorParam);
    }

    [Fact]
    public async Task Undelivered_events_of_a_time_can_be_listed_and_their_time_is_an_integer()
    {
        Account.Live.Events.Put(new EventData("evt_old", "invoice.paid") { Created = 100, Delivered = false });
        Account.Live.Events.Put(new EventData("evt_new", "invoice.paid") { Created = 200, Delivered = false });
        Account.Live.Events.Put(new EventData("evt_done", "invoice.paid") { Created = 300 });

        Assert.Equal(["evt_new"], (await GetAsync("/v1/events?delivery_success=false&created[gte]=150")).Ids);
        Assert.Equal("created[gte]", (await GetAsync("/v1/events?created[gte]=2026-01-01")).ErrorParam);
    }

    [Theory]
    [InlineData("/v1/prices?colour=red", "colour")]
    [InlineData("/v1/balance?limit=1", "limit")]
    public async Task A_parameter_that_nobody_knows_is_an_error(string path, string name)
    {
        var answer = await GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("parameter_unknown", answer.ErrorCode);
        Assert.Equal(name, answer.ErrorParam);
    }

    [Theory]
    [InlineData("/v1/prices", ShopKey.Restricted, 403)]
    [InlineData("/v1/products", ShopKey.Restricted, 403)]
    [InlineData("/v1/refunds", ShopKey.Secret, 404)]
    [InlineData("/v1/prices/price_1", ShopKey.Creation, 404)]
    public async Task Nothing_but_products_and_prices_can_be_made_and_that_with_the_permission_only(string path, ShopKey key, int status)
    {
        var answer = await PostAsync(path, [], key);

        Assert.Equal(status, (int)answer.Status);
        Assert.Equal("POST", Assert.Single(Server.Log.All).Method);
    }

    [Fact]
    public async Task A_product_and_its_price_can_be_made_and_read()
    {
        var product = await PostAsync("/v1/products", new() { ["id"] = "prod_team", ["name"] = "Team", ["metadata[tier]"] = "team" });
        var price = await PostAsync("/v1/prices", Team);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (product.Status, price.Status));
        var read = (await GetAsync($"/v1/prices/{price.Json["id"]}?expand[]=product")).Json;
        Assert.Equal(("Team", "team", 4900L, "year", "team-yearly"), (
            read["product"]!["name"]!.GetValue<string>(), read["product"]!["metadata"]!["tier"]!.GetValue<string>(), read["unit_amount"]!.GetValue<long>(),
            read["recurring"]!["interval"]!.GetValue<string>(), read["lookup_key"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Ids_of_products_and_lookup_keys_are_given_once()
    {
        await PostAsync("/v1/products", new() { ["id"] = "prod_team", ["name"] = "Team" });
        var price = await PostAsync("/v1/prices", Team);

        Assert.Equal("resource_already_exists", (await PostAsync("/v1/products", new() { ["id"] = "prod_team", ["name"] = "Team" })).ErrorCode);
        Assert.Equal($"A price (`{price.Json["id"]}`) already uses that lookup key.", (await PostAsync("/v1/prices", Team)).ErrorMessage);
        Assert.Equal("parameter_unknown", (await PostAsync("/v1/products", new() { ["name"] = "Team", ["colour"] = "red" })).ErrorCode);
        Assert.Equal("No such product: 'prod_none'", (await PostAsync("/v1/prices", new(Team) { ["product"] = "prod_none" })).ErrorMessage);
    }

    [Fact]
    public async Task An_idempotency_key_gives_one_answer_until_it_is_forgotten()
    {
        var first = await PostAsync("/v1/products", new() { ["name"] = "Team" }, idempotencyKey: "one");
        var again = await PostAsync("/v1/products", new() { ["name"] = "Team" }, idempotencyKey: "one");
        var other = await PostAsync("/v1/products", new() { ["name"] = "Crew" }, idempotencyKey: "one");
        Server.ForgetIdempotencyKeys();
        var later = await PostAsync("/v1/products", new() { ["name"] = "Team" }, idempotencyKey: "one");

        Assert.Equal(first.Json["id"]!.GetValue<string>(), again.Json["id"]!.GetValue<string>());
        Assert.Equal((false, true), (first.Headers.Contains("Idempotent-Replayed"), again.Headers.Contains("Idempotent-Replayed")));
        Assert.StartsWith("Keys for idempotent requests can only be used with the same parameters", other.ErrorMessage, StringComparison.Ordinal);
        Assert.NotEqual(first.Json["id"]!.GetValue<string>(), later.Json["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_lost_answer_is_carried_out_and_a_failure_inside_is_not_and_repeats()
    {
        Server.Faults.Add(Fault.LostAnswer(), "/v1/products", times: 1);
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync("/v1/products", new() { ["id"] = "prod_lost", ["name"] = "Lost" }, idempotencyKey: "lost"));
        Server.Faults.Add(Fault.FailInside(), "/v1/products", times: 1);
        var failed = await PostAsync("/v1/products", new() { ["id"] = "prod_failed", ["name"] = "Failed" }, idempotencyKey: "failed");
        var repeated = await PostAsync("/v1/products", new() { ["id"] = "prod_failed", ["name"] = "Failed" }, idempotencyKey: "failed");

        Assert.NotNull(Account.Live.Products.Find("prod_lost"));
        Assert.Null(Account.Live.Products.Find("prod_failed"));
        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError), (failed.Status, repeated.Status));
        Assert.True(repeated.Headers.Contains("Idempotent-Replayed"));
    }

    [Fact]
    public async Task The_log_counts_requests_and_holds_no_key()
    {
        await GetAsync("/v1/balance");
        await GetAsync("/v1/prices?limit=1");
        await GetAsync("/v1/prices?limit=2");

        Assert.Equal(2, Server.Log.CountOf("/v1/prices"));
        Assert.DoesNotContain(ShopScenario.LiveSecretKey[12..], string.Concat(Server.Log.All), StringComparison.Ordinal);
        Assert.DoesNotContain(ShopScenario.LiveSecretKey[12..], Server.World.FindKey(ShopScenario.LiveSecretKey)!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_is_for_the_requests_it_was_made_for_and_for_as_often_as_said()
    {
        Server.Faults.Add(Fault.Status(503), "/v1/prices", times: 2);

        HttpStatusCode[] statuses =
        [
            (await GetAsync("/v1/balance")).Status, (await GetAsync("/v1/prices")).Status,
            (await GetAsync("/v1/prices/x")).Status, (await GetAsync("/v1/prices")).Status,
        ];

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], statuses);
    }

    private static Dictionary<string, string> Team => new()
    {
        ["product"] = "prod_team", ["currency"] = "usd", ["unit_amount"] = "4900", ["recurring[interval]"] = "year", ["lookup_key"] = "team-yearly",
    };

    private Task<StripeServerAnswer> PostAsync(string path, Dictionary<string, string> form, ShopKey key = ShopKey.Creation, string? idempotencyKey = null) => SendAsync(
        path, form, key switch { ShopKey.Restricted => ShopScenario.LiveRestrictedKey, ShopKey.Secret => ShopScenario.LiveSecretKey, _ => ShopScenario.LiveCreationKey }, idempotencyKey);

    /// <summary>A key by what it may do: its value stands in no attribute.</summary>
    public enum ShopKey
    {
        Secret,
        Restricted,
        Creation,
    }

    private List<string> AddPrices(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => Account.Live.Prices.Put(
            new PriceData(string.Create(CultureInfo.InvariantCulture, $"price_many{i:D3}"), "prod_ShopLiteLive01", "usd", i) { Created = 2000000000 + i }).Id),
    ];
}
