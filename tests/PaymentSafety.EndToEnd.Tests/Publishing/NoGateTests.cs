using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Publishing;

/// <summary>Where nothing is shipped the gate does not speak, and above all does not ask: with a map that it would refuse, no key and no network.</summary>
public sealed class NoGateTests : IClassFixture<StripeAndShop>
{
    private readonly StripeServer _stripe;
    private readonly Shop _shop;
    private readonly int _askedBefore;

    public NoGateTests(StripeAndShop fixture)
    {
        (_stripe, _shop) = (fixture.Stripe, fixture.Shop);
        _shop.Reset();
        _shop.Write(Shop.MapName, Maps.UnknownPrice);
        _askedBefore = _stripe.Log.Count;
    }

    [Theory]
    [InlineData("restore", "--force")]
    [InlineData("build", "--no-restore")]
    [InlineData("build", "--no-restore", "-c", "Release", "-m:2", "-graph")]
    [InlineData("run", "--no-restore")]
    [InlineData("clean")]
    [InlineData("pack", "--no-restore", "-p:IsPackable=true")]
    [InlineData("pack", "--no-restore", "-p:PackAsTool=true", "-p:ToolPackageRuntimeIdentifiers=")]
    [InlineData("publish", "--no-restore", "-p:IsPublishable=false")]
    [InlineData("publish", "--no-restore", "-p:OutputType=Library")]
    [InlineData("build", "--no-restore", "-p:DeployOnBuild=true", "-p:OutputType=Library")]
    [InlineData("msbuild", "-t:Compile;CoreCompile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true")]
    public async Task The_gate_stays_silent(params string[] arguments)
    {
        var run = (await _shop.DotnetAsync([.. arguments, .. arguments[0] is "clean" or "run" ? [] : Shop.Asking(_stripe.Address)], Shop.LiveKey)).MustSucceed();

        Assert.Equal(0, run.GateRuns());
        Assert.Equal(_askedBefore, _stripe.Log.Count);
    }

    [Fact]
    public async Task Called_by_name_the_gate_runs_without_a_publish()
    {
        var run = await _shop.DotnetAsync(["build", "--no-restore", "-t:PaymentSafetyPreflight", .. Shop.Asking(_stripe.Address)], Shop.LiveKey);

        run.MustBeRefused("PF4001", "stripe-prices.json(4,13)");
    }
}
