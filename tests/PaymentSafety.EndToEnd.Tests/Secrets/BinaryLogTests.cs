using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Secrets;

/// <summary>Keys are planted in the environment, and every log of the build is searched for them.</summary>
public sealed class BinaryLogTests : IClassFixture<StripeAndShop>
{
    private const string Marker = "paymentsafety-marker-that-the-search-must-find";

    // What makes a key secret: the search finds it behind another prefix, or cut off, too.
    private static readonly string[] Secrets = [Body(ShopScenario.LiveRestrictedKey), Body(ShopScenario.TestSecretKey), "whs3cPlantedSigning"];

    private static readonly Dictionary<string, string> Planted = new()
    {
        ["Stripe__SecretKey"] = ShopScenario.LiveRestrictedKey,
        ["STRIPE_SECRET_KEY"] = ShopScenario.LiveRestrictedKey,
        ["STRIPE_API_KEY"] = ShopScenario.TestSecretKey,
        ["PAYMENTSAFETY_STRIPE_KEY_LIVE"] = ShopScenario.LiveRestrictedKey,
        ["STRIPE_WEBHOOK_SECRET"] = "whsec_" + "whs3cPlantedSigningSecretOfTheTests1",
    };

    private readonly StripeServer _stripe;
    private readonly Shop _shop;

    public BinaryLogTests(StripeAndShop fixture)
    {
        (_stripe, _shop) = (fixture.Stripe, fixture.Shop);
        _shop.Reset();
        _stripe.Faults.Clear();
    }

    [Fact]
    public async Task No_key_is_in_the_log_of_a_publish()
    {
        var run = await PublishAsync(Planted);

        run.MustSucceed();
        MustHoldNoKey(run);
    }

    [Fact]
    public async Task No_key_is_in_the_log_of_a_publish_that_the_key_is_refused_for()
    {
        // A proxy that quotes the request's headers in its error.
        _stripe.Faults.Add(Fault.EchoKey(401));

        var run = await PublishAsync(Planted);

        run.MustFail();
        MustHoldNoKey(run);
    }

    [Fact]
    public async Task No_key_is_in_the_log_when_the_tool_itself_prints_it()
    {
        var leaky = await LeakyToolAsync();

        var run = await PublishAsync(Planted, $"-p:_PaymentSafetyTool={leaky}");

        run.MustFail();
        run.MustPrint("leaked: rk_live_");
        MustHoldNoKey(run);
    }

    private static string Body(string key) => key[^20..];

    private void MustHoldNoKey(DotnetRun run)
    {
        var log = BinaryLog.Read(_shop.PathOf("log.binlog"));
        Assert.True(log.Count(Marker) > 0, "The search does not find what is in the log.");
        Assert.Contains(log.Files, file => file.EndsWith("PaymentSafety.targets", StringComparison.Ordinal));
        Assert.All(Secrets, secret => Assert.Equal(0, log.Count(secret)));
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, run.Output, StringComparison.Ordinal));
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, _shop.Read("detailed.log"), StringComparison.Ordinal));
    }

    private Task<DotnetRun> PublishAsync(Dictionary<string, string> variables, params string[] arguments) => _shop.DotnetAsync(
        ["publish", "--no-restore", "-o", _shop.PublishFolder, "-bl:log.binlog", "-fl", "-flp:logfile=detailed.log;verbosity=diagnostic", $"-p:Marker={Marker}", .. Shop.Asking(_stripe.Address), .. arguments],
        variables);

    /// <summary>A tool in the place of ours that prints the key in every way there is, and then says that all is well. Our own rules find it (PAY2004), so they are off.</summary>
    private static async Task<string> LeakyToolAsync()
    {
        var tool = await Shop.WriteAsync("Leaky", properties: "<OutputPath>built/</OutputPath><AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath><PaymentSafetyPreset>none</PaymentSafetyPreset>");
        tool.Write("Program.cs", """"
            internal static class Program
            {
                private static int Main()
                {
                    var key = Environment.GetEnvironmentVariable("Stripe__SecretKey");
                    Console.WriteLine($"leaked: {key}");
                    Console.Error.WriteLine($"leaked: {key}");
                    Console.WriteLine($$"""##pf:{"type":"say","text":"leaked: {{key}}"}""");
                    Console.WriteLine($$"""##pf:{"type":"diagnostic","severity":"error","code":"PF4001","text":"leaked: {{key}}","file":"{{key}}","line":1,"column":1}""");
                    Console.WriteLine("""##pf:{"type":"done","exit":1}""");
                    return 1;
                }
            }
            """");
        (await tool.DotnetAsync(["build"])).MustSucceed();
        return tool.PathOf("built/Leaky.dll");
    }
}
