using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Checks;

/// <summary>The endpoints of the account. The shop has one; what the code handles is said by the map here, and by code in CodeCheckTests.</summary>
public sealed class WebhookCheckTests : IAsyncLifetime
{
    private const string Map = "stripe-prices.json";
    private const string Id = "we_1ShopEStandIn001endpoint";
    private const string Address = "https://shop.example.com/webhooks/stripe";

    private GateFixture _gate = null!;

    private StripeModeData Live => _gate.Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account.Live;

    private WebhookEndpointData Endpoint => Live.WebhookEndpoints.Find(Id)!;

    public async Task InitializeAsync()
    {
        _gate = await GateFixture.StartAsync();
        Declare($$"""{ "live": "{{Address}}", "events": ["checkout.session.completed", "checkout.session.async_payment_succeeded", "invoice.paid"] }""");
    }

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task An_endpoint_that_is_as_the_map_says_passes()
    {
        var run = await _gate.RunAsync();

        run.AssertPassed();
        Assert.DoesNotContain(run.Notes, note => note.Code.StartsWith("PF5", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_endpoint_is_an_error_where_one_is_expected_and_comes_with_the_command()
    {
        _gate.UseTestMode();
        _gate.Server.World.FindKey(ShopScenario.TestSecretKey)!.Account.Test.WebhookEndpoints.Remove(Id);
        Declare("""{ "test": "https://staging.example.com/hook", "events": ["invoice.paid"] }""");

        var run = await _gate.RunAsync();

        run.AssertOnly("PF5001", Severity.Error, Map, 2, 25, "There is no webhook endpoint in test mode.");
        Assert.Equal(
            "Create it: stripe post /v1/webhook_endpoints -d url=https://staging.example.com/hook -d \"enabled_events[]=invoice.paid\".", run.Diagnostics[0].Finding.Fix);
    }

    [Fact]
    public async Task No_endpoint_is_a_note_where_nothing_speaks_of_webhooks()
    {
        Live.WebhookEndpoints.Remove(Id);
        _gate.Write(Map, GateFixture.Map);

        var run = await _gate.RunAsync();

        run.AssertPassed();
        run.AssertTold("PF5001", Severity.Message, "shop.csproj", "", "There is no webhook endpoint in live mode.");
    }

    [Fact]
    public async Task Another_address_than_the_maps_is_an_error_at_it()
    {
        Declare("""{ "live": "https://shop.example.com/stripe" }""");

        (await _gate.RunAsync()).AssertOnly("PF5002", Severity.Error, Map, 2, 25, $"No live endpoint has the address https://shop.example.com/stripe; found: {Address}.");
    }

    [Theory]
    [InlineData("https://SHOP.example.com/webhooks/stripe")]
    [InlineData("https://shop.example.com:443/webhooks/stripe/")]
    public async Task An_address_may_be_spelled_in_another_way(string address)
    {
        Declare($$"""{ "live": "{{address}}" }""");

        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task A_disabled_endpoint_is_an_error()
    {
        Live.WebhookEndpoints.Put(Endpoint with { Enabled = false });

        (await _gate.RunAsync()).AssertOnly("PF5003", Severity.Error, Map, 2, 25, $"Endpoint {Id} ({Address}) is disabled; Stripe sends nothing and tells nobody.");
    }

    [Fact]
    public async Task A_disabled_endpoint_of_who_knows_which_app_is_a_warning_beside_one_in_order()
    {
        _gate.Write(Map, GateFixture.Map);
        Live.WebhookEndpoints.Put(Endpoint with { Id = "we_old", Url = "https://old.example.com/hook", Enabled = false });
        (await _gate.RunAsync()).AssertTold("PF5003", Severity.Warning, "shop.csproj", "", "Endpoint we_old (https://old.example.com/hook) is disabled; Stripe sends nothing and tells nobody.");

        Live.WebhookEndpoints.Put(Endpoint with { Enabled = false });
        Assert.Equal(2, (await _gate.RunAsync()).Diagnostics.Count(diagnostic => diagnostic is { Code: "PF5003", Severity: Severity.Error }));
    }

    [Fact]
    public async Task An_endpoint_of_another_app_is_not_looked_at_where_the_map_names_the_address()
    {
        Live.WebhookEndpoints.Put(Endpoint with { Id = "we_other", Url = "https://other.example.com/hook", Enabled = false, Events = ["*"], ApiVersion = null });

        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task An_endpoint_without_a_version_is_a_warning()
    {
        Live.WebhookEndpoints.Put(Endpoint with { ApiVersion = null });

        (await _gate.RunAsync()).AssertOnly("PF5005", Severity.Warning, Map, 2, 25, $"Endpoint {Id} has no fixed API version; it follows the account's default.");
    }

    [Fact]
    public async Task Events_that_are_handled_and_not_sent_are_an_error()
    {
        Live.WebhookEndpoints.Put(Endpoint with { Events = ["checkout.session.completed", "checkout.session.async_payment_succeeded"] });

        (await _gate.RunAsync()).AssertOnly("PF5006", Severity.Error, Map, 2, 25, $"The code handles invoice.paid, but endpoint {Id} does not send them.");
    }

    [Fact]
    public async Task All_events_are_a_warning_and_more_than_are_handled_a_note()
    {
        var sent = Endpoint.Events;
        Live.WebhookEndpoints.Put(Endpoint with { Events = ["*"] });
        (await _gate.RunAsync()).AssertOnly("PF5007", Severity.Warning, Map, 2, 25, $"Endpoint {Id} sends all events (*).");

        Live.WebhookEndpoints.Put(Endpoint with { Events = [.. sent, "charge.refunded"] });
        var run = await _gate.RunAsync();
        run.AssertPassed();
        Assert.Contains(run.Notes, note => note.Finding.Message == $"Endpoint {Id} sends charge.refunded, which no code handles.");
    }

    [Fact]
    public async Task Undelivered_events_are_a_warning_with_their_number_age_and_types()
    {
        var now = DateTimeOffset.UtcNow;
        for (var i = 0; i < 3; i++)
            Live.Events.Put(new EventData($"evt_{i}", i == 0 ? "charge.refunded" : "invoice.paid") { Created = now.AddHours(-5 * (i + 1)).ToUnixTimeSeconds(), Delivered = false });
        Live.Events.Put(new EventData("evt_old", "invoice.paid") { Created = now.AddDays(-4).ToUnixTimeSeconds(), Delivered = false });
        Live.Events.Put(new EventData("evt_done", "invoice.paid") { Created = now.ToUnixTimeSeconds() });

        (await _gate.RunAsync()).AssertOnly(
            "PF5009", Severity.Warning, Map, 2, 25, "3 events of the last 3 days were not delivered (oldest 15 h): invoice.paid (2) and charge.refunded.");
    }

    [Fact]
    public async Task More_undelivered_events_than_are_read_are_told_as_more()
    {
        for (var i = 0; i < 620; i++)
            Live.Events.Put(new EventData($"evt_{i}", "invoice.paid") { Created = DateTimeOffset.UtcNow.AddMinutes(-i).ToUnixTimeSeconds(), Delivered = false });

        var run = await _gate.RunAsync();

        Assert.StartsWith("more than 500 events", Assert.Single(run.Diagnostics).Text, StringComparison.Ordinal);
        Assert.Equal(5, _gate.Server.Log.CountOf("/v1/events"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_young_endpoint_to_which_nothing_was_ever_delivered_is_noted(bool delivered)
    {
        var created = DateTimeOffset.UtcNow.AddDays(-2);
        Live.WebhookEndpoints.Put(Endpoint with { Created = created.ToUnixTimeSeconds() });
        if (delivered)
            Live.Events.Put(new EventData("evt_1", "invoice.paid") { Created = created.AddHours(1).ToUnixTimeSeconds() });

        var run = await _gate.RunAsync();

        run.AssertPassed();
        Assert.Equal(!delivered, run.Notes.Any(note => note is { Code: "PF5010", Finding.Message: $"No event was ever delivered to {Id}." }));
    }

    [Theory]
    [InlineData("invoice.paid", true)]
    [InlineData("charge.refunded", false)]
    public async Task Two_endpoints_at_one_address_are_an_error_where_an_event_goes_to_both(string type, bool told)
    {
        Declare($$"""{ "live": "{{Address}}", "events": ["charge.refunded"] }""");
        Live.WebhookEndpoints.Put(Endpoint with { Events = ["charge.refunded"] });
        Live.WebhookEndpoints.Put(Endpoint with { Id = "we_twin", Events = [told ? "charge.refunded" : "invoice.voided", type == "invoice.paid" ? "*" : "invoice.voided"] });

        var run = await _gate.RunAsync();

        Assert.Equal(told, run.Diagnostics.Any(diagnostic => diagnostic is { Code: "PF5011", Severity: Severity.Error }));
    }

    [Theory]
    [InlineData("http://shop.example.com/hook", "not https")]
    [InlineData("https://localhost/hook", "an address of this computer or of a private network")]
    [InlineData("https://192.168.1.20/hook", "an address of this computer or of a private network")]
    [InlineData("https://shop/hook", "a name that the internet does not know")]
    [InlineData("https://shop.local/hook", "a name that the internet does not know")]
    [InlineData("https://abc123.ngrok-free.app/hook", "a tunnel to a developer's machine")]
    public async Task An_address_that_is_not_public_https_is_an_error_in_live_mode(string url, string reason)
    {
        _gate.Write(Map, GateFixture.Map);
        Live.WebhookEndpoints.Put(Endpoint with { Url = url });

        (await _gate.RunAsync()).AssertTold("PF5012", Severity.Error, "shop.csproj", "", $"Endpoint address {url} is not public https ({reason}).");
    }

    [Theory]
    [InlineData("https://api.shop.com/hook")]
    [InlineData("https://172.15.0.1/hook")]
    [InlineData("https://shop.com:8443/hook")]
    public void A_public_address_is_public(string url) => Assert.Null(WebhookChecks.WhyNotPublic(url));

    [Fact]
    public async Task Without_the_permission_undelivered_events_are_a_note_and_the_rest_is_checked()
    {
        var key = StripeIds.Key("rk", livemode: true, ShopScenario.AccountId, salt: 12);
        _gate.Server.World.AddKey(_gate.Server.World.FindKey(ShopScenario.LiveRestrictedKey)! with
        {
            Value = key,
            Permissions = StripePermission.All.Except([StripePermission.Events]).ToHashSet(),
        });
        _gate.Variables["STRIPE_SECRET_KEY"] = key;

        var run = await _gate.RunAsync();

        run.AssertPassed();
        run.AssertTold("PF5013", Severity.Message, "shop.csproj", "", "Undelivered events cannot be read: the key lacks the permission \"Events Read\".");
        Assert.Contains(run.Results, result => result is { Check.Id: "PF5009", Status: CheckStatus.Skipped });
    }

    private void Declare(string webhook) => _gate.Write(Map, GateFixture.Map.Replace("{\n  \"lite", $"{{\n  \"$webhook\": {webhook},\n  \"lite", StringComparison.Ordinal));
}
