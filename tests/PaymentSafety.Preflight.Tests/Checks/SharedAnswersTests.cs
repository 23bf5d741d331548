using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Checks;

/// <summary>The projects of one build share what Stripe answered.</summary>
public sealed class SharedAnswersTests : IAsyncLifetime
{
    private GateFixture _gate = null!;

    public async Task InitializeAsync()
    {
        _gate = await GateFixture.StartAsync();
        _gate.Options = _gate.Options with { SnapshotFile = Path.Combine(_gate.Folder, "shared", "snapshot.json") };
    }

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task The_second_project_asks_nothing_and_says_so()
    {
        (await _gate.RunAsync()).AssertPassed();
        var second = await _gate.RunAsync();

        second.AssertPassed();
        Assert.Equal(5, _gate.Server.Log.Count);
        Assert.Contains("(0 requests, answers shared by this build, ", second.ClosingLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Projects_that_come_at_the_same_time_ask_once()
    {
        _gate.Server.Faults.Add(Fault.Delay(TimeSpan.FromMilliseconds(100)));

        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _gate.RunAsync())));

        Assert.All(runs, run => run.AssertPassed());
        Assert.Equal(5, _gate.Server.Log.Count);
    }

    [Fact]
    public async Task A_project_with_other_prices_asks_for_those_only()
    {
        _gate.Write("stripe-prices.json", """{ "lite": { "test": null, "live": "price_1LiteLStandIn001monthly0" } }""");
        await _gate.RunAsync();
        _gate.Write("stripe-prices.json", GateFixture.Map);
        await _gate.RunAsync();

        Assert.Equal(
            ["/v1/account", "/v1/events", "/v1/prices/" + ShopScenario.LiteLivePrice, "/v1/prices/" + ShopScenario.ProLivePrice, "/v1/webhook_endpoints"],
            _gate.Server.Log.All.Select(request => request.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_project_with_another_key_asks_for_itself()
    {
        await _gate.RunAsync();
        _gate.Variables["STRIPE_SECRET_KEY"] = ShopScenario.LiveSecretKey;
        await _gate.RunAsync();

        Assert.Equal(10, _gate.Server.Log.Count);
    }

    [Fact]
    public async Task Failures_and_faults_are_shared_too()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("LiteL", "NopeL", StringComparison.Ordinal));
        _gate.Server.Faults.Add(Fault.Status(500), "/v1/prices/" + ShopScenario.ProLivePrice);
        var first = await _gate.RunAsync();
        var asked = _gate.Server.Log.Count;
        var second = await _gate.RunAsync();

        Assert.Equal(first.Diagnostics.Select(diagnostic => diagnostic.Text), second.Diagnostics.Select(diagnostic => diagnostic.Text));
        Assert.Equal(["PF4001", "PF9007"], second.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.Equal(asked, _gate.Server.Log.Count);
    }

    [Fact]
    public async Task What_one_project_had_no_requests_left_for_another_asks()
    {
        _gate.Options = _gate.Options with { MaxRequests = 1 };
        Assert.Equal(ExitCode.Unknown, (await _gate.RunAsync()).ExitCode);

        _gate.Options = _gate.Options with { MaxRequests = null };
        (await _gate.RunAsync()).AssertPassed();
        Assert.Equal(5, _gate.Server.Log.Count);
    }

    [Fact]
    public async Task A_file_that_was_cut_off_is_no_answer()
    {
        await _gate.RunAsync();
        var text = await File.ReadAllTextAsync(_gate.Options.SnapshotFile!);
        await File.WriteAllTextAsync(_gate.Options.SnapshotFile!, text[..(text.Length / 2)]);

        (await _gate.RunAsync()).AssertPassed();
        Assert.Equal(10, _gate.Server.Log.Count);
    }

    [Fact]
    public async Task The_file_holds_no_key_and_is_for_this_user_only()
    {
        await _gate.RunAsync();

        var text = await File.ReadAllTextAsync(_gate.Options.SnapshotFile!);
        Assert.DoesNotContain(ShopScenario.LiveRestrictedKey[8..20], text, StringComparison.Ordinal);
        Assert.DoesNotContain(ShopScenario.LiveRestrictedKey[^8..], text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(Path.GetDirectoryName(_gate.Options.SnapshotFile!)!);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, mode);
        }
    }
}
