using PaymentSafety.Preflight.Configuration;

namespace PaymentSafety.Preflight.Tests.Configuration;

public class ModeDecisionTests
{
    [Theory]
    [InlineData("", StripeMode.Live, "Production", "no environment is set, so .NET runs as Production")]
    [InlineData("ASPNETCORE_ENVIRONMENT=Staging", StripeMode.Test, "Staging", "ASPNETCORE_ENVIRONMENT=Staging")]
    [InlineData("DOTNET_ENVIRONMENT=Production", StripeMode.Live, "Production", "DOTNET_ENVIRONMENT=Production")]
    [InlineData("DOTNET_ENVIRONMENT=Development;ASPNETCORE_ENVIRONMENT=Production", StripeMode.Test, "Development", "DOTNET_ENVIRONMENT=Development")]
    [InlineData("DOTNET_ENVIRONMENT=;ASPNETCORE_ENVIRONMENT=prod", StripeMode.Live, "prod", "ASPNETCORE_ENVIRONMENT=prod")]
    [InlineData("PAYMENTSAFETY_MODE=Test;DOTNET_ENVIRONMENT=Production", StripeMode.Test, "Production", "PAYMENTSAFETY_MODE=test")]
    [InlineData("DOTNET_ENVIRONMENT=Production-EU", StripeMode.Test, "Production-EU", "DOTNET_ENVIRONMENT=Production-EU")]
    public void The_environment_decides_as_dotnet_reads_it(string variables, StripeMode mode, string environment, string reason)
    {
        var decision = Decide(null, variables);

        Assert.Equal((mode, environment, reason), (decision.Mode, decision.EnvironmentName, decision.Reason));
    }

    [Fact]
    public void The_property_beats_every_variable_and_leaves_the_environment_as_it_is()
    {
        var decision = Decide(StripeMode.Live, "PAYMENTSAFETY_MODE=test;DOTNET_ENVIRONMENT=Staging");

        Assert.Equal((StripeMode.Live, "Staging", "PaymentSafetyMode=live"), (decision.Mode, decision.EnvironmentName, decision.Reason));
    }

    [Fact]
    public void Live_environments_are_a_list()
    {
        Assert.Equal(StripeMode.Live, ModeDecision.Decide(null, name => name == "DOTNET_ENVIRONMENT" ? "eu-west" : null, ["EU-West"]).Mode);
    }

    [Fact]
    public void A_mode_that_means_nothing_is_refused()
    {
        var refused = Assert.Throws<ConfigurationException>(() => Decide(null, "PAYMENTSAFETY_MODE=prod"));

        Assert.Equal("'PAYMENTSAFETY_MODE' must be live or test, but is 'prod'.", refused.Message);
    }

    private static ModeDecision Decide(StripeMode? property, string variables)
    {
        var map = variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Where(pair => pair[1].Length > 0).ToDictionary(pair => pair[0], pair => pair[1]);
        return ModeDecision.Decide(property, name => map.GetValueOrDefault(name), ModeDecision.DefaultLiveEnvironments);
    }
}
