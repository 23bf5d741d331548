using System.Diagnostics;
using PaymentSafety.Database.Migrations;
using PaymentSafety.Database.Tests.Servers;

namespace PaymentSafety.Database.Tests.Migrations;

/// <summary>The scripts on real servers, run by the client programs that their headers name.</summary>
public sealed class MigrationRunTests
{
    private const string LiteTest = "price_1LiteTest", LiteLive = "price_1LiteLive", ProTest = "price_1ProTest", ProLive = "price_1ProLive";

    private static readonly MigratedPlan[] TwoPlans = [new("lite", LiteTest, LiteLive, IsRequired: true), new("pro", ProTest, ProLive, IsRequired: true)];

    private static readonly (string? Id, string? Price)[] InTest = [("free", null), ("lite", LiteTest), ("none", ""), ("pro", ProTest)];

    private static readonly (string? Id, string? Price)[] InLive = [("free", null), ("lite", LiteLive), ("none", ""), ("pro", ProLive)];

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task Forward_changes_the_mapped_plans_and_nothing_else(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync(InTest);

        var run = await database.RunAsync(Scripts(database, TwoPlans).Up);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(InLive, await database.PlansAsync());
        Assert.Equal(InTest, await database.PlansAsync(Backup(database)));
        Assert.Equal(2, Count(run.Output, "✅"));
        Assert.DoesNotContain("❌", run.Output, StringComparison.Ordinal);
    }

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task Forward_twice_stops_with_nothing_changed(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync(InTest);
        await database.RunAsync(Scripts(database, TwoPlans).Up);

        var again = await database.RunAsync(Scripts(database, TwoPlans).Up);

        Assert.NotEqual(0, again.ExitCode);
        Assert.Contains("backup", again.Error, StringComparison.Ordinal);
        Assert.Equal(InLive, await database.PlansAsync());
        Assert.Equal(InTest, await database.PlansAsync(Backup(database)));
    }

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task Forward_under_another_name_stops_where_everything_is_live(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync(InLive);

        var run = await database.RunAsync(Scripts(database, TwoPlans, "t2").Up);

        AssertStopped(run, "a_plan_still_holds_its_test_price");
        Assert.Equal(InLive, await database.PlansAsync());
    }

    public static TheoryData<string?, string?, string> Drifts => new()
    {
        { "pro", "price_1Other", "every_mapped_plan_holds_its_test_or_live_price" },
        { "pro", null, "every_mapped_plan_holds_its_test_or_live_price" },
        { "pro", "", "every_mapped_plan_holds_its_test_or_live_price" },
        { "pro", ProTest + " ", "every_mapped_plan_holds_its_test_or_live_price" },
        { "pro", "PRICE_1PROTEST", "every_mapped_plan_holds_its_test_or_live_price" },
        { "Pro", ProTest, "every_mapped_plan_is_in_the_table" },
        { "pro ", ProTest, "every_mapped_plan_is_in_the_table" },
        { "prö", ProTest, "every_mapped_plan_is_in_the_table" },
        { null, ProTest, "every_mapped_plan_is_in_the_table" },
    };

    [PostgresTheory]
    [MemberData(nameof(Drifts))]
    public Task A_row_that_drifted_stops_it_on_postgresql(string? id, string? price, string guard) => AssertDriftStopsAsync(DatabaseProvider.PostgreSql, id, price, guard);

    [MariaDbTheory]
    [MemberData(nameof(Drifts))]
    public Task A_row_that_drifted_stops_it_on_mariadb(string? id, string? price, string guard) => AssertDriftStopsAsync(DatabaseProvider.MySql, id, price, guard);

    [SqliteTheory]
    [MemberData(nameof(Drifts))]
    public Task A_row_that_drifted_stops_it_on_sqlite(string? id, string? price, string guard) => AssertDriftStopsAsync(DatabaseProvider.Sqlite, id, price, guard);

    private static async Task AssertDriftStopsAsync(DatabaseProvider provider, string? id, string? price, string guard)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync(("lite", LiteTest), (id, price));
        var before = await database.PlansAsync();

        var run = await database.RunAsync(Scripts(database, TwoPlans).Up);

        AssertStopped(run, guard);
        Assert.Equal(before, await database.PlansAsync());
    }

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task A_plan_that_is_not_mapped_and_holds_a_price_stops_it_and_is_shown(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync([.. InTest, ("secret-offer", "price_1Offer")]);

        var run = await database.RunAsync(Scripts(database, TwoPlans).Up);

        AssertStopped(run, "no_other_plan_holds_a_price");
        Assert.Contains("secret-offer", run.Output, StringComparison.Ordinal);
    }

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task A_plan_that_is_there_twice_stops_it(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync([.. InTest, ("pro", ProLive)]);

        AssertStopped(await database.RunAsync(Scripts(database, TwoPlans).Up), "every_mapped_plan_is_one_row");
    }

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task A_retired_plan_may_be_missing_or_have_no_price(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync([.. InTest, ("of-2023", null), ("of-2024", "price_1Of2024Test")]);
        MigratedPlan[] plans = [.. TwoPlans, new("of-2022", "price_1Of2022Test", "price_1Of2022", false), new("of-2023", null, "price_1Of2023", false), new("of-2024", "price_1Of2024Test", "price_1Of2024", false)];

        var run = await database.RunAsync(Scripts(database, plans).Up);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal([.. InLive, ("of-2023", null), ("of-2024", "price_1Of2024")], (await database.PlansAsync()).OrderBy(plan => plan.Id!.StartsWith("of", StringComparison.Ordinal)));
        Assert.Equal(0, (await database.RunAsync(Scripts(database, plans).Verify)).ExitCode);
    }

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task A_client_that_is_killed_half_way_leaves_everything_as_it_was(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync(InTest);
        var script = Scripts(database, TwoPlans).Up;
        var half = script[..script.IndexOf("COMMIT;", StringComparison.Ordinal)];

        var signal = Path.GetTempFileName();
        File.Delete(signal);
        using (var client = database.StartClient())
        {
            // The client itself says that every statement before the end of the transaction was run.
            await client.StandardInput.WriteAsync(half + database.ShellCommand($"touch {signal}") + "\n");
            await client.StandardInput.FlushAsync();
            await WaitUntilAsync(() => Task.FromResult(File.Exists(signal)));
            client.Kill();
            await client.WaitForExitAsync();
        }

        File.Delete(signal);

        await WaitUntilAsync(async () => (await database.PlansAsync()).SequenceEqual(InTest));
        var again = await database.RunAsync(script);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal(InLive, await database.PlansAsync());
        Assert.Equal(InTest, await database.PlansAsync(Backup(database)));
    }

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task Back_restores_what_was_and_a_second_time_harms_nothing(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync(InTest);
        var scripts = Scripts(database, TwoPlans);
        await database.RunAsync(scripts.Up);

        var back = await database.RunAsync(scripts.Down);
        Assert.True(back.ExitCode == 0, back.Error);
        Assert.Equal(InTest, await database.PlansAsync());

        var again = await database.RunAsync(scripts.Down);
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal(InTest, await database.PlansAsync());
        Assert.Equal(InTest, await database.PlansAsync(Backup(database)));
    }

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task Forward_again_after_the_way_back_needs_a_backup_of_its_own(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync(InTest);
        await database.RunAsync(Scripts(database, TwoPlans).Up);
        await database.RunAsync(Scripts(database, TwoPlans).Down);

        Assert.NotEqual(0, (await database.RunAsync(Scripts(database, TwoPlans).Up)).ExitCode);
        Assert.Equal(InTest, await database.PlansAsync());
        Assert.Equal(0, (await database.RunAsync(Scripts(database, TwoPlans, "t2").Up)).ExitCode);
        Assert.Equal(InLive, await database.PlansAsync());
        Assert.Equal(0, (await database.RunAsync(Scripts(database, TwoPlans, "t2").Down)).ExitCode);
        Assert.Equal(InTest, await database.PlansAsync());
    }

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task Back_leaves_what_was_changed_since(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync(InTest);
        var scripts = Scripts(database, TwoPlans);
        await database.RunAsync(scripts.Up);
        await database.SqlAsync("UPDATE plans SET stripe_price_id = 'price_1Newer' WHERE id = 'pro'; DELETE FROM plans WHERE id = 'free';");

        var back = await database.RunAsync(scripts.Down);

        Assert.True(back.ExitCode == 0, back.Error);
        Assert.Equal([("lite", LiteTest), ("none", ""), ("pro", "price_1Newer")], await database.PlansAsync());
        Assert.Equal((1, 1), (Count(back.Output, "✅"), Count(back.Output, "❌")));
    }

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task Back_leaves_a_plan_that_was_live_before(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync(("lite", LiteLive), ("pro", ProTest));
        var scripts = Scripts(database, TwoPlans);

        Assert.Equal(0, (await database.RunAsync(scripts.Up)).ExitCode);
        Assert.Equal(0, (await database.RunAsync(scripts.Down)).ExitCode);

        Assert.Equal([("lite", LiteLive), ("pro", ProTest)], await database.PlansAsync());
    }

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task Back_without_a_backup_stops(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync(InLive);

        var run = await database.RunAsync(Scripts(database, TwoPlans).Down);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("plans_backup_t1", run.Error, StringComparison.Ordinal);
        Assert.Equal(InLive, await database.PlansAsync());
    }

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task The_proof_says_by_value_and_by_exit_code_what_the_rows_hold(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync(("lite", LiteLive), ("pro", ProTest));
        var verify = Scripts(database, TwoPlans).Verify;

        var half = await database.RunAsync(verify);
        AssertStopped(half, "every_mapped_plan_holds_its_live_price");
        Assert.Equal((1, 1), (Count(half.Output, "✅"), Count(half.Output, "❌")));

        await database.SqlAsync("DELETE FROM plans WHERE id = 'pro'");
        var missing = await database.RunAsync(verify);
        AssertStopped(missing, "every_mapped_plan_is_in_the_table");
        Assert.Equal((1, 1), (Count(missing.Output, "✅"), Count(missing.Output, "❌")));

        await database.SqlAsync($"INSERT INTO plans (id, stripe_price_id) VALUES ('pro', '{ProLive}')");
        var whole = await database.RunAsync(verify);
        Assert.True(whole.ExitCode == 0, whole.Error);
        Assert.Equal((2, 0), (Count(whole.Output, "✅"), Count(whole.Output, "❌")));
    }

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task Ten_thousand_plans_are_no_trouble(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        var plans = Enumerable.Range(0, 10_000).Select(n => new MigratedPlan($"plan-{n:D5}", $"price_1Test{n}", $"price_1Live{n}", IsRequired: true)).ToArray();
        await database.SeedAsync(plans.Select(plan => ((string?)plan.Id, plan.TestPriceId)));
        var scripts = Scripts(database, plans);
        var clock = Stopwatch.StartNew();

        foreach (var (script, price) in new (string, Func<MigratedPlan, string?>)[] { (scripts.Up, plan => plan.LivePriceId), (scripts.Verify, plan => plan.LivePriceId), (scripts.Down, plan => plan.TestPriceId) })
        {
            var run = await database.RunAsync(script);
            Assert.True(run.ExitCode == 0, run.Error);
            Assert.Equal(10_000, Count(run.Output, "✅"));
            Assert.Equal(plans.Select(plan => ((string?)plan.Id, price(plan))), await database.PlansAsync());
        }

        // A nested loop over rows and map would be a hundred million comparisons, and take minutes.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), clock.Elapsed.ToString());
    }

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task A_number_may_be_the_id_of_a_plan(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync(database.PlanTable(), "integer", ("42", LiteTest), ("7", null));
        var scripts = Scripts(database, [new MigratedPlan("42", LiteTest, LiteLive, IsRequired: true)]);

        Assert.Equal(0, (await database.RunAsync(scripts.Up)).ExitCode);
        Assert.Equal([("42", LiteLive), ("7", null)], await database.PlansAsync());
        Assert.Equal(0, (await database.RunAsync(scripts.Down)).ExitCode);
        Assert.Equal([("42", LiteTest), ("7", null)], await database.PlansAsync());
    }

    internal static MigrationScripts Scripts(ScratchDatabase database, IReadOnlyList<MigratedPlan> plans, string suffix = "t1", PlanTable? table = null) =>
        MigrationScripts.Of(new MigrationPlan(table ?? database.PlanTable(), plans), suffix);

    internal static int Count(string text, string part) => text.Split(part).Length - 1;

    internal static void AssertStopped(ClientResult run, string guard)
    {
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(guard, run.Error, StringComparison.Ordinal);
    }

    private static PlanTable Backup(ScratchDatabase database) => database.PlanTable("plans_backup_t1");

    private static async Task WaitUntilAsync(Func<Task<bool>> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), "It did not come to it within 30 s.");
            await Task.Delay(50);
        }
    }
}
