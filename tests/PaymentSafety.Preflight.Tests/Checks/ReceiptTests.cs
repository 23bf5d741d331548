using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Checks;

/// <summary>Two phases: what is published live was passed in test mode before, with the very same map.</summary>
public sealed class ReceiptTests : IAsyncLifetime
{
    private const string Map = "stripe-prices.json";

    private GateFixture _gate = null!;

    private string Receipt => Path.Combine(_gate.ReportDirectory!, "receipt.json");

    public async Task InitializeAsync()
    {
        _gate = await GateFixture.StartAsync();
        _gate.ReportDirectory = Path.Combine(_gate.Folder, "obj", "paymentsafety");
        _gate.Options = _gate.Options with { RequireBoth = true };
    }

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task A_live_run_without_a_test_run_is_refused()
    {
        Assert.Matches(
            @"^Live check without a passed test check of the same map \([0-9a-f]{12}\): no receipt of a test run was found\.$",
            Assert.Single((await LiveAsync()).Diagnostics, diagnostic => diagnostic is { Code: "PF7005", Severity: Severity.Error }).Finding.Message);
    }

    [Fact]
    public async Task A_live_run_after_a_test_run_passes_again_and_again()
    {
        (await TestAsync()).AssertPassed();

        (await LiveAsync()).AssertPassed();
        (await LiveAsync()).AssertPassed();
    }

    [Fact]
    public async Task A_map_that_was_changed_in_between_is_refused()
    {
        await TestAsync();
        _gate.Write(Map, GateFixture.Map + "// changed");

        await RefusedAsync("the map was changed after the test run of ");
    }

    [Fact]
    public async Task Other_line_ends_are_no_change()
    {
        await TestAsync();
        _gate.Write(Map, GateFixture.Map.ReplaceLineEndings("\r\n"));

        (await LiveAsync()).AssertPassed();
    }

    [Fact]
    public async Task A_test_run_that_failed_is_no_proof()
    {
        _gate.Write(Map, GateFixture.Map.Replace("LiteT", "NopeT", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Failed, (await TestAsync()).ExitCode);

        await RefusedAsync("did not pass");
    }

    [Fact]
    public async Task A_test_run_that_stayed_offline_is_no_proof()
    {
        _gate.Options = _gate.Options with { Offline = true };
        await TestAsync();
        _gate.Options = _gate.Options with { Offline = false };

        await RefusedAsync("stayed offline");
    }

    [Theory]
    [InlineData(-8, "is older than 7 days")]
    [InlineData(2, "lies in the future")]
    public async Task A_receipt_of_another_time_is_no_proof(int days, string reason)
    {
        await TestAsync();
        await ChangeAsync("utc", DateTimeOffset.UtcNow.AddDays(days).ToString("O"));

        await RefusedAsync(reason);
    }

    [Fact]
    public async Task A_receipt_that_cannot_be_read_is_no_proof()
    {
        await TestAsync();
        await File.WriteAllTextAsync(Receipt, "{");

        await RefusedAsync("no receipt of a test run was found");
    }

    [Fact]
    public async Task Nobody_who_did_not_ask_for_it_is_refused()
    {
        _gate.Options = _gate.Options with { RequireBoth = false };

        (await LiveAsync()).AssertPassed();
    }

    [Fact]
    public async Task The_receipt_can_stand_elsewhere_and_holds_no_secret()
    {
        _gate.Options = _gate.Options with { Receipt = "kept/receipt.json" };
        await TestAsync();
        (await LiveAsync()).AssertPassed();

        var text = await File.ReadAllTextAsync(Path.Combine(_gate.Folder, "kept", "receipt.json"));
        Assert.DoesNotContain(ShopScenario.LiveRestrictedKey[30..], text, StringComparison.Ordinal);
        Assert.DoesNotContain(ShopScenario.TestRestrictedKey[30..], text, StringComparison.Ordinal);
        Assert.Contains("\"account\": \"StandIn001\"", text, StringComparison.Ordinal);
    }

    private Task<GateRun> TestAsync()
    {
        _gate.Options = _gate.Options with { Mode = StripeMode.Test };
        _gate.Variables["STRIPE_SECRET_KEY"] = ShopScenario.TestRestrictedKey;
        return _gate.RunAsync();
    }

    private Task<GateRun> LiveAsync()
    {
        _gate.Options = _gate.Options with { Mode = StripeMode.Live };
        _gate.Variables["STRIPE_SECRET_KEY"] = ShopScenario.LiveRestrictedKey;
        return _gate.RunAsync();
    }

    private async Task RefusedAsync(string reason)
    {
        var told = Assert.Single((await LiveAsync()).Diagnostics, diagnostic => diagnostic.Code == "PF7005");
        Assert.Contains(reason, told.Finding.Message, StringComparison.Ordinal);
    }

    private async Task ChangeAsync(string property, string value)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(Receipt))!;
        json["test"]![property] = value;
        await File.WriteAllTextAsync(Receipt, json.ToJsonString());
    }
}
