using System.Diagnostics;
using PaymentSafety.Database.Migrations;
using PaymentSafety.Database.Tests.Servers;
using static PaymentSafety.Database.Tests.Migrations.MigrationRunTests;

namespace PaymentSafety.Database.Tests.Migrations;

/// <summary>Names, ids and settings that a script could be misread under, and clients that do not stop at an error.</summary>
public sealed class HostileMigrationTests
{
    private static readonly string[] HostileIds =
    [
        "o'brien", "\"quoted\"", "back\\slash", "ends with \\", "\\'; DROP TABLE plans; --", ";--", "/* open", "emoji 😀", "prö", ":variable", "$1", "$$", "%s", "`tick`", "{0}", "  blanks  ", "#", "-- x",
        "\u202Ertl", "NULL",
    ];

    private static readonly MigratedPlan[] Plans = [.. HostileIds.Select((id, n) => new MigratedPlan(id, $"price_1Test{n}", $"price_1Live{n}", IsRequired: true))];

    private static (string? Id, string? Price)[] InTest => [.. Plans.Select(plan => ((string?)plan.Id, plan.TestPriceId)).OrderBy(plan => plan.Item1, StringComparer.Ordinal)];

    private static (string? Id, string? Price)[] InLive => [.. Plans.Select(plan => ((string?)plan.Id, plan.LivePriceId)).OrderBy(plan => plan.Item1, StringComparer.Ordinal)];

    [PostgresTheory]
    [InlineData("-c standard_conforming_strings=on")]
    [InlineData("-c standard_conforming_strings=off")]
    [InlineData("-c standard_conforming_strings=off -c backslash_quote=on -c client_encoding=LATIN1")]
    public Task Ids_mean_themselves_under_every_setting_of_postgresql(string options) =>
        AssertThereAndBackAsync(DatabaseProvider.PostgreSql, start => start.Environment["PGOPTIONS"] = options, "plans");

    [MariaDbTheory]
    [InlineData("SET SESSION sql_mode = ''")]
    [InlineData("SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES'")]
    [InlineData("SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,STRICT_ALL_TABLES'")]
    [InlineData("SET NAMES latin1")]
    public Task Ids_mean_themselves_under_every_setting_of_mariadb(string setting) =>
        AssertThereAndBackAsync(DatabaseProvider.MySql, start => start.ArgumentList.Add("--init-command=" + setting), "plans");

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task Names_mean_themselves(DatabaseProvider provider)
    {
        // MySQL takes no letters beyond the basic plane in a name.
        foreach (var table in (string[])["my \"plans\"", "plans'; DROP TABLE x; --", "pl`ans", "PLANS", "plän.e", "select", provider == DatabaseProvider.MySql ? "x" : "😀"])
            await AssertThereAndBackAsync(provider, _ => { }, table);
    }

    [Theory, OnPostgres, OnMariaDb]
    public async Task A_schema_may_be_named(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        var schema = $"bill\"ing {Guid.NewGuid():N}";
        var table = database.PlanTable() with { Schema = schema };
        await database.SqlAsync($"CREATE SCHEMA {MigrationDialect.Of(provider).Quote(schema)};");
        try
        {
            await database.SeedAsync(table, "varchar(255)", InTest);
            var scripts = Scripts(database, Plans, table: table);

            foreach (var (script, expected) in new[] { (scripts.Up, InLive), (scripts.Verify, InLive), (scripts.Down, InTest) })
            {
                var run = await database.RunAsync(script);
                Assert.True(run.ExitCode == 0, run.Error);
                Assert.Equal(expected, await database.PlansAsync(table));
            }
        }
        finally
        {
            if (provider == DatabaseProvider.MySql)
                await database.SqlAsync($"DROP SCHEMA {MigrationDialect.Of(provider).Quote(schema)};");
        }
    }

    [Theory, OnPostgres, OnMariaDb, OnSqlite]
    public async Task A_client_that_goes_on_after_errors_changes_nothing(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        (string?, string?)[] drifted = [("lite", "price_1LiteTest"), ("pro", "price_1Other")];
        await database.SeedAsync(drifted);
        MigratedPlan[] plans = [new("lite", "price_1LiteTest", "price_1LiteLive", true), new("pro", "price_1ProTest", "price_1ProLive", true)];

        foreach (var goOn in ThatGoOn(provider))
        {
            await database.RunAsync(Scripts(database, plans).Up, goOn);
            Assert.Equal(drifted, await database.PlansAsync());
        }
    }

    [MariaDbFact]
    public async Task A_server_that_does_not_enforce_checks_is_stopped()
    {
        await using var database = await ScratchDatabase.CreateAsync(DatabaseProvider.MySql);
        (string?, string?)[] rows = [("lite", "price_1LiteTest")];
        await database.SeedAsync(rows);

        var run = await database.RunAsync(
            Scripts(database, [new MigratedPlan("lite", "price_1LiteTest", "price_1LiteLive", true)]).Up, start => start.ArgumentList.Add("--init-command=SET SESSION check_constraint_checks = 0"));

        AssertStopped(run, "the_server_enforces_checks");
        Assert.Equal(rows, await database.PlansAsync());
    }

    [MariaDbFact]
    public async Task A_table_without_transactions_is_stopped()
    {
        await using var database = await ScratchDatabase.CreateAsync(DatabaseProvider.MySql);
        await database.SqlAsync("CREATE TABLE plans (id varchar(255), stripe_price_id varchar(255)) ENGINE=MyISAM; INSERT INTO plans VALUES ('lite', 'price_1LiteTest');");

        AssertStopped(await database.RunAsync(Scripts(database, [new MigratedPlan("lite", "price_1LiteTest", "price_1LiteLive", true)]).Up), "the_tables_take_part_in_transactions");
    }

    [PostgresFact]
    public async Task The_copy_is_for_its_owner_alone()
    {
        await using var database = await ScratchDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await database.SeedAsync(("lite", "price_1LiteTest"));
        await database.RunAsync(Scripts(database, [new MigratedPlan("lite", "price_1LiteTest", "price_1LiteLive", true)]).Up);

        var run = await database.RunAsync("SELECT relrowsecurity FROM pg_class WHERE relname = 'plans_backup_t1';");

        Assert.Contains(" t", run.Output, StringComparison.Ordinal);
    }

    private static async Task AssertThereAndBackAsync(DatabaseProvider provider, Action<ProcessStartInfo> adjust, string name)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        var table = database.PlanTable(name, "i\"d `x`", "pri'ce \\");
        await database.SeedAsync(table, "varchar(255)", InTest);
        var scripts = Scripts(database, Plans, table: table);

        foreach (var (script, expected) in new[] { (scripts.Up, InLive), (scripts.Verify, InLive), (scripts.Down, InTest) })
        {
            var run = await database.RunAsync(script, adjust);
            Assert.True(run.ExitCode == 0, run.Error);
            Assert.Equal(expected, await database.PlansAsync(table));
        }
    }

    private static IEnumerable<Action<ProcessStartInfo>> ThatGoOn(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.PostgreSql => [start => start.ArgumentList.Add("--set=ON_ERROR_STOP=0"), start => AddAll(start, "--set=ON_ERROR_STOP=0", "--set=ON_ERROR_ROLLBACK=on")],
        DatabaseProvider.MySql => [start => start.ArgumentList.Add("--force")],
        _ => [start => start.ArgumentList.Remove("-bail")],
    };

    private static void AddAll(ProcessStartInfo start, params string[] arguments)
    {
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
    }
}
