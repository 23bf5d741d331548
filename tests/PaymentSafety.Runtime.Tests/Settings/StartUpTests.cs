using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PaymentSafety.Core;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Runtime.Tests.Settings;

public sealed class StartUpTests
{
    [Fact]
    public async Task An_app_in_production_without_a_key_does_not_start()
    {
        var problems = await ProblemsOf("Production", []);

        var problem = Assert.Single(problems);
        Assert.StartsWith("PF2001 Missing configuration: the Stripe secret key (Stripe:SecretKey, Stripe:ApiKey, STRIPE_SECRET_KEY, ", problem, StringComparison.Ordinal);
        Assert.EndsWith("Set each for Production.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_in_production_with_test_keys_does_not_start_and_all_problems_are_in_one_message()
    {
        var problems = await ProblemsOf("Production", new()
        {
            ["Stripe:SecretKey"] = TestKeys.Secret("test"),
            ["Stripe:PublishableKey"] = TestKeys.Publishable("test"),
            ["Stripe:WebhookSecret"] = "whsec-typo",
            ["PaymentSafety:Resilience:MaxRetries"] = "many",
            ["PaymentSafety:Webhooks:Tolerance"] = "00:00:00",
        });

        Assert.Equal(["PF2002", "PF2003", "PF2011", "PF2025", "PF2025"], problems.Select(problem => problem[..6]));
        Assert.Contains("'PaymentSafety:Resilience:MaxRetries' must be a whole number, but is 'many'.", problems[3], StringComparison.Ordinal);
        Assert.Contains("'PaymentSafety:Webhooks:Tolerance' must be 00:00:01 to 01:00:00, but is '00:00:00'.", problems[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_problem_holds_a_key()
    {
        var key = TestKeys.Secret("test");
        var problems = await ProblemsOf("Production", new()
        {
            ["Stripe:SecretKey"] = key,
            ["PaymentSafety:Resilience:MaxRetries"] = key,
            ["PaymentSafety:StripeApi"] = "http://evil.example/" + key,
        });

        Assert.Equal(3, problems.Count);
        Assert.DoesNotContain(problems, problem => problem.Contains(key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Development", "live", "PF2004")]
    [InlineData("Staging", "live", "PF2004")]
    [InlineData("Production", "test", "PF2002")]
    [InlineData("live", "test", "PF2002")]
    public async Task A_key_of_the_wrong_mode_stops_the_app(string environment, string mode, string expected)
    {
        var problems = await ProblemsOf(environment, new() { ["STRIPE_SECRET_KEY"] = TestKeys.Secret(mode) });

        Assert.StartsWith(expected, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development", "test")]
    [InlineData("Production", "live")]
    public async Task An_app_with_the_right_keys_starts(string environment, string mode)
    {
        using var host = HostOf(environment, new()
        {
            ["Stripe:SecretKey"] = TestKeys.Restricted(mode),
            ["Stripe:PublishableKey"] = TestKeys.Publishable(mode),
            ["Stripe:WebhookSecret"] = TestKeys.Webhook('a') + ";" + TestKeys.Webhook('b'),
            ["PaymentSafety:Resilience:AttemptTimeout"] = "00:00:05",
            ["PaymentSafety:Webhooks:OncePerObject:0"] = "charge.succeeded",
        });
        await host.StartAsync();

        var options = host.Services.GetRequiredService<IOptions<PaymentSafetyOptions>>().Value;
        Assert.Equal(TestKeys.Restricted(mode), options.SecretKey);
        Assert.Equal(TimeSpan.FromSeconds(5), options.Resilience.AttemptTimeout);
        Assert.Equal(["charge.succeeded"], options.Webhooks.OncePerObject);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_key_is_not_needed_outside_of_production_and_its_lack_is_told()
    {
        var log = new ListLogger();
        using var host = HostOf("Development", [], log: log);
        await host.StartAsync();
        await host.StopAsync();

        Assert.Contains(log.Lines, line => line.StartsWith("Warning PF2001 Missing configuration", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Production", "PAYMENTSAFETY_MODE", "test")]
    [InlineData("Production", "PaymentSafety:Mode", "Test")]
    [InlineData("Staging", "PaymentSafety:Mode", "live")]
    public async Task The_mode_can_be_said(string environment, string name, string mode)
    {
        var problems = await ProblemsOf(environment, new() { [name] = mode, ["Stripe:SecretKey"] = TestKeys.Restricted(mode.ToLowerInvariant()) });

        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("PAYMENTSAFETY_MODE")]
    [InlineData("PaymentSafety:Mode")]
    public async Task A_mode_that_means_nothing_is_told(string name)
    {
        var problems = await ProblemsOf("Development", new() { [name] = "prod" });

        Assert.Equal($"PF2025 '{name}' must be live or test, but is 'prod'. Correct it, or remove it for the default.", Assert.Single(problems));
    }

    [Fact]
    public async Task Code_wins_over_configuration()
    {
        var problems = await ProblemsOf(
            "Production", new() { ["Stripe:SecretKey"] = TestKeys.Restricted("test") }, options => options.SecretKey = TestKeys.Restricted("live"));

        Assert.Empty(problems);
    }

    [Fact]
    public void The_gate_says_the_same_words_about_the_same_rules()
    {
        var shared = SettingChecks.All.Select(row => row.Rule).Append(SettingRules.MissingConfiguration).ToList();

        Assert.Equal(13, shared.Count);
        Assert.All(shared, rule =>
        {
            var check = CheckTable.Row(rule.Id);
            Assert.Equal((rule.Message, rule.Fix), (check.Message, check.Fix));
            Assert.Equal((rule.Live.ToString(), rule.Test.ToString()), (check.Live.ToString(), check.Test.ToString()));
        });
    }

    private static async Task<IReadOnlyList<string>> ProblemsOf(string environment, Dictionary<string, string?> settings, Action<PaymentSafetyOptions>? configure = null)
    {
        using var host = HostOf(environment, settings, configure);
        try
        {
            await host.StartAsync();
            await host.StopAsync();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            Assert.All(exception.Failures, failure => Assert.Contains(failure, exception.Message, StringComparison.Ordinal));
            return [.. exception.Failures];
        }
    }

    private static IHost HostOf(
        string environment, Dictionary<string, string?> settings, Action<PaymentSafetyOptions>? configure = null, ListLogger? log = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings);
        if (log is not null) builder.Logging.AddProvider(log);
        builder.Services.AddPaymentSafety(configure);
        return builder.Build();
    }
}
