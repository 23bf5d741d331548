using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Checks;

public sealed class EnvironmentCheckTests : IAsyncLifetime
{
    private GateFixture _gate = null!;

    public async Task InitializeAsync() => _gate = await GateFixture.StartAsync();

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task No_key_in_live_mode_is_an_error_and_asks_nobody()
    {
        _gate.Variables.Remove("STRIPE_SECRET_KEY");
        _gate.Write("appsettings.json", "{}");

        var run = await _gate.RunAsync();

        run.AssertOnly(
            "PF2001", Severity.Error, "shop.csproj", 1, 1,
            "Missing configuration: the Stripe secret key (Stripe:SecretKey, Stripe:ApiKey, STRIPE_SECRET_KEY, STRIPE_API_KEY, Stripe:RestrictedKey or PAYMENTSAFETY_STRIPE_KEY_LIVE). Looked in: appsettings.json, the environment.");
        Assert.Equal("Set each for Production.", run.Diagnostics[0].Finding.Fix);
        Assert.Equal((ExitCode.Failed, 0), (run.ExitCode, _gate.Server.Log.Count));
    }

    [Fact]
    public async Task No_key_in_test_mode_is_a_warning_and_never_a_pass()
    {
        _gate.UseTestMode();
        _gate.Variables.Remove("STRIPE_SECRET_KEY");

        var run = await _gate.RunAsync();

        Assert.Equal(("PF2001", Severity.Warning), (Assert.Single(run.Diagnostics).Code, run.Diagnostics[0].Severity));
        Assert.Equal(ExitCode.Unknown, run.ExitCode);
    }

    [Fact]
    public async Task What_is_required_by_name_must_have_a_value()
    {
        _gate.Options = _gate.Options with { Names = _gate.Options.Names with { Required = ["SUPABASE_URL", "SUPABASE_SERVICE_ROLE_KEY"] } };
        _gate.Variables["SUPABASE_URL"] = "https://db.example";

        (await _gate.RunAsync()).AssertOnly(
            "PF2001", Severity.Error, "shop.csproj", 1, 1, "Missing configuration: SUPABASE_SERVICE_ROLE_KEY. Looked in: the environment.");
    }

    [Fact]
    public async Task A_test_key_in_production_is_an_error_and_asks_nobody()
    {
        _gate.Variables["STRIPE_SECRET_KEY"] = ShopScenario.TestSecretKey;

        var run = await _gate.RunAsync();

        run.AssertOnly(
            "PF2002", Severity.Error, "shop.csproj", 1, 1,
            $"Production uses a test secret key (STRIPE_SECRET_KEY = sk_test_…{ShopScenario.TestSecretKey[^4..]}, from the environment).");
        Assert.Equal((ExitCode.Failed, 0), (run.ExitCode, _gate.Server.Log.Count));
    }

    [Fact]
    public async Task A_key_of_a_file_is_told_where_it_stands()
    {
        _gate.Variables.Remove("STRIPE_SECRET_KEY");
        _gate.Write("appsettings.Production.json", $$"""
            {
              "Stripe": { "SecretKey": "{{ShopScenario.TestRestrictedKey}}" }
            }
            """);

        (await _gate.RunAsync()).AssertOnly(
            "PF2002", Severity.Error, "appsettings.Production.json", 2, 28,
            $"Production uses a test secret key (Stripe:SecretKey = rk_test_…{ShopScenario.TestRestrictedKey[^4..]}, from appsettings.Production.json).");
    }

    [Fact]
    public async Task The_gates_own_key_of_the_wrong_mode_is_an_error_too()
    {
        _gate.Variables["PAYMENTSAFETY_STRIPE_KEY_LIVE"] = ShopScenario.TestRestrictedKey;

        Assert.Contains("PAYMENTSAFETY_STRIPE_KEY_LIVE", Assert.Single((await _gate.RunAsync()).Diagnostics).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gates_own_key_is_asked_with_and_is_enough()
    {
        _gate.Variables.Remove("STRIPE_SECRET_KEY");
        _gate.Variables["PAYMENTSAFETY_STRIPE_KEY_LIVE"] = ShopScenario.LiveRestrictedKey;

        (await _gate.RunAsync()).AssertPassed();
        Assert.All(_gate.Server.Log.All, request => Assert.StartsWith("rk_live_", request.MaskedKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_test_publishable_key_in_production_is_an_error()
    {
        _gate.Variables["STRIPE_PUBLISHABLE_KEY"] = ShopScenario.TestPublishableKey;

        (await _gate.RunAsync()).AssertTold(
            "PF2003", Severity.Error, "shop.csproj", "",
            $"Production uses a test publishable key (STRIPE_PUBLISHABLE_KEY = pk_test_…{ShopScenario.TestPublishableKey[^4..]}, from the environment).");
    }

    [Fact]
    public async Task A_live_publishable_key_in_production_passes()
    {
        _gate.Variables["STRIPE_PUBLISHABLE_KEY"] = ShopScenario.LivePublishableKey;

        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task A_live_key_outside_production_is_an_error_and_asks_nobody()
    {
        _gate.UseTestMode();
        _gate.Variables["STRIPE_SECRET_KEY"] = ShopScenario.LiveSecretKey;

        (await _gate.RunAsync()).AssertOnly("PF2004", Severity.Error, "shop.csproj", 1, 1, "Staging uses a live secret key (STRIPE_SECRET_KEY); tests could charge real cards.");
        Assert.Equal(0, _gate.Server.Log.Count);
    }

    [Theory]
    [InlineData("{0} ", "it has a blank at its end")]
    [InlineData(" {0}", "it has a blank at its start")]
    [InlineData("\"{0}\"", "it is in quotes")]
    public async Task A_key_with_a_blank_or_quotes_is_an_error_and_asks_nobody(string form, string reason)
    {
        _gate.Variables["STRIPE_SECRET_KEY"] = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, ShopScenario.LiveSecretKey);

        (await _gate.RunAsync()).AssertOnly("PF2008", Severity.Error, "shop.csproj", 1, 1, $"STRIPE_SECRET_KEY is not a usable key: {reason}.");
        Assert.Equal(0, _gate.Server.Log.Count);
    }

    [Fact]
    public async Task A_key_that_was_passed_as_a_property_is_told_by_name()
    {
        _gate.Options = _gate.Options with { KeysPassedAsProperties = ["StripeSecretKey"] };

        (await _gate.RunAsync()).AssertOnly(
            "PF2019", Severity.Error, "shop.csproj", 1, 1, "A Stripe key was passed as MSBuild property 'StripeSecretKey'; it is now in build logs.");
    }

    [Fact]
    public async Task Settings_that_cannot_be_read_are_an_error_at_their_place()
    {
        _gate.Write("appsettings.Production.json", "{\n  \"Stripe\": ]\n}");

        var diagnostic = Assert.Single((await _gate.RunAsync()).Diagnostics);

        Assert.Equal(("PF2021", 2), (diagnostic.Code, diagnostic.Finding.Place!.Position.Line));
        Assert.StartsWith("The settings in 'appsettings.Production.json' cannot be read: ", diagnostic.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://stripe.example.com/", true)]
    [InlineData("http://api.stripe.com/", true)]
    [InlineData("https://api.stripe.com.evil.example/", true)]
    [InlineData("not an address", true)]
    [InlineData("http://127.0.0.1:1/", false)]
    public async Task Another_address_of_the_api_is_an_error_and_asks_nobody(string address, bool local)
    {
        _gate.Options = _gate.Options with { StripeApi = address, LocalStripe = local };

        (await _gate.RunAsync()).AssertOnly("PF2022", Severity.Error, "shop.csproj", 1, 1, $"The Stripe API address is '{address}'.");
        Assert.Equal(0, _gate.Server.Log.Count);
    }

    [Fact]
    public async Task A_stand_in_is_told_to_prove_nothing()
    {
        var run = await _gate.RunAsync();

        Assert.Equal($"PaymentSafety: The answers came from {_gate.Server.Address} (PaymentSafetyLocalStripe=true): nothing was proved against Stripe.", run.Lines[^1]);
    }
}
