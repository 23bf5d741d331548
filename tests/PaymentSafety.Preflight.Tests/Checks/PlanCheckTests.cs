using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.Preflight.Tests.Gate;

namespace PaymentSafety.Preflight.Tests.Checks;

/// <summary>PF6xxx in a whole run of the gate; on real databases they are tested in PaymentSafety.Database.Tests.</summary>
public class PlanCheckTests
{
    private const string Lite = "lite-monthly,price_1LiteLStandIn001monthly0\n", Pro = "pro-monthly,price_1Pro5LStandIn001monthly0\n";

    [Fact]
    public async Task A_table_that_says_what_the_map_says_passes_and_its_script_too()
    {
        await using var gate = await WithPlansAsync(Lite + Pro + "free,\n");
        await WriteMigrationAsync(gate);

        var run = await gate.RunAsync();

        run.AssertPassed();
        Assert.Equal(5, run.Results.Count(result => result.Check.Id.StartsWith("PF6", StringComparison.Ordinal) && result.Status == CheckStatus.Pass));
    }

    [Theory]
    [InlineData(Lite + Pro + "extra,price_1Extra\n", "PF6001", "extra,", "Database plan 'extra' (price price_1Extra) is not in the map.")]
    [InlineData(Lite + "pro-monthly,price_1Pro5TStandIn001monthly0\n", "PF6003", "pro-", "1 plan still has test price ids: 'pro-monthly'. Migration incomplete.")]
    [InlineData(Lite + "pro-monthly,price_1Other\n", "PF6004", "pro-", "Database plan 'pro-monthly' holds 'price_1Other', which is neither its test nor its live price.")]
    public async Task What_differs_stops_the_publish_at_its_place(string rows, string id, string at, string message)
    {
        await using var gate = await WithPlansAsync(rows);

        var run = await gate.RunAsync();

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        run.AssertTold(id, Severity.Error, "plans.csv", at, message);
    }

    [Fact]
    public async Task A_plan_that_is_not_stored_is_told_at_the_map()
    {
        await using var gate = await WithPlansAsync(Lite);

        (await gate.RunAsync()).AssertTold("PF6002", Severity.Error, "stripe-prices.json", "\"pro-monthly\"", "Plan 'pro-monthly' is not in the database.");
    }

    [Fact]
    public async Task A_script_of_an_earlier_map_is_a_warning()
    {
        await using var gate = await WithPlansAsync(Lite + Pro);
        await WriteMigrationAsync(gate);
        gate.Write("stripe-prices.json", GateFixture.Map.Replace("price_1LiteTStandIn001monthly0", "price_1LiteTStandIn009monthly0", StringComparison.Ordinal));

        (await gate.RunAsync()).AssertTold("PF6005", Severity.Warning, Path.Combine("stripe-migration", "t1_up.sql"), "", "'t1_up.sql' was generated from another version of the map.");
    }

    private static async Task<GateFixture> WithPlansAsync(string rows)
    {
        var gate = await GateFixture.StartAsync();
        gate.Write("plans.csv", "id,stripe_price_id\n" + rows);
        gate.Options = gate.Options with { PlansFile = "plans.csv" };
        return gate;
    }

    private static async Task WriteMigrationAsync(GateFixture gate) => Assert.Equal(0, await PaymentSafetyCommand.InvokeAsync(
        ["migration", "--project-directory", gate.Folder, "--suffix", "t1"], new System.CommandLine.InvocationConfiguration { Output = TextWriter.Null }));
}
