using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Publishing;

/// <summary>The ways in which a console app is published: the gate runs once in each, before a file is written.</summary>
public sealed class PublishTests : IClassFixture<StripeAndShop>
{
    private readonly StripeServer _stripe;
    private readonly Shop _shop;
    private readonly int _askedBefore;

    public PublishTests(StripeAndShop fixture)
    {
        (_stripe, _shop) = (fixture.Stripe, fixture.Shop);
        _shop.Reset();
        _askedBefore = _stripe.Log.Count;
    }

    private int Asked => _stripe.Log.Count - _askedBefore;

    [Fact]
    public async Task Publish_asks_Stripe_once_and_publishes()
    {
        var run = (await _shop.PublishAsync(_stripe)).MustSucceed();

        Assert.Equal(1, run.GateRuns());
        Assert.Equal(4, Asked);
        Assert.All(_stripe.Log.All, request => Assert.Equal("GET", request.Method));
        Assert.Contains("Shop.dll", _shop.Published);
        Assert.Contains("Stripe.net.dll", _shop.Published);
        Assert.DoesNotContain(_shop.Published, file => file.Contains("PaymentSafety", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Publish_of_a_bad_map_compiles_nothing_and_publishes_nothing()
    {
        _shop.Write(Shop.MapName, Maps.UnknownPrice);

        var run = await _shop.PublishAsync(_stripe, "-p:IntermediateOutputPath=obj/never-compiled/");

        run.MustBeRefused("PF4001", "stripe-prices.json(4,13)", "Plan 'lite-monthly'", "does not exist in live mode", "Correct the id.");
        Assert.False(Directory.Exists(_shop.PublishFolder));
        Assert.False(File.Exists(_shop.PathOf("obj/never-compiled/Shop.dll")));
    }

    [Fact]
    public async Task A_refused_publish_leaves_the_last_one_as_it_was()
    {
        (await _shop.PublishAsync(_stripe)).MustSucceed();
        var before = _shop.Published.ToDictionary(file => file, file => File.GetLastWriteTimeUtc(Path.Combine(_shop.PublishFolder, file)));
        _shop.Write(Shop.MapName, Maps.UnknownPrice);

        (await _shop.PublishAsync(_stripe)).MustFail();

        Assert.Equal(before, _shop.Published.ToDictionary(file => file, file => File.GetLastWriteTimeUtc(Path.Combine(_shop.PublishFolder, file))));
    }

    [Fact]
    public async Task Without_a_build_the_gate_runs_too()
    {
        (await _shop.DotnetAsync(["build", "--no-restore", "-c", "Release"])).MustSucceed();

        var run = (await _shop.PublishAsync(_stripe, "--no-build")).MustSucceed();
        Assert.Equal(1, run.GateRuns());
        Assert.Equal(4, Asked);
        Assert.Contains("Shop.dll", _shop.Published);

        _shop.Reset();
        _shop.Write(Shop.MapName, Maps.UnknownPrice);
        (await _shop.PublishAsync(_stripe, "--no-build")).MustBeRefused("PF4001", "stripe-prices.json(4,13)");
        Assert.Empty(_shop.Published);
    }

    [Theory]
    [InlineData("build", "-t:Publish")]
    [InlineData("msbuild", "-t:Publish")]
    public async Task A_target_called_by_name_passes_the_gate(string verb, string target)
    {
        string[] arguments = [verb, target, $"-p:PublishDir={_shop.PublishFolder}/", .. Shop.Asking(_stripe.Address)];
        var run = (await _shop.DotnetAsync(arguments, Shop.LiveKey)).MustSucceed();
        Assert.Equal(1, run.GateRuns());
        Assert.Contains("Shop.dll", _shop.Published);

        _shop.Reset();
        _shop.Write(Shop.MapName, Maps.UnknownPrice);
        (await _shop.DotnetAsync(arguments, Shop.LiveKey)).MustBeRefused("PF4001", "stripe-prices.json(4,13)");
        Assert.Empty(_shop.Published);
    }

    [Theory]
    [InlineData("publish")]
    [InlineData("build")]
    public async Task A_container_image_passes_the_gate_before_its_base_is_fetched(string verb)
    {
        _shop.Write(Shop.MapName, Maps.UnknownPrice);

        var run = await _shop.DotnetAsync([verb, "--no-restore", "-t:PublishContainer", .. Shop.Asking(_stripe.Address)], Shop.LiveKey);

        run.MustBeRefused("PF4001", "stripe-prices.json(4,13)");
        Assert.Equal(1, run.GateRuns());
    }

    [Fact]
    public async Task The_result_is_kept_as_a_file()
    {
        (await _shop.PublishAsync(_stripe)).MustSucceed();

        var report = System.Text.Json.JsonDocument.Parse(_shop.Read("obj/paymentsafety/preflight.json")).RootElement;

        Assert.Equal("live", report.GetProperty("mode").GetString());
        Assert.False(report.GetProperty("provedAgainstStripe").GetBoolean());
        Assert.Equal(0, report.GetProperty("exitCode").GetInt32());
        Assert.All(report.GetProperty("checks").EnumerateArray(), check => Assert.Contains(check.GetProperty("status").GetString(), new[] { "pass", "skipped" }));
    }

    [Fact]
    public async Task Test_mode_checks_the_test_prices()
    {
        var variables = new Dictionary<string, string> { ["DOTNET_ENVIRONMENT"] = "Staging", ["Stripe__SecretKey"] = ShopScenario.TestRestrictedKey };

        var run = (await _shop.DotnetAsync(["publish", "--no-restore", "-o", _shop.PublishFolder, .. Shop.Asking(_stripe.Address)], variables)).MustSucceed();

        run.MustPrint("checking test mode (DOTNET_ENVIRONMENT=Staging)");
        Assert.Equal(1, _stripe.Log.All.Skip(_askedBefore).Count(request => request.Path == "/v1/prices/" + ShopScenario.LiteTestPrice));
    }

    [Fact]
    public async Task Offline_says_that_nothing_was_proved()
    {
        var run = (await _shop.PublishAsync(_stripe, "-p:PaymentSafetyOffline=true")).MustSucceed();

        run.MustPrint("Offline (PaymentSafetyOffline=true): Stripe was not asked; the key and the prices were not proved.");
        Assert.Equal(0, Asked);
    }

    [Fact]
    public async Task A_gate_that_is_switched_off_says_so()
    {
        _shop.Write(Shop.MapName, Maps.UnknownPrice);

        var run = (await _shop.PublishAsync(_stripe, "-p:PaymentSafetyPreflight=false")).MustSucceed();

        run.MustPrint("PaymentSafety: the gate is switched off for Shop.csproj (PaymentSafetyPreflight=false); nothing was checked.");
        Assert.Equal(0, run.GateRuns());
        Assert.Equal(0, Asked);
    }

    [Fact]
    public async Task A_severity_can_be_lowered_and_the_publish_goes_on()
    {
        _shop.Write(Shop.MapName, Maps.ArchivedPrice);

        var run = (await _shop.PublishAsync(_stripe, "-p:PaymentSafetySeverity_PF4004=warning")).MustSucceed();

        Assert.Equal(["warning PF4004"], run.Messages.Select(message => $"{message.Level} {message.Code}"));
        Assert.Contains("Shop.dll", _shop.Published);
    }

    [Fact]
    public async Task A_lowered_severity_does_not_get_past_warnings_as_errors()
    {
        _shop.Write(Shop.MapName, Maps.ArchivedPrice);

        var run = await _shop.PublishAsync(_stripe, "-p:PaymentSafetySeverity_PF4004=warning", "-p:TreatWarningsAsErrors=true");

        run.MustBeRefused("PF4004", "stripe-prices.json(4,13)", "is archived");
        Assert.Empty(_shop.Published);
    }

    [Fact]
    public async Task A_multithreaded_build_passes_the_gate()
    {
        var run = (await _shop.PublishAsync(_stripe, "-mt")).MustSucceed();

        Assert.Equal(1, run.GateRuns());
        Assert.Contains("Shop.dll", _shop.Published);
    }
}
