using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Configuration;

/// <summary>What is wrong with the files of settings themselves, and with what chooses among them.</summary>
public sealed class ConfigurationCheckTests : IAsyncLifetime
{
    private GateFixture _gate = null!;

    public async Task InitializeAsync()
    {
        _gate = await GateFixture.StartAsync();
        _gate.Options = _gate.Options with { Offline = true };
    }

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task A_name_that_stands_twice_in_an_env_file_is_a_warning_at_the_second()
    {
        _gate.Write(".env", "SHOP=one\n# SHOP=no\nOTHER=x\nSHOP=two\n");

        (await _gate.RunAsync()).AssertOnly("PF2010", Severity.Warning, ".env", 4, 6, "'.env' defines SHOP twice (lines 1, 4).");
    }

    [Fact]
    public async Task A_setting_that_stands_twice_in_a_json_file_is_refused_as_dotnet_refuses_it()
    {
        _gate.Write("appsettings.json", """
            {
              "Shop": { "Name": "a" },
              "Shop:Name": "b"
            }
            """);

        (await _gate.RunAsync()).AssertOnly(
            "PF2021", Severity.Error, "appsettings.json", 3, 16, "The settings in 'appsettings.json' cannot be read: 'Shop:Name' is written twice (lines 2 and 3).");
    }

    [Fact]
    public async Task A_section_in_two_parts_is_no_duplicate()
    {
        _gate.Write("appsettings.json", """{ "Shop": { "Name": "a" }, "Shop": { "Url": "b" } }""");

        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task An_environment_in_another_letter_case_than_its_file_is_an_error()
    {
        _gate.Variables["ASPNETCORE_ENVIRONMENT"] = "production";
        _gate.Write("appsettings.Production.json", "{}");

        (await _gate.RunAsync()).AssertOnly(
            "PF2014", Severity.Error, "appsettings.Production.json", 1, 1, "The environment is 'production' but the file is 'appsettings.Production.json'; on Linux it will not be loaded.");
    }

    [Fact]
    public async Task The_same_letter_case_passes()
    {
        _gate.Variables["ASPNETCORE_ENVIRONMENT"] = "Production";
        _gate.Write("appsettings.Production.json", "{}");

        (await _gate.RunAsync()).AssertPassed();
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("Production", false)]
    public async Task That_no_environment_is_set_is_a_note(string? environment, bool noted)
    {
        if (environment is not null)
            _gate.Variables["DOTNET_ENVIRONMENT"] = environment;

        var run = await _gate.RunAsync();

        run.AssertPassed();
        Assert.Equal(noted, run.Notes.Any(note => note is { Code: "PF2015", Finding.Message: "No environment is set; .NET runs as Production." }));
    }

    [Fact]
    public async Task Live_mode_reminds_of_the_age_of_keys_and_test_mode_does_not()
    {
        Assert.Contains((await _gate.RunAsync()).Notes, note => note.Code == "PF2023");

        _gate.UseTestMode();
        Assert.Empty((await _gate.RunAsync()).Notes);
    }

    [Fact]
    public async Task A_launch_profile_counts_where_it_is_named()
    {
        _gate.Write("Properties/launchSettings.json", $$"""
            {
              "profiles": {
                "https": { "commandName": "Project", "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development", "STRIPE_SECRET_KEY": "{{ShopScenario.TestRestrictedKey}}" } }
              }
            }
            """);
        Assert.StartsWith("PaymentSafety: checking live mode", (await _gate.RunAsync()).Lines[0], StringComparison.Ordinal);

        _gate.Options = _gate.Options with { LaunchProfile = "https" };
        var run = await _gate.RunAsync();

        run.AssertPassed();
        Assert.Equal("PaymentSafety: checking test mode (ASPNETCORE_ENVIRONMENT=Development).", run.Lines[0]);
    }

    [Fact]
    public async Task A_launch_profile_that_is_not_there_is_wrong_use()
    {
        _gate.Options = _gate.Options with { LaunchProfile = "https" };

        var wrong = await Assert.ThrowsAsync<ConfigurationException>(() => _gate.RunAsync());

        Assert.Equal("PaymentSafetyLaunchProfile", wrong.Setting);
    }

    [Theory]
    [InlineData(false, StripeMode.Live, "no environment is set, so .NET runs as Production")]
    [InlineData(true, StripeMode.Test, "NODE_ENV=development")]
    public void Node_decides_only_where_a_front_end_is_declared(bool declared, StripeMode mode, string reason)
    {
        var decision = ModeDecision.Decide(null, name => name == "NODE_ENV" ? "development" : null, ModeDecision.DefaultLiveEnvironments, declared);

        Assert.Equal((mode, reason, "Production"), (decision.Mode, decision.Reason, decision.EnvironmentName));
    }
}
