using PaymentSafety.Database.Migrations;

namespace PaymentSafety.Database.Tests.Migrations;

public sealed class MigrationPlanTests
{
    private static readonly PlanTable Table = new(DatabaseProvider.PostgreSql, null, "plans", "id", "stripe_price_id");

    private static readonly MigratedPlan Lite = new("lite", "price_1LiteTest", "price_1LiteLive", IsRequired: true);

    public static TheoryData<string, MigratedPlan[], string> Wrong => new()
    {
        { "plans", [], "no plans" },
        { "plans", [Lite with { TestPriceId = null }], "'lite' has no test price" },
        { "plans", [Lite with { LivePriceId = null }], "'lite' has no live price" },
        { "plans", [Lite with { LivePriceId = Lite.TestPriceId }], "the same price" },
        { "plans", [Lite, Lite with { LivePriceId = "price_1Other" }], "two plans have the id 'lite'" },
        { "plans", [Lite with { Id = "" }], "empty" },
        { "plans", [Lite with { Id = "a\nb" }], "control character" },
        { "plans", [Lite with { Id = "a\0b" }], "control character" },
        { "plans", [Lite with { Id = new string('x', 256) }], "longer than 255" },
        { "ps_map", [Lite], "'ps_map'" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_written_says_why(string table, MigratedPlan[] plans, string reason)
    {
        var plan = new MigrationPlan(Table with { Table = table }, plans);

        Assert.Contains(reason, plan.Obstacle!.Value.Reason, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MigrationScripts.Of(plan, "t1"));
    }

    [Fact]
    public void Sql_server_is_refused_by_name() =>
        Assert.Contains("SQL Server", new MigrationPlan(Table with { Provider = DatabaseProvider.SqlServer }, [Lite]).Obstacle!.Value.Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.MySql)]
    [InlineData(DatabaseProvider.Sqlite)]
    public void The_three_scripts_share_one_mark(DatabaseProvider provider)
    {
        var plan = new MigrationPlan(Table with { Provider = provider }, [Lite]);
        var scripts = MigrationScripts.Of(plan, "t1");

        Assert.All([scripts.Up, scripts.Down, scripts.Verify], script => Assert.Equal(plan.Hash, MigrationScripts.HashIn(script.Split('\n')[0])));
        Assert.Equal(scripts, MigrationScripts.Of(plan, "t1"));
    }

    [Fact]
    public void The_mark_changes_with_what_the_scripts_are_made_from_and_with_nothing_else()
    {
        var pro = new MigratedPlan("pro", "price_1ProTest", "price_1ProLive", IsRequired: true);
        var plan = new MigrationPlan(Table, [Lite, pro]);
        MigrationPlan[] others =
        [
            plan with { Plans = [Lite] },
            plan with { Plans = [Lite, pro with { LivePriceId = "price_1Newer" }] },
            plan with { Plans = [Lite, pro with { TestPriceId = "price_1Newer" }] },
            plan with { Plans = [Lite, pro with { Id = "pro-2" }] },
            plan with { Plans = [Lite, pro with { IsRequired = false }] },
            plan with { Table = Table with { Table = "tiers" } },
            plan with { Table = Table with { Schema = "shop" } },
            plan with { Table = Table with { PriceColumn = "price" } },
        ];

        Assert.Equal(others.Length + 1, others.Append(plan).Select(other => other.Hash).Distinct().Count());
        Assert.Equal(plan.Hash, (plan with { Plans = [pro, Lite] }).Hash);
        Assert.Equal(plan.Hash, (plan with { Table = Table with { Provider = DatabaseProvider.MySql } }).Hash);
    }

    [Fact]
    public void A_long_name_is_cut_before_a_server_does_it()
    {
        var script = MigrationScripts.Of(new MigrationPlan(Table with { Table = new string('ö', 40) }, [Lite]), "20261122_0123abcd").Up;

        // 63 bytes: 19 letters of two bytes, and 25 of the ending.
        Assert.Contains($"CREATE TABLE \"{new string('ö', 19)}_backup_20261122_0123abcd\"", script, StringComparison.Ordinal);
    }
}
