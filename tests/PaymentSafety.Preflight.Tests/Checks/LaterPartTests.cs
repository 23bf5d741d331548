using PaymentSafety.Database;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Checks;

/// <summary>The part of a publish that comes after the compiler: nobody is asked twice, and nothing is told twice.</summary>
public sealed class LaterPartTests : IAsyncLifetime
{
    private GateFixture _gate = null!;

    public async Task InitializeAsync() => _gate = await GateFixture.StartAsync();

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task It_asks_Stripe_nothing_and_tells_only_what_is_new()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("360", "361", StringComparison.Ordinal));
        var first = await _gate.RunAsync();
        var asked = _gate.Server.Log.Count;

        var second = await GoOnAsync(first);

        Assert.Equal("PF4010", Assert.Single(first.Diagnostics).Code);
        Assert.DoesNotContain(second.Diagnostics, diagnostic => diagnostic.Code == "PF4010");
        Assert.Contains(second.Diagnostics, diagnostic => diagnostic.Code == "PF7001");
        Assert.Equal(asked, _gate.Server.Log.Count);
        Assert.DoesNotContain(second.Lines, line => line.Contains("checking", StringComparison.Ordinal));
        Assert.Contains("(0 requests, answers shared by this build, ", second.ClosingLine, StringComparison.Ordinal);
        Assert.Contains(second.Results, result => result.Check.Id == "PF4010" && result.Status == CheckStatus.Fail);
    }

    [Fact]
    public async Task A_map_that_the_build_wrote_in_between_is_read_and_its_prices_asked_for()
    {
        _gate.Write("stripe-prices.json", """{ "lite": { "test": null, "live": "price_1LiteLStandIn001monthly0", "credits": 360 } }""");
        var first = await _gate.RunAsync();
        var asked = _gate.Server.Log.Count;
        _gate.Write("stripe-prices.json", GateFixture.Map);

        await GoOnAsync(first);

        Assert.Equal(["/v1/prices/" + ShopScenario.ProLivePrice], _gate.Server.Log.All.Skip(asked).Select(request => request.Path));
    }

    [Fact]
    public async Task The_table_of_plans_is_read_once()
    {
        var table = new CountedTable();
        _gate.Variables["SHOP_DATABASE"] = "Host=db;Database=shop";
        _gate.Options = _gate.Options with { Database = "SHOP_DATABASE", PlanReaders = _ => table };

        var first = await _gate.RunAsync();
        var second = await GoOnAsync(first);

        Assert.Equal(1, table.Reads);
        Assert.Contains(second.Results, result => result.Check.Id == "PF6002" && result.Status == CheckStatus.Fail);
    }

    [Fact]
    public async Task Another_table_is_read_too()
    {
        var table = new CountedTable();
        _gate.Variables["SHOP_DATABASE"] = "Host=db;Database=shop";
        _gate.Options = _gate.Options with { Database = "SHOP_DATABASE", PlanReaders = _ => table };

        var first = await _gate.RunAsync();
        _gate.Variables["SHOP_DATABASE"] = "Host=db;Database=other";
        await GoOnAsync(first);

        Assert.Equal(2, table.Reads);
    }

    private async Task<GateRun> GoOnAsync(GateRun first)
    {
        // This assembly names prices that are in no map.
        _gate.Options = _gate.Options with { IsContinued = true, Assemblies = [typeof(LaterPartTests).Assembly.Location] };
        return await _gate.RunAsync(earlier: first);
    }

    private sealed class CountedTable : IPlanReader
    {
        public int Reads { get; private set; }

        public Task<PlansAnswer> ReadAsync(DatabaseConnection connection, PlanTable table, CancellationToken cancellationToken)
        {
            Reads++;
            return Task.FromResult(PlansAnswer.Of([new DatabasePlan("lite-monthly", ShopScenario.LiteLivePrice)]));
        }
    }
}
