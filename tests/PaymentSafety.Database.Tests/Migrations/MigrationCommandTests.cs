using System.CommandLine;
using PaymentSafety.Preflight.CommandLine;

namespace PaymentSafety.Database.Tests.Migrations;

/// <summary><c>payment-safety migration</c>.</summary>
public sealed class MigrationCommandTests : IDisposable
{
    private const string Map = """
        {
          "$database": { "table": "plans", "provider": "sqlite" },
          "lite": { "test": "price_1LiteTStandIn001monthly0", "live": "price_1LiteLStandIn001monthly0" }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("migration-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_writes_three_scripts_once_and_leaves_them_alone()
    {
        Write(Map);

        var first = await RunAsync("--suffix", "t1");
        Assert.Equal(0, first.ExitCode);
        Assert.Equal(["t1_down.sql", "t1_up.sql", "t1_verify.sql"], Files());
        Assert.Contains("SQLite", first.Output, StringComparison.Ordinal);

        var second = await RunAsync("--suffix", "t1");
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("is there already, and says the same", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_says_something_else_is_never_written_over()
    {
        Write(Map);
        await RunAsync("--suffix", "t1");
        var down = Path.Combine(_folder, "stripe-migration", "t1_down.sql");
        var before = File.ReadAllText(down);
        Write(Map.Replace("price_1LiteLStandIn001monthly0", "price_1LiteLStandIn002monthly0", StringComparison.Ordinal));

        var run = await RunAsync("--suffix", "t1");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("PF6019", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(down));
    }

    [Fact]
    public async Task Names_are_a_date_and_the_mark_where_none_is_given()
    {
        Write(Map);
        await RunAsync();

        Assert.Matches(@"^\d{8}_[0-9a-f]{8}_down\.sql$", Files()[0]);
    }

    [Fact]
    public async Task A_context_makes_it_a_class()
    {
        Write(Map);

        var run = await RunAsync("--ef-context", "Shop.Data.ShopContext", "--suffix", "t1");

        Assert.Equal(0, run.ExitCode);
        var file = Assert.Single(Files());
        Assert.EndsWith("235959_StripePricesGoLive_t1.cs", file, StringComparison.Ordinal);
        Assert.Contains("namespace Shop.Data.Migrations", File.ReadAllText(Path.Combine(_folder, "stripe-migration", file)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PF6018", "SQL Server", "--provider", "sqlserver")]
    [InlineData("PF0005", "--provider", "--provider", "oracle")]
    [InlineData("PF0005", "--suffix", "--suffix", "a/b")]
    [InlineData("PF0005", "--ef-context", "--ef-context", "Shop Context")]
    [InlineData("PF0005", "--ef-namespace", "--ef-context", "Shop", "--ef-namespace", "1")]
    [InlineData("PF1001", "other.json", "--price-map", "other.json")]
    public async Task What_cannot_be_done_is_told(string code, string word, params string[] options)
    {
        Write(Map);

        var run = await RunAsync(options);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(code, run.Output, StringComparison.Ordinal);
        Assert.Contains(word, run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "stripe-migration")));
    }

    [Theory]
    [InlineData("PF1006", """{ "lite": { "test": "price_1LiteTStandIn001monthly0", "live": null } }""")]
    [InlineData("PF1007", """{ "lite": { "test": "price_1LiteTStandIn001monthly0", "live": "price_1LiteTStandIn001monthly0" } }""")]
    [InlineData("PF1010", """{ "lite": { "test": "price_live_1LiteTStandIn001", "live": "price_test_1LiteTStandIn001" } }""")]
    [InlineData("PF1003", """{ "$database": { "table": "" }, "lite": { "test": "price_1LiteTStandIn001monthly0", "live": "price_1LiteLStandIn001monthly0" } }""")]
    [InlineData("PF1003", """{ "a": { "id": 1, "test": "price_1LiteTStandIn001monthly0", "live": "price_1LiteLStandIn001monthly0" }, "b": { "id": "1", "test": "price_1LiteTStandIn002monthly0", "live": "price_1LiteLStandIn002monthly0" } }""")]
    [InlineData("PF6018", """{ "lite": { "test": null, "live": "price_1LiteLStandIn001monthly0" } }""")]
    public async Task A_wrong_map_makes_no_script(string code, string map)
    {
        Write(map);

        var run = await RunAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(code, run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "stripe-migration")));
    }

    private void Write(string map) => File.WriteAllText(Path.Combine(_folder, "stripe-prices.json"), map);

    private string[] Files() => [.. Directory.GetFiles(Path.Combine(_folder, "stripe-migration")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] options)
    {
        var output = new StringWriter();
        var exitCode = await PaymentSafetyCommand.InvokeAsync(["migration", "--project-directory", _folder, .. options], new InvocationConfiguration { Output = output, Error = output });
        return (exitCode, output.ToString());
    }
}
