using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Building;

/// <summary>What `dotnet build` says with the package, and how a user decides how loud it is.</summary>
public sealed class AnalyzerTests : IClassFixture<StripeAndShop>
{
    private const string Settings = "appsettings.json";

    private readonly Shop _shop;

    public AnalyzerTests(StripeAndShop fixture)
    {
        _shop = fixture.Shop;
        File.Delete(_shop.PathOf(".globalconfig"));
        File.Delete(_shop.PathOf(".editorconfig"));
        _shop.Write("Refunds.cs", """
            using Stripe;

            internal sealed class Refunds(RefundService refunds)
            {
                public Task<Refund> RefundAsync(string paymentIntentId) => refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = paymentIntentId });
            }
            """);
        _shop.Write(Settings, $$"""
            {
              "Stripe": { "SecretKey": "{{ShopScenario.TestSecretKey}}" }
            }
            """);
    }

    [Fact]
    public async Task Code_and_settings_are_warned_about_at_their_place()
    {
        var run = (await BuildAsync()).MustSucceed();

        Assert.Equal(["appsettings.json(2,29): warning PAY3002", "Refunds.cs(5,72): warning PAY1001"], Told(run));
        Assert.All(run.Messages, message => Assert.EndsWith($"docs/rules/{message.Code}.md", message.Help, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CI")]
    [InlineData("ContinuousIntegrationBuild")]
    public async Task In_continuous_integration_the_build_fails(string variable)
    {
        var run = (await BuildAsync(new() { [variable] = "true" })).MustFail();

        Assert.Equal(["appsettings.json(2,29): error PAY3002", "Refunds.cs(5,72): error PAY1001"], Told(run));
    }

    [Theory]
    [InlineData("recommended", true, "warning")]
    [InlineData("strict", false, "error")]
    [InlineData("Strict", false, "error")]
    [InlineData("none", true, null)]
    public async Task A_preset_decides_how_loud_it_is(string preset, bool succeeds, string? level)
    {
        var run = await BuildAsync(new() { ["CI"] = "true" }, $"-p:PaymentSafetyPreset={preset}");

        Assert.Equal(succeeds, run.ExitCode == 0);
        Assert.Equal(level is null ? [] : [$"appsettings.json(2,29): {level} PAY3002", $"Refunds.cs(5,72): {level} PAY1001"], Told(run));
    }

    [Fact]
    public async Task A_preset_that_does_not_exist_is_an_error()
    {
        var run = await BuildAsync([], "-p:PaymentSafetyPreset=loud");

        run.MustBeRefused("PF0005", "Shop.csproj", "'PaymentSafetyPreset' must be recommended, strict, audit or none, but is 'loud'", "Correct the property");
    }

    [Fact]
    public async Task The_users_own_configuration_wins_over_a_preset()
    {
        _shop.Write(".globalconfig", """
            is_global = true
            dotnet_diagnostic.PAY3002.severity = none
            """);
        _shop.Write(".editorconfig", """
            root = true
            [*.cs]
            dotnet_diagnostic.PAY1001.severity = suggestion
            """);

        var run = (await BuildAsync([], "-p:PaymentSafetyPreset=strict")).MustSucceed();

        Assert.Empty(run.Messages);
    }

    [Fact]
    public async Task Files_are_not_scanned_where_the_user_says_so()
    {
        var run = (await BuildAsync([], "-p:PaymentSafetyScanFiles=false")).MustSucceed();

        Assert.Equal(["Refunds.cs(5,72): warning PAY1001"], Told(run));
    }

    [Fact]
    public async Task A_file_that_is_named_and_missing_is_the_compilers_error_and_what_is_there_is_told()
    {
        _shop.Write("Directory.Build.targets", """<Project><ItemGroup><AdditionalFiles Include="gone.json" PaymentSafetyScan="true" /></ItemGroup></Project>""");

        var run = await BuildAsync();

        File.Delete(_shop.PathOf("Directory.Build.targets"));
        run.MustFail();
        var missing = Assert.Single(run.Errors);
        Assert.Equal("CS2001", missing.Code);
        Assert.Contains("gone.json", missing.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("AD0001", run.Output, StringComparison.Ordinal);
        Assert.Contains("appsettings.json(2,29): warning PAY3002", Told(run));
    }

    [Fact]
    public async Task A_settings_file_that_changed_is_looked_at_again()
    {
        _shop.Write(Settings, "{ }");
        Assert.Equal(["Refunds.cs(5,72): warning PAY1001"], Told(await BuildAsync()));
        Assert.Empty(Told(await BuildIncrementallyAsync()));

        // Where times of files are kept in whole seconds, this one must be newer than what was built.
        await Task.Delay(TimeSpan.FromSeconds(1));
        _shop.Write(Settings, $$"""{ "Key": "{{ShopScenario.TestSecretKey}}" }""");

        Assert.Contains("appsettings.json(1,11): warning PAY3002", Told(await BuildIncrementallyAsync()));
    }

    private static IEnumerable<string> Told(DotnetRun run) =>
        run.Messages.Select(message => $"{message.FileName}({message.Line},{message.Column}): {message.Level} {message.Code}").Order(StringComparer.OrdinalIgnoreCase);

    // Compiled again each time: a build that is up to date repeats no warning.
    private Task<DotnetRun> BuildAsync(Dictionary<string, string>? variables = null, params string[] arguments) =>
        _shop.DotnetAsync(["build", "--no-restore", "--no-incremental", .. arguments], variables);

    private Task<DotnetRun> BuildIncrementallyAsync() => _shop.DotnetAsync(["build", "--no-restore"]);
}
