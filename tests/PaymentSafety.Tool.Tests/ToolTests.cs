using System.CommandLine;
using System.Text.Json;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Tool.Tests;

/// <summary>The commands as a user types them, over a project folder of their own and the stand-in's shop.</summary>
public sealed class ToolTests : IAsyncLifetime
{
    private StripeServer _server = null!;
    private string _folder = null!;

    private string[] Asking => ["--project-directory", _folder, "--stripe-api", _server.Address.ToString(), "--local-stripe", "--mode", "live"];

    public async Task InitializeAsync()
    {
        _server = await StripeServer.StartAsync();
        _folder = Directory.CreateTempSubdirectory("tool-").FullName;
        // The key by a file, so that no test changes the environment of the others.
        Write(".env", $"STRIPE_SECRET_KEY={ShopScenario.LiveRestrictedKey}\n");
        Write("stripe-prices.json", $$"""{ "lite-monthly": { "test": null, "live": "{{ShopScenario.LiteLivePrice}}", "unit_amount": 900, "credits": 360 } }""");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Check_passes_over_the_shop_and_ends_with_the_closing_line()
    {
        var run = await RunAsync(["check", .. Asking]);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains(" checks: ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_as_json_is_one_object_on_standard_output()
    {
        Write("stripe-prices.json", """{ "lite": { "test": null, "live": "price_1NopeLStandIn001monthly0" } }""");

        var run = await RunAsync(["check", "--json", .. Asking]);

        var json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((1, 1), (run.ExitCode, json.GetProperty("exitCode").GetInt32()));
        Assert.Contains(json.GetProperty("told").EnumerateArray(), line => line.GetProperty("code").GetString() == "PF4001");
        Assert.Contains("error PF4001", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_without_an_answer_is_exit_code_2()
    {
        _server.Faults.Add(Fault.Status(503, null, ("Stripe-Should-Retry", "false")));

        Assert.Equal(2, (await RunAsync(["check", .. Asking])).ExitCode);
    }

    [Theory]
    [InlineData("check", "--no-such-option")]
    [InlineData("no-such-command", "")]
    [InlineData("check", "--mode=prod")]
    public async Task What_means_nothing_is_exit_code_3(string command, string option)
    {
        Assert.Equal(3, (await RunAsync([command, option, "--project-directory", _folder])).ExitCode);
    }

    [Fact]
    public async Task Explain_says_what_the_table_says()
    {
        var run = await RunAsync(["explain", "pf4007"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(CheckTable.OtherAmount.Message, run.Output, StringComparison.Ordinal);
        Assert.Contains(CheckTable.OtherAmount.Fix, run.Output, StringComparison.Ordinal);
        Assert.Contains(CheckTable.OtherAmount.HelpLink, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_can_explain_every_check_as_json()
    {
        foreach (var check in CheckTable.All)
        {
            var run = await RunAsync(["explain", check.Id, "--json"]);
            Assert.Equal(check.Id, JsonDocument.Parse(run.Output).RootElement.GetProperty("id").GetString());
        }
    }

    [Fact]
    public async Task Explain_of_what_is_no_check_names_the_nearest()
    {
        var run = await RunAsync(["explain", "PF400"]);

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Contains("There is no check 'PF400'. Did you mean PF", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migration_names_its_files_as_json()
    {
        Write("stripe-prices.json", """{ "lite": { "test": "price_1LiteTStandIn001monthly0", "live": "price_1LiteLStandIn001monthly0" } }""");

        var run = await RunAsync(["migration", "--project-directory", _folder, "--suffix", "t1", "--json"]);

        Assert.True(run.ExitCode == 0, run.Error);
        var files = JsonDocument.Parse(run.Output).RootElement.GetProperty("files").EnumerateArray().Select(file => file.GetString()!).ToList();
        Assert.Equal(["t1_up.sql", "t1_down.sql", "t1_verify.sql"], files.Select(Path.GetFileName));
        Assert.All(files, file => Assert.True(File.Exists(file)));
    }

    [Fact]
    public async Task Doctor_shows_what_the_gate_sees_and_no_key()
    {
        var run = await RunAsync(["doctor", .. Asking]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"rk_live_…{ShopScenario.LiveRestrictedKey[^4..]} (STRIPE_SECRET_KEY (from .env))", run.Output, StringComparison.Ordinal);
        Assert.Contains($"a stand-in answers at {_server.Address}", run.Output, StringComparison.Ordinal);
        Assert.Contains("(1 plans)", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(ShopScenario.LiveRestrictedKey, run.Output + run.Error, StringComparison.Ordinal);

        var json = JsonDocument.Parse((await RunAsync(["doctor", "--json", "--offline", .. Asking])).Output).RootElement;
        Assert.Equal("not asked (offline)", json.GetProperty("Stripe").GetString());
    }

    [Fact]
    public async Task Init_writes_an_example_and_leaves_a_map_as_it_is()
    {
        Assert.Equal(3, (await RunAsync(["init", "--project-directory", _folder])).ExitCode);
        File.Delete(Path.Combine(_folder, "stripe-prices.json"));

        Assert.Equal(0, (await RunAsync(["init", "--project-directory", _folder])).ExitCode);
        Assert.True(File.Exists(Path.Combine(_folder, "stripe-prices.schema.json")));
    }

    [Fact]
    public async Task Init_from_the_account_writes_a_map_that_the_check_passes()
    {
        File.Delete(Path.Combine(_folder, "stripe-prices.json"));

        var run = await RunAsync(["init", "--from-account", "--json", .. Asking]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(2, JsonDocument.Parse(run.Output).RootElement.GetProperty("plans").GetInt32());
        var map = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "stripe-prices.json"))).RootElement;
        Assert.Equal(ShopScenario.LiteLivePrice, map.GetProperty("lite-monthly").GetProperty("live").GetString());
        Assert.Equal(5000, map.GetProperty("pro-5000-monthly").GetProperty("credits").GetInt32());
        var check = await RunAsync(["check", .. Asking]);
        Assert.True(check.ExitCode == 0, check.Output);
    }

    [Fact]
    public async Task Init_from_the_account_pairs_both_modes_where_there_is_a_key_for_each()
    {
        File.Delete(Path.Combine(_folder, "stripe-prices.json"));
        Write(".env", $"STRIPE_SECRET_KEY={ShopScenario.LiveRestrictedKey}\nPAYMENTSAFETY_STRIPE_KEY_TEST={ShopScenario.TestRestrictedKey}\n");
        var account = _server.World.FindKey(ShopScenario.LiveRestrictedKey)!.Account;
        var (test, live) = (account.Test.Prices, account.Live.Prices);
        // By lookup key, with another amount; by product, amount and interval; twice alike, so that neither is certain; in one mode only.
        test.Put(test.Find(ShopScenario.LiteTestPrice)! with { UnitAmount = 800 });
        test.Put(test.Find(ShopScenario.ProTestPrice)! with { LookupKey = null });
        live.Put(live.Find(ShopScenario.ProLivePrice)! with { LookupKey = null });
        foreach (var (prices, id, amount) in new[]
        {
            (test, "price_1TwinTStandIn001yearly00", 5000), (live, "price_1TwinLStandIn001yearly00", 5000), (live, "price_1TwinLStandIn001yearly01", 5000),
            (test, "price_1SoloTStandIn001monthly0", 100), (live, "price_1SoloLStandIn001monthly0", 200),
        })
            prices.Put((prices.Find(prices == test ? ShopScenario.LiteTestPrice : ShopScenario.LiteLivePrice)!) with { Id = id, UnitAmount = amount, LookupKey = null, Created = 2_000_000_000 });

        var run = await RunAsync(["init", "--from-account", .. Asking]);

        Assert.True(run.ExitCode == 0, run.Output);
        var map = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "stripe-prices.json"))).RootElement;
        string Slots(string id) => string.Join(" ", map.EnumerateObject().Where(plan => plan.Value.ValueKind == JsonValueKind.Object && (plan.Value.GetProperty("test").GetString() == id || plan.Value.GetProperty("live").GetString() == id))
            .SelectMany(plan => new[] { plan.Value.GetProperty("test").GetString() ?? "none", plan.Value.GetProperty("live").GetString() ?? "none" }));
        Assert.Equal($"{ShopScenario.LiteTestPrice} {ShopScenario.LiteLivePrice}", Slots(ShopScenario.LiteLivePrice));
        Assert.Equal($"{ShopScenario.ProTestPrice} {ShopScenario.ProLivePrice}", Slots(ShopScenario.ProTestPrice));
        Assert.Equal("price_1TwinTStandIn001yearly00 none", Slots("price_1TwinTStandIn001yearly00"));
        Assert.Equal("none price_1TwinLStandIn001yearly01", Slots("price_1TwinLStandIn001yearly01"));
        Assert.Equal("price_1SoloTStandIn001monthly0 none", Slots("price_1SoloTStandIn001monthly0"));
        Assert.Equal(900, map.GetProperty("lite-monthly").GetProperty("unit_amount").GetInt32());
        Assert.Contains("1 plan paired by lookup key, 1 plan by product name, amount and interval.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Plan 'lite-monthly': the test price is 8.00 USD every 1 month (licensed), the live price 9.00 USD every 1 month (licensed); the map expects the live one.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Only a live price was found for 'lite', 'lite-2' and 'lite-3': ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Only a test price was found for 'lite-4' and 'lite-5': ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_from_an_account_with_one_key_says_how_to_have_both_modes()
    {
        File.Delete(Path.Combine(_folder, "stripe-prices.json"));

        var run = await RunAsync(["init", "--from-account", .. Asking]);

        Assert.Contains("Only the live prices were read; with a key in PAYMENTSAFETY_STRIPE_KEY_TEST the test prices are paired with them.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_from_code_without_price_ids_writes_nothing()
    {
        File.Delete(Path.Combine(_folder, "stripe-prices.json"));

        var run = await RunAsync(["init", "--from-code", typeof(CheckTable).Assembly.Location, "--project-directory", _folder]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("No constant of the assembly is a price id; nothing was written.", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "stripe-prices.json")));
    }

    [Fact]
    public async Task Init_from_an_account_that_cannot_be_asked_writes_nothing()
    {
        File.Delete(Path.Combine(_folder, "stripe-prices.json"));
        Write(".env", "");

        var run = await RunAsync(["init", "--from-account", .. Asking]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("PF2001", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "stripe-prices.json")));
    }

    [Fact]
    public async Task Init_from_code_writes_the_constants()
    {
        File.Delete(Path.Combine(_folder, "stripe-prices.json"));

        var run = await RunAsync(["init", "--from-code", typeof(PriceIds).Assembly.Location, "--project-directory", _folder]);

        Assert.True(run.ExitCode == 0, run.Output);
        var map = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "stripe-prices.json"))).RootElement;
        Assert.Equal(
            (PriceIds.LiteMonthlyTest, PriceIds.LiteMonthlyLive),
            (map.GetProperty("lite-monthly").GetProperty("test").GetString(), map.GetProperty("lite-monthly").GetProperty("live").GetString()));
        Assert.Equal(PriceIds.ProYearlyPriceId, map.GetProperty("pro-yearly").GetProperty("live").GetString());
    }

    [Fact]
    public async Task Init_from_what_is_no_assembly_is_told()
    {
        File.Delete(Path.Combine(_folder, "stripe-prices.json"));
        Write("Shop.dll", "no assembly");

        var run = await RunAsync(["init", "--from-code", Path.Combine(_folder, "Shop.dll"), "--project-directory", _folder]);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("PF7006", run.Output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await ToolCommand.InvokeAsync([.. args.Where(arg => arg.Length > 0)], new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    /// <summary>What Init_from_code finds in this assembly.</summary>
    internal static class PriceIds
    {
        public const string LiteMonthlyTest = "price_1NnlpZGPxmnHQRkJuWjM7eRV";
        public const string LiteMonthlyLive = "price_1NnlpZGPxmnHQRkJuWjM7eRW";
        public const string ProYearlyPriceId = "price_1NnlpZGPxmnHQRkJuWjM7eRX";
    }
}
