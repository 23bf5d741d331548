using PaymentSafety.Database.Tests.Servers;
using PaymentSafety.Preflight;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.Preflight.Configuration;
using PaymentSafety.Preflight.Reports;
using PaymentSafety.Tool.Database;

namespace PaymentSafety.Database.Tests.Gate;

/// <summary>PF6001 to PF6005: the plans of the database beside those of the map.</summary>
public sealed class DatabaseCheckTests : IDisposable
{
    private const string Map = """
        {
          "lite": { "test": "price_1LiteTStandIn001monthly0", "live": "price_1LiteLStandIn001monthly0" },
          "pro": { "id": 7, "test": "price_1Pro5TStandIn001monthly0", "live": "price_1Pro5LStandIn001monthly0" },
          "old": { "test": "price_1Old5TStandIn001monthly0", "live": "price_1Old5LStandIn001monthly0", "retired": true }
        }
        """;

    private const string LiteTest = "price_1LiteTStandIn001monthly0", LiteLive = "price_1LiteLStandIn001monthly0", ProLive = "price_1Pro5LStandIn001monthly0", ProTest = "price_1Pro5TStandIn001monthly0";

    private readonly string _folder = Directory.CreateTempSubdirectory("gate-").FullName;
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    public DatabaseCheckTests() => Write("stripe-prices.json", Map);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, string, StripeMode, string[]> Rows => new()
    {
        { "as it should be", $"lite,{LiteLive}\n7,{ProLive}\nfree,\n", StripeMode.Live, [] },
        { "with the retired plan", $"lite,{LiteLive}\n7,{ProLive}\nold,price_1Old5LStandIn001monthly0\n", StripeMode.Live, [] },
        { "in test mode", $"lite,{LiteTest}\n7,{ProTest}\n", StripeMode.Test, [] },
        { "a plan that is not mapped", $"lite,{LiteLive}\n7,{ProLive}\nextra,price_1Extra\n", StripeMode.Live, ["PF6001 4:1 Database plan 'extra' (price price_1Extra) is not in the map."] },
        { "the name where the id is meant", $"lite,{LiteLive}\npro,{ProLive}\n", StripeMode.Live, [$"PF6001 3:1 Database plan 'pro' (price {ProLive}) is not in the map.", "PF6002 3:3 Plan 'pro' (id 7) is not in the database."] },
        { "a plan that is missing", $"lite,{LiteLive}\n", StripeMode.Live, ["PF6002 3:3 Plan 'pro' (id 7) is not in the database."] },
        { "another letter case", $"Lite,{LiteLive}\n7,{ProLive}\n", StripeMode.Live, [$"PF6001 2:1 Database plan 'Lite' (price {LiteLive}) is not in the map.", "PF6002 2:3 Plan 'lite' is not in the database."] },
        { "one test price", $"lite,{LiteTest}\n7,{ProLive}\n", StripeMode.Live, ["PF6003 2:1 1 plan still has test price ids: 'lite'. Migration incomplete."] },
        { "test prices", $"lite,{LiteTest}\n7,{ProTest}\n", StripeMode.Live, ["PF6003 2:1 2 plans still have test price ids: 'lite' and '7'. Migration incomplete."] },
        { "live prices in test mode", $"lite,{LiteLive}\n7,{ProTest}\n", StripeMode.Test, ["PF6003 2:1 1 plan still has live price ids: 'lite'."] },
        { "neither", $"lite,price_1Other\n7,{ProLive}\n", StripeMode.Live, ["PF6004 2:1 Database plan 'lite' holds 'price_1Other', which is neither its test nor its live price."] },
        { "the price of another plan", $"lite,{ProLive}\n7,{ProLive}\n", StripeMode.Live, [$"PF6004 2:1 Database plan 'lite' holds '{ProLive}', which is neither its test nor its live price."] },
        { "no price where there should be one", $"lite,\n7,{ProLive}\n", StripeMode.Live, ["PF6004 2:1 Database plan 'lite' holds no price, which is neither its test nor its live price."] },
        { "a line break in an id", $"lite,{LiteLive}\n7,{ProLive}\n\"a\n##vso[x]\",price_1Extra\n", StripeMode.Live, ["PF6001 4:1 Database plan 'a\uFFFD##vso[x]' (price price_1Extra) is not in the map."] },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Values_are_compared(string what, string rows, StripeMode mode, string[] expected)
    {
        Write("plans.csv", "id,stripe_price_id\n" + rows);

        var run = await RunAsync(new PreflightOptions { ProjectDirectory = _folder, PlansFile = "plans.csv", Mode = mode, Offline = true });

        Assert.True(what.Length > 0);
        Assert.Equal(expected, Told(run));
        Assert.All(run.Diagnostics.Where(IsAboutDatabase), diagnostic => Assert.Equal(mode == StripeMode.Live ? Severity.Error : Severity.Warning, diagnostic.Severity));
    }

    [Fact]
    public async Task A_table_that_was_mixed_up_is_not_told_row_by_row()
    {
        Write("plans.csv", "id,stripe_price_id\n" + string.Concat(Enumerable.Range(0, 5000).Select(n => $"row-{n},price_{n}\n")));

        var told = Told(await RunAsync(new PreflightOptions { ProjectDirectory = _folder, PlansFile = "plans.csv", Offline = true }));

        Assert.Contains("PF6001 1:1 4975 more plans of which PF6001 says the same.", told);
        Assert.True(told.Length < 40);
    }

    [Fact]
    public async Task What_was_not_asked_for_is_skipped_with_the_reason()
    {
        var run = await RunAsync(new PreflightOptions { ProjectDirectory = _folder, Offline = true });
        var results = run.Checks.Where(result => result.Check.Id is "PF6001" or "PF6002" or "PF6003" or "PF6004").ToList();

        Assert.Equal(4, results.Count);
        Assert.All(results, result => Assert.Equal((CheckStatus.Skipped, "neither a database (PaymentSafetyDatabase) nor an export (PaymentSafetyPlansFile) was named"), (result.Status, result.Reason)));
    }

    [Theory]
    [InlineData(StripeMode.Live, Severity.Error)]
    [InlineData(StripeMode.Test, Severity.Warning)]
    public async Task An_export_that_cannot_be_read_is_unknown_and_never_a_pass(StripeMode mode, Severity severity)
    {
        var run = await RunAsync(new PreflightOptions { ProjectDirectory = _folder, PlansFile = "plans.csv", Mode = mode, Offline = true });

        Assert.All(run.Checks.Where(result => result.Check.Needs.HasFlag(Needs.Plans)), result => Assert.Equal(CheckStatus.Unknown, result.Status));
        var diagnostic = Assert.Single(run.Diagnostics, IsAboutDatabase);
        Assert.Equal(("PF6017", severity), (diagnostic.Code, diagnostic.Severity));
        Assert.Contains("Not proved: PF6001, PF6002, PF6003 and PF6004.", diagnostic.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_without_a_value_is_unknown_and_named()
    {
        var diagnostic = Assert.Single((await RunAsync(Asking)).Diagnostics, IsAboutDatabase);

        Assert.Equal("PF6006", diagnostic.Code);
        Assert.Contains("SHOP_DATABASE", diagnostic.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlserver")]
    [InlineData("sqlite")]
    public async Task A_kind_that_the_gate_does_not_read_is_unknown_and_never_a_pass(string provider)
    {
        Write("stripe-prices.json", Map.Replace("{\n", $"{{\n  \"$database\": {{ \"provider\": \"{provider}\" }},\n", StringComparison.Ordinal)[..^0]);
        _variables["SHOP_DATABASE"] = "x";

        var diagnostic = Assert.Single((await RunAsync(Asking)).Diagnostics, IsAboutDatabase);

        Assert.Equal("PF6015", diagnostic.Code);
    }

    [PostgresFact]
    public async Task A_real_database_is_compared_and_a_refused_login_shows_no_password()
    {
        await using var database = await ScratchDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await database.SeedAsync(("lite", LiteTest), ("7", ProLive), ("free", null));
        _variables["SHOP_DATABASE"] = database.ConnectionString;

        Assert.Equal(["PF6003 1:1 1 plan still has test price ids: 'lite'. Migration incomplete."], Told(await RunAsync(Asking)));

        var settings = ((PostgresScratch)database).Settings();
        settings.Password = "s3cr3t";
        _variables["SHOP_DATABASE"] = settings.ConnectionString;
        var reports = Path.Combine(_folder, "reports");
        var output = new StringWriter();
        var refused = await RunAsync(Asking, reports, output);

        Assert.Equal("PF6009", Assert.Single(refused.Diagnostics, IsAboutDatabase).Code);
        Assert.NotEmpty(Directory.GetFiles(reports));
        Assert.All(Directory.GetFiles(reports).Select(File.ReadAllText).Append(output.ToString()), text => Assert.DoesNotContain("s3cr3t", text, StringComparison.Ordinal));
    }

    [Theory, OnMariaDb, OnSqlite]
    public async Task The_tool_reads_the_others(DatabaseProvider provider)
    {
        await using var database = await ScratchDatabase.CreateAsync(provider);
        await database.SeedAsync(("lite", LiteTest), ("7", ProLive), ("free", null));
        Write("stripe-prices.json", Map.Insert(1, $"\n  \"$database\": {{ \"provider\": \"{(provider == DatabaseProvider.MySql ? "mysql" : "sqlite")}\" }},"));
        _variables["SHOP_DATABASE"] = database.ConnectionString;

        Assert.Equal(["PF6003 2:30 1 plan still has test price ids: 'lite'. Migration incomplete."], Told(await RunAsync(Asking with { PlanReaders = ToolPlanReaders.Of })));
    }

    [Fact]
    public async Task A_script_of_another_map_is_told_until_one_of_this_map_is_there()
    {
        var options = new PreflightOptions { ProjectDirectory = _folder, Offline = true };
        Assert.Equal(CheckStatus.Skipped, (await RunAsync(options)).Checks.Single(result => result.Check.Id == "PF6005").Status);

        await MigrateAsync("t1");
        Assert.Equal(CheckStatus.Pass, (await RunAsync(options)).Checks.Single(result => result.Check.Id == "PF6005").Status);

        Write("stripe-prices.json", Map.Replace(LiteLive, "price_1LiteLStandIn002monthly0", StringComparison.Ordinal));
        Assert.Equal(["PF6005 1:1 't1_up.sql' was generated from another version of the map."], Told(await RunAsync(options)));

        await MigrateAsync("t2");
        Assert.Empty(Told(await RunAsync(options)));
    }

    [Fact]
    public void A_connection_string_is_refused_as_a_property_and_not_repeated()
    {
        var parsed = CheckCommand.Create().Parse(["--database", "Host=db;Password=s3cr3t"]);

        var wrong = Assert.Throws<ConfigurationException>(() => CheckCommand.OptionsOf(parsed));

        Assert.DoesNotContain("s3cr3t", wrong.ToString(), StringComparison.Ordinal);
    }

    private PreflightOptions Asking => new() { ProjectDirectory = _folder, Database = "SHOP_DATABASE", Mode = StripeMode.Live };

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);

    private async Task MigrateAsync(string suffix) =>
        Assert.Equal(0, await PaymentSafetyCommand.InvokeAsync(["migration", "--project-directory", _folder, "--suffix", suffix], new System.CommandLine.InvocationConfiguration { Output = TextWriter.Null }));

    private async Task<PreflightResult> RunAsync(PreflightOptions options, string? reports = null, StringWriter? output = null)
    {
        var redactor = new Redactor();
        var run = new PreflightRun(options, _variables, new PlainReporter(output ?? new StringWriter(), redactor), redactor, reports);
        await run.RunAsync(CancellationToken.None);
        return run.Result!;
    }

    private static bool IsAboutDatabase(Diagnostic diagnostic) => diagnostic.Code.StartsWith("PF6", StringComparison.Ordinal);

    private static string[] Told(PreflightResult result) =>
        [.. result.Diagnostics.Where(IsAboutDatabase).Select(diagnostic => $"{diagnostic.Code} {diagnostic.Finding.Place!.Position.Line}:{diagnostic.Finding.Place.Position.Column} {diagnostic.Finding.Message}")];
}
