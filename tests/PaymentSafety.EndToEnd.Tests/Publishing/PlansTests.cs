using PaymentSafety.EndToEnd.Tests.Scaffolding;
using PaymentSafety.EndToEnd.Tests.Secrets;

namespace PaymentSafety.EndToEnd.Tests.Publishing;

/// <summary>The app's own table of plans, in a publish, and the target that writes its migration.</summary>
public sealed class PlansTests : IClassFixture<StripeAndShop>
{
    private const string Password = "planted-password-of-the-tests";

    private readonly StripeServer _stripe;
    private readonly Shop _shop;

    public PlansTests(StripeAndShop fixture)
    {
        (_stripe, _shop) = (fixture.Stripe, fixture.Shop);
        _shop.Reset();
    }

    [Fact]
    public async Task A_publish_is_refused_until_the_table_holds_live_prices()
    {
        _shop.Write("plans.csv", $"id,stripe_price_id\nlite-monthly,{ShopScenario.LiteTestPrice}\n");
        (await _shop.PublishAsync(_stripe, "-p:PaymentSafetyPlansFile=plans.csv")).MustBeRefused("PF6003", "plans.csv(2,1)", "1 plan still has test price ids: 'lite-monthly'.");

        _shop.Write("plans.csv", $"id,stripe_price_id\nlite-monthly,{ShopScenario.LiteLivePrice}\n");
        (await _shop.PublishAsync(_stripe, "-p:PaymentSafetyPlansFile=plans.csv")).MustSucceed();
    }

    [Fact]
    public async Task A_database_that_cannot_be_read_stops_the_publish_and_its_password_is_in_no_log()
    {
        var log = _shop.PathOf("plans.binlog");
        var run = await _shop.DotnetAsync(
            ["publish", "--no-restore", "-v:diag", $"-bl:{log}", "-p:PaymentSafetyDatabase=ConnectionStrings:Shop", .. Shop.Asking(_stripe.Address)],
            new Dictionary<string, string>(Shop.LiveKey) { ["ConnectionStrings__Shop"] = $"Host=127.0.0.1;Port=1;Username=shop;Password={Password};Database=shop" });

        run.MustFail().MustPrint("error PF6008");
        run.MustPrint("The database at 127.0.0.1:1/shop cannot be reached: the connection was refused.");
        Assert.DoesNotContain(Password, run.Output, StringComparison.Ordinal);
        Assert.Equal(0, BinaryLog.Read(log).Count(Password));
    }

    [Fact]
    public async Task The_target_writes_the_three_scripts_and_says_what_it_cannot()
    {
        var folder = _shop.PathOf("sql");
        (await _shop.DotnetAsync(["build", "--no-restore", "-t:PaymentSafetyGenerateMigration", "-p:PaymentSafetyMigrationDirectory=sql"])).MustSucceed();
        Assert.Equal(["_down.sql", "_up.sql", "_verify.sql"], Shop.FilesIn(folder).Select(file => file[file.LastIndexOf('_')..]).Order(StringComparer.Ordinal));
        Directory.Delete(folder, recursive: true);

        _shop.Write(Shop.MapName, Shop.RightMap.Insert(1, "\n  \"$database\": { \"provider\": \"sqlserver\" },"));
        (await _shop.DotnetAsync(["build", "--no-restore", "-t:PaymentSafetyGenerateMigration"])).MustFail().MustPrint("error PF6018");
    }
}
