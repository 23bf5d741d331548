using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Checks;

/// <summary>The key and the prices as Stripe sees them, and what happens when it gives no answer.</summary>
public sealed class StripeCheckTests : IAsyncLifetime
{
    private GateFixture _gate = null!;

    public async Task InitializeAsync() => _gate = await GateFixture.StartAsync();

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task Two_plans_cost_five_requests()
    {
        var run = await _gate.RunAsync();

        run.AssertPassed();
        Assert.Equal(5, _gate.Server.Log.Count);
        Assert.Matches(@"^PaymentSafety: \d+ checks: \d+ ok, \d+ skipped \(5 requests, \d+\.\d s\)$", run.ClosingLine);
    }

    [Fact]
    public async Task A_price_that_two_plans_share_is_asked_once()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("Pro5L", "LiteL", StringComparison.Ordinal));

        await _gate.RunAsync();

        Assert.Equal(1, _gate.Server.Log.CountOf("/v1/prices/" + ShopScenario.LiteLivePrice));
    }

    [Fact]
    public async Task A_key_that_stripe_refuses_is_an_error_after_one_request()
    {
        _gate.Variables["STRIPE_SECRET_KEY"] = StripeIds.Key("sk", livemode: true, ShopScenario.AccountId, salt: 99);

        var run = await _gate.RunAsync();

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(("PF3001", Severity.Error, ExitCode.Failed), (diagnostic.Code, diagnostic.Severity, run.ExitCode));
        Assert.Contains("STRIPE_SECRET_KEY", diagnostic.Text, StringComparison.Ordinal);
        Assert.Equal(1, _gate.Server.Log.Count);
    }

    [Fact]
    public async Task An_expired_key_is_told_as_expired()
    {
        var key = StripeIds.Key("rk", livemode: true, ShopScenario.AccountId, salt: 7);
        _gate.Server.World.AddKey(_gate.Server.World.FindKey(ShopScenario.LiveRestrictedKey)! with { Value = key, Expired = true });
        _gate.Variables["STRIPE_SECRET_KEY"] = key;

        Assert.Equal("PF3002", Assert.Single((await _gate.RunAsync()).Diagnostics).Code);
    }

    [Fact]
    public async Task A_key_for_other_computers_is_told_as_that()
    {
        var key = StripeIds.Key("rk", livemode: true, ShopScenario.AccountId, salt: 8);
        _gate.Server.World.AddKey(_gate.Server.World.FindKey(ShopScenario.LiveRestrictedKey)! with { Value = key, ForOtherAddresses = true });
        _gate.Variables["STRIPE_SECRET_KEY"] = key;

        Assert.Equal("PF3009", Assert.Single((await _gate.RunAsync()).Diagnostics).Code);
    }

    [Fact]
    public async Task A_missing_permission_leaves_its_checks_open_and_no_others()
    {
        var key = StripeIds.Key("rk", livemode: true, ShopScenario.AccountId, salt: 9);
        _gate.Server.World.AddKey(_gate.Server.World.FindKey(ShopScenario.LiveRestrictedKey)! with { Value = key, Permissions = new HashSet<StripePermission>() });
        _gate.Variables["STRIPE_SECRET_KEY"] = key;

        var run = await _gate.RunAsync();

        Assert.Equal(ExitCode.Unknown, run.ExitCode);
        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(("PF3003", Severity.Error), (diagnostic.Code, diagnostic.Severity));
        Assert.Contains("PF4004, ", diagnostic.Text, StringComparison.Ordinal);
        Assert.Contains("could not run: the key lacks \"Prices Read\".", diagnostic.Text, StringComparison.Ordinal);
        Assert.Contains("could not run: the key lacks \"Webhook Endpoints Read\".", diagnostic.Text, StringComparison.Ordinal);
        Assert.Contains("make a key that may read all that is checked: https://dashboard.stripe.com/apikeys/create?name=PaymentSafety&permissions%5B%5D=rak_plan_read&", diagnostic.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mode_of_a_key_that_does_not_say_is_asked_of_stripe()
    {
        var shop = _gate.Server.World.FindKey(ShopScenario.TestSecretKey)!;
        var key = "sk_org_" + StripeIds.Key("sk", livemode: false, ShopScenario.AccountId, salt: 10)["sk_test_".Length..];
        _gate.Server.World.AddKey(shop with { Value = key });
        _gate.Variables["STRIPE_SECRET_KEY"] = key;

        var run = await _gate.RunAsync();

        Assert.Contains(run.Diagnostics, diagnostic => diagnostic.Code == "PF3004" && diagnostic.Finding.Message == "The key answers for test, but live was expected.");
        Assert.Equal(ExitCode.Failed, run.ExitCode);
    }

    [Fact]
    public async Task A_price_that_does_not_exist_is_an_error_at_its_id()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("LiteL", "NopeL", StringComparison.Ordinal));

        var run = await _gate.RunAsync();

        run.AssertOnly("PF4001", Severity.Error, "stripe-prices.json", 2, 71, "Plan 'lite-monthly': price 'price_1NopeLStandIn001monthly0' does not exist in live mode.");
        Assert.Equal("Correct the id.", run.Diagnostics[0].Finding.Fix);
        Assert.Equal(ExitCode.Failed, run.ExitCode);
    }

    [Fact]
    public async Task A_price_of_the_other_mode_is_told_as_that()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("price_1LiteLStandIn001monthly0", ShopScenario.LiteTestPrice, StringComparison.Ordinal));

        (await _gate.RunAsync()).AssertOnly(
            "PF4002", Severity.Error, "stripe-prices.json", 2, 71, $"Plan 'lite-monthly': '{ShopScenario.LiteTestPrice}' is a test price, but the key is live.");
    }

    [Fact]
    public async Task A_price_whose_livemode_differs_is_an_error()
    {
        _gate.Server.Faults.Add(Fault.Change(json => json["livemode"] = false), "/v1/prices/" + ShopScenario.LiteLivePrice);

        (await _gate.RunAsync()).AssertOnly(
            "PF4003", Severity.Error, "stripe-prices.json", 2, 71, $"Plan 'lite-monthly': Stripe says livemode=false for '{ShopScenario.LiteLivePrice}' in the live slot.");
    }

    [Fact]
    public async Task An_archived_price_is_an_error()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace(ShopScenario.ProLivePrice, ShopScenario.ArchivedLivePrice, StringComparison.Ordinal));

        (await _gate.RunAsync()).AssertOnly(
            "PF4004", Severity.Error, "stripe-prices.json", 3, 70, $"Plan 'pro-monthly': price '{ShopScenario.ArchivedLivePrice}' is archived; new purchases will fail.");
    }

    [Theory]
    [InlineData("\"retired\": true")]
    [InlineData("\"active\": false")]
    public async Task An_archived_price_of_a_retired_plan_passes(string said)
    {
        var map = GateFixture.Map.Replace(ShopScenario.ProLivePrice, ShopScenario.ArchivedLivePrice, StringComparison.Ordinal);
        _gate.Write("stripe-prices.json", map.Replace("\"credits\": 5000", said + ", \"credits\": 5000", StringComparison.Ordinal));

        (await _gate.RunAsync()).AssertPassed();
    }

    public static TheoryData<string, Fault, string> Faults => new()
    {
        { "server error", Fault.Status(500), "PF9007" },
        { "rate limit", Fault.Status(429), "PF9006" },
        { "reset", Fault.Reset(), "PF9001" },
        { "half a body", Fault.Truncated(), "PF9001" },
        { "html", Fault.WebPage(), "PF9004" },
        { "redirect", Fault.Redirect("https://login.example/"), "PF9004" },
        { "not json", Fault.Body("{\"object\":"), "PF9005" },
        { "empty", Fault.Body(""), "PF9005" },
        { "not gzip", Fault.NotGzip(), "PF9005" },
        { "garbage", Fault.Garbage(), "PF9004" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Without_an_answer_nothing_passes(string name, Fault fault, string id)
    {
        _gate.Server.Faults.Add(fault);

        var run = await _gate.RunAsync();

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.True((id, Severity.Error) == (diagnostic.Code, diagnostic.Severity), $"{name}: {run.Output}");
        Assert.Contains("Not proved: PF3001, PF3002, PF3004, ", diagnostic.Text, StringComparison.Ordinal);
        Assert.Equal(("shop.csproj", 1, 1), (Path.GetFileName(diagnostic.Finding.Place!.File), diagnostic.Finding.Place.Position.Line, diagnostic.Finding.Place.Position.Column));
        Assert.Equal(ExitCode.Unknown, run.ExitCode);
        // Everything that is asked of Stripe, and nothing else.
        Assert.All(run.Results, result => Assert.Equal(result.Check.Needs.HasFlag(Needs.Stripe), result.Status == CheckStatus.Unknown || result.Reason is not null && result.Check.Needs.HasFlag(Needs.Stripe)));
    }

    [Fact]
    public async Task A_stripe_that_hangs_is_given_up()
    {
        _gate.Server.Faults.Add(Fault.Hang());
        _gate.Options = _gate.Options with { Deadline = TimeSpan.FromSeconds(1) };

        var run = await _gate.RunAsync();

        Assert.Contains(Assert.Single(run.Diagnostics).Code, new[] { "PF9001", "PF9008" });
        Assert.Equal(ExitCode.Unknown, run.ExitCode);
    }

    [Fact]
    public async Task An_address_where_nobody_listens_is_told()
    {
        var address = _gate.Server.Address;
        await _gate.Server.DisposeAsync();

        var run = await _gate.RunAsync();

        Assert.Equal("PF9001", Assert.Single(run.Diagnostics).Code);
        Assert.Contains(address.Authority, run.Diagnostics[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_price_without_an_answer_leaves_only_the_prices_open()
    {
        _gate.Server.Faults.Add(Fault.Status(500), "/v1/prices/" + ShopScenario.ProLivePrice);

        var run = await _gate.RunAsync();

        Assert.Equal("PF9007", Assert.Single(run.Diagnostics).Code);
        Assert.All(run.Results.Where(result => result.Status == CheckStatus.Unknown), result => Assert.StartsWith("PF4", result.Check.Id, StringComparison.Ordinal));
        Assert.Equal(ExitCode.Unknown, run.ExitCode);
    }

    [Fact]
    public async Task A_failure_is_told_beside_what_stayed_open()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("LiteL", "NopeL", StringComparison.Ordinal));
        _gate.Server.Faults.Add(Fault.Status(500), "/v1/prices/" + ShopScenario.ProLivePrice);

        var run = await _gate.RunAsync();

        Assert.Equal(["PF4001", "PF9007"], run.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.Equal(ExitCode.Failed, run.ExitCode);
    }

    [Fact]
    public async Task In_test_mode_what_stayed_open_is_a_warning_and_still_no_pass()
    {
        _gate.UseTestMode();
        _gate.Server.Faults.Add(Fault.Status(500));

        var run = await _gate.RunAsync();

        Assert.Equal(("PF9007", Severity.Warning, ExitCode.Unknown), (Assert.Single(run.Diagnostics).Code, run.Diagnostics[0].Severity, run.ExitCode));
    }

    [Fact]
    public async Task What_stays_open_can_be_made_an_error_everywhere()
    {
        _gate.UseTestMode();
        _gate.Server.Faults.Add(Fault.Status(500));
        _gate.Options = _gate.Options with { OnUnknown = Severity.Error };

        Assert.Equal(Severity.Error, Assert.Single((await _gate.RunAsync()).Diagnostics).Severity);
    }

    [Fact]
    public async Task Offline_asks_nobody_and_says_so()
    {
        _gate.Options = _gate.Options with { Offline = true };

        var run = await _gate.RunAsync();

        run.AssertPassed();
        Assert.Equal(0, _gate.Server.Log.Count);
        Assert.All(run.Results.Where(result => result.Check.Needs.HasFlag(Needs.Stripe)), result => Assert.Equal(CheckStatus.Skipped, result.Status));
        Assert.StartsWith("PaymentSafety: Offline (PaymentSafetyOffline=true): Stripe was not asked", run.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_severity_can_be_set_but_a_check_that_is_switched_off_proves_nothing()
    {
        _gate.Variables["STRIPE_SECRET_KEY"] = ShopScenario.TestSecretKey;
        _gate.Options = _gate.Options with { Severities = new Dictionary<string, Severity> { ["PF2002"] = Severity.None } };

        var run = await _gate.RunAsync();

        // The reason why Stripe was not asked is told, although the check itself is silent.
        Assert.Equal(("PF2002", Severity.Error, ExitCode.Unknown), (Assert.Single(run.Diagnostics).Code, run.Diagnostics[0].Severity, run.ExitCode));
    }

    [Fact]
    public async Task Warnings_can_be_errors()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("\"credits\": 360", "\"crediits\": 360", StringComparison.Ordinal));
        _gate.Options = _gate.Options with { TreatWarningsAsErrors = true };

        Assert.Equal(ExitCode.Failed, (await _gate.RunAsync()).ExitCode);
    }

    [Fact]
    public async Task A_key_that_a_proxy_echoes_is_written_nowhere()
    {
        _gate.ReportDirectory = Path.Combine(_gate.Folder, "obj", "paymentsafety");
        _gate.Server.Faults.Add(Fault.EchoKey(502));

        var run = await _gate.RunAsync();

        var report = await File.ReadAllTextAsync(Path.Combine(_gate.ReportDirectory, "preflight.json"));
        Assert.DoesNotContain(ShopScenario.LiveRestrictedKey, run.Output + report, StringComparison.Ordinal);
        Assert.DoesNotContain(ShopScenario.LiveRestrictedKey[10..], run.Output + report, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Unknown, run.ExitCode);
    }
}
