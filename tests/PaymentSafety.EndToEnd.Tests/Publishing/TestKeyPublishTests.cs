using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Publishing;

/// <summary>A test key in a file beside the code is told once by a publish: by the compiler where it runs, by the gate where it does not.</summary>
public sealed class TestKeyPublishTests : IClassFixture<StripeAndShop>
{
    private const string Settings = "appsettings.Staging.json";
    private const string Told = Settings + "(1,11): warning PAY3002";

    private readonly StripeServer _stripe;
    private readonly Shop _shop;

    public TestKeyPublishTests(StripeAndShop fixture)
    {
        (_stripe, _shop) = (fixture.Stripe, fixture.Shop);
        _shop.Reset();
        _shop.Write(Settings, $$"""{ "Key": "{{ShopScenario.TestSecretKey}}" }""");
    }

    [Fact]
    public async Task It_is_told_once_whether_or_not_the_publish_compiles()
    {
        var first = (await _shop.PublishAsync(_stripe)).MustSucceed();
        MustTellOnce(first, byCompiler: true);

        var upToDate = (await _shop.PublishAsync(_stripe)).MustSucceed();
        MustTellOnce(upToDate, byCompiler: false);

        // Where times of files are kept in whole seconds, this one must be newer than what was built.
        await Task.Delay(TimeSpan.FromSeconds(1));
        File.AppendAllText(_shop.PathOf("Program.cs"), "\n// changed\n");
        var again = (await _shop.PublishAsync(_stripe)).MustSucceed();
        MustTellOnce(again, byCompiler: true);

        var notBuilt = (await _shop.PublishAsync(_stripe, "--no-build")).MustSucceed();
        MustTellOnce(notBuilt, byCompiler: false);

        File.AppendAllText(_shop.PathOf("Program.cs"), "\n// changed\n");
        var withoutAnalyzers = (await _shop.PublishAsync(_stripe, "-p:RunAnalyzers=false")).MustSucceed();
        MustTellOnce(withoutAnalyzers, byCompiler: false);
    }

    [Fact]
    public async Task As_an_error_it_stops_a_publish_that_compiles_nothing()
    {
        (await _shop.DotnetAsync(["build", "--no-restore", "-c", "Release"])).MustSucceed();

        var run = await _shop.PublishAsync(_stripe, "--no-build", "-p:PaymentSafetySeverity_PAY3002=error");

        run.MustFail();
        Assert.Equal(Settings + "(1,11): error PAY3002", Assert.Single(TestKeys(run)));
        Assert.Empty(_shop.Published);
    }

    [Fact]
    public async Task The_second_framework_of_a_project_is_told_by_the_gate()
    {
        // A framework for one platform: its reference assemblies are the SDK's own.
        var shop = await Shop.CreateAsync(properties: "<TargetFramework /><TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting>");
        shop.Write(Settings, $$"""{ "Key": "{{ShopScenario.TestSecretKey}}" }""");

        var second = (await shop.PublishAsync(_stripe, "-f", "net10.0-windows")).MustSucceed();
        MustTellOnce(second, byCompiler: false);

        var first = (await shop.PublishAsync(_stripe, "-f", "net10.0")).MustSucceed();
        MustTellOnce(first, byCompiler: true);
    }

    private static void MustTellOnce(DotnetRun run, bool byCompiler)
    {
        Assert.True(TestKeys(run) is [Told], $"Expected {Told} once. {run}");
        Assert.Equal(1, run.GateRuns());

        // The analyzers' pages are one for each rule; the gate's is one for all checks.
        var help = run.Messages.Single(message => message.Code == "PAY3002").Help;
        Assert.EndsWith(byCompiler ? "docs/rules/PAY3002.md" : "docs/preflight.md#pay3002", help, StringComparison.Ordinal);
    }

    private static List<string> TestKeys(DotnetRun run) =>
        [.. run.Messages.Where(message => message.Code == "PAY3002").Select(message => $"{message.FileName}({message.Line},{message.Column}): {message.Level} {message.Code}")];
}
