using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Publishing;

/// <summary>Keys in files beside the code: a publish tells each once, by the compiler where it runs, by the gate where it does not.</summary>
public sealed class KeysInFilesTests : IClassFixture<StripeAndShop>
{
    private const string Settings = "appsettings.Staging.json";
    private const string Told = Settings + "(1,11): warning PAY3002";

    private readonly StripeServer _stripe;
    private readonly Shop _shop;

    public KeysInFilesTests(StripeAndShop fixture)
    {
        (_stripe, _shop) = (fixture.Stripe, fixture.Shop);
        _shop.Reset();
        _shop.Write(Settings, $$"""{ "Key": "{{ShopScenario.TestSecretKey}}" }""");
    }

    [Fact]
    public async Task A_test_key_is_told_once_whether_or_not_the_publish_compiles()
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
    public async Task A_test_key_as_an_error_stops_a_publish_that_compiles_nothing()
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
        // A framework for one platform: the SDK brings all that it is compiled against.
        var shop = await Shop.CreateAsync(properties: """
            <TargetFramework />
            <TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks>
            <EnableWindowsTargeting>true</EnableWindowsTargeting>
            <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
            """);
        shop.Write(Settings, $$"""{ "Key": "{{ShopScenario.TestSecretKey}}" }""");

        var second = (await shop.PublishAsync(_stripe, "-f", "net10.0-windows")).MustSucceed();
        MustTellOnce(second, byCompiler: false);

        var first = (await shop.PublishAsync(_stripe, "-f", "net10.0")).MustSucceed();
        MustTellOnce(first, byCompiler: true);
    }

    [Fact]
    public async Task The_gate_knows_a_client_and_what_a_globalconfig_leaves_out()
    {
        var client = await Shop.CreateAsync("Client");
        client.Write("Directory.Build.targets", """<Project><ItemGroup><SupportedPlatform Remove="@(SupportedPlatform)" /><SupportedPlatform Include="browser" /></ItemGroup></Project>""");
        client.Write("Pay.razor", $"@* {ShopScenario.LiveSecretKey} *@");
        client.Write("deploy.sh", $"# {ShopScenario.LiveSecretKey}");
        client.Write(".globalconfig", $"is_global = true\n[{client.PathOf("deploy.sh").Replace('\\', '/')}]\npayment_safety_scan = false");

        var run = await client.PublishAsync(_stripe);

        run.MustBeRefused("PAY3005", "Pay.razor(1,4)", "stands in Pay.razor, which every visitor's browser downloads.", "Call Stripe from the server");
        Assert.Empty(client.Published);
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
