using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Checks;

public sealed class AccountCheckTests : IAsyncLifetime
{
    private GateFixture _gate = null!;

    private StripeAccountData Account => _gate.Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account;

    public async Task InitializeAsync() => _gate = await GateFixture.StartAsync();

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task Another_account_than_the_maps_is_an_error_at_its_id()
    {
        var map = GateFixture.Map.Replace("{\n  \"lite", "{\n  \"$accounts\": { \"live\": \"acct_1NnlpOtherAcct9\" },\n  \"lite", StringComparison.Ordinal);
        _gate.Write("stripe-prices.json", map);

        (await _gate.RunAsync()).AssertOnly("PF3005", Severity.Error, "stripe-prices.json", 2, 26, $"The key belongs to {ShopScenario.AccountId}; the map expects acct_1NnlpOtherAcct9.");

        _gate.Write("stripe-prices.json", map.Replace("acct_1NnlpOtherAcct9", ShopScenario.AccountId, StringComparison.Ordinal));
        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task An_account_that_takes_no_charges_is_an_error()
    {
        Account.ChargesEnabled = false;

        (await _gate.RunAsync()).AssertOnly(
            "PF3006", Severity.Error, "shop.csproj", 1, 1, $"Account {ShopScenario.AccountId} cannot accept live charges (charges_enabled is false, requirements.past_due).");
    }

    [Fact]
    public async Task What_stripe_still_wants_to_know_is_a_warning()
    {
        Account.CurrentlyDue.Add("business_profile.url");
        Account.CurrentlyDue.Add("representative.dob");

        (await _gate.RunAsync()).AssertOnly("PF3007", Severity.Warning, "shop.csproj", 1, 1, "Stripe needs 2 more details: business_profile.url and representative.dob.");
    }

    [Fact]
    public async Task Payouts_that_are_off_are_a_warning()
    {
        Account.PayoutsEnabled = false;

        (await _gate.RunAsync()).AssertOnly("PF3008", Severity.Warning, "shop.csproj", 1, 1, "Payouts are disabled.");
    }

    [Fact]
    public async Task In_test_mode_the_account_is_not_asked_for()
    {
        Account.ChargesEnabled = Account.PayoutsEnabled = false;
        _gate.UseTestMode();

        (await _gate.RunAsync()).AssertPassed();
        Assert.Equal(0, _gate.Server.Log.CountOf("/v1/account"));
    }

    [Fact]
    public async Task A_key_that_may_not_read_the_account_leaves_its_checks_open_until_they_are_switched_off()
    {
        var key = StripeIds.Key("rk", livemode: true, ShopScenario.AccountId, salt: 11);
        _gate.Server.World.AddKey(_gate.Server.World.FindKey(ShopScenario.LiveRestrictedKey)! with
        {
            Value = key,
            Permissions = StripePermission.All.Except([StripePermission.Account]).ToHashSet(),
        });
        _gate.Variables["STRIPE_SECRET_KEY"] = key;

        var run = await _gate.RunAsync();

        Assert.Equal(["PF3006", "PF3007", "PF3008"], run.Results.Where(result => result.Status == CheckStatus.Unknown).Select(result => result.Check.Id));
        Assert.Equal(("PF3003", Severity.Error), (Assert.Single(run.Diagnostics).Code, run.Diagnostics[0].Severity));

        _gate.Options = _gate.Options with { Severities = new[] { "PF3006", "PF3007", "PF3008" }.ToDictionary(id => id, _ => Severity.None) };
        var without = await _gate.RunAsync();
        without.AssertPassed();
        Assert.Contains(without.Results, result => result is { Check.Id: "PF3006", Status: CheckStatus.Skipped, Reason: "PaymentSafetySeverity_PF3006=none" });
    }

    [Fact]
    public async Task A_warning_that_cannot_be_given_stays_a_warning()
    {
        _gate.Server.Faults.Add(Fault.Status(500), "/v1/events");

        var run = await _gate.RunAsync();

        Assert.Equal(("PF9007", Severity.Warning, ExitCode.Unknown), (Assert.Single(run.Diagnostics).Code, run.Diagnostics[0].Severity, run.ExitCode));
    }

    [Fact]
    public async Task A_clock_that_is_off_is_a_warning()
    {
        _gate.Server.Faults.Add(Fault.Headers(("Date", DateTimeOffset.UtcNow.AddMinutes(7).ToString("R", System.Globalization.CultureInfo.InvariantCulture))));

        var run = await _gate.RunAsync();

        Assert.Equal(("PF9010", Severity.Warning), (Assert.Single(run.Diagnostics).Code, run.Diagnostics[0].Severity));
        Assert.Matches(@"^This computer's clock is 4(19|20) s off; webhook signatures allow 300 s\.$", run.Diagnostics[0].Finding.Message);
    }
}
