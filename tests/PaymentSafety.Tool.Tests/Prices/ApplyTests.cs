using System.Text;
using System.Text.Json;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Tool.Tests.Prices;

public sealed class ApplyTests : PricesFixture
{
    [Fact]
    public async Task Plan_shows_what_is_missing_and_sends_nothing_but_questions()
    {
        var before = await File.ReadAllBytesAsync(MapPath);

        var run = await PlanAsync();

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("+ team-monthly  49.00 USD every month, lookup key team-monthly, 2000 credits", run.Output, StringComparison.Ordinal);
        Assert.Contains("+ team-yearly   490.00 USD every year, lookup key team-by-the-year, 24000 credits", run.Output, StringComparison.Ordinal);
        Assert.Contains("+ setup         125.00 USD once, lookup key setup, 0 credits", run.Output, StringComparison.Ordinal);
        Assert.Contains("- old           not for sale", run.Output, StringComparison.Ordinal);
        Assert.Contains("5 plans: 1 exist, 0 found, 3 to create with 2 new products.", run.Output, StringComparison.Ordinal);
        Assert.All(Server.Log.All, request => Assert.Equal("GET", request.Method));
        Assert.Equal(before, await File.ReadAllBytesAsync(MapPath));
    }

    [Fact]
    public async Task Apply_creates_what_is_missing_and_the_gate_passes_afterwards()
    {
        // The gate wants the test slots written, and ids of plans that are no longer sold.
        await File.WriteAllTextAsync(MapPath, Map
            .Replace("\"team-yearly\": {", "\"team-yearly\": { \"test\": null,", StringComparison.Ordinal)
            .Replace("\"setup\": {", "\"setup\": { \"test\": null,", StringComparison.Ordinal)
            .Replace("\"retired\": true", $"\"test\": null, \"live\": \"{ShopScenario.ArchivedLivePrice}\", \"retired\": true, \"credits\": 5000", StringComparison.Ordinal));
        var run = await ApplyAsync();

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("created 2 products and 3 prices; stripe-prices.json holds every live price.", run.Output, StringComparison.Ordinal);
        var team = Created("team-monthly");
        Assert.Equal(("usd", 4900L, "month"), (team.Currency, team.UnitAmount, team.Interval));
        Assert.Equal(new Dictionary<string, string> { ["tier"] = "team", ["credits"] = "2000" }, team.Metadata);
        Assert.Equal(("year", team.ProductId), (Created("team-by-the-year").Interval, Created("team-by-the-year").ProductId));
        Assert.Equal("Team", Live.Products.Find(team.ProductId)!.Name);
        Assert.Null(Created("setup").Interval);

        File.WriteAllText(Path.Combine(Folder, ".env"), $"STRIPE_SECRET_KEY={ShopScenario.LiveRestrictedKey}\n");
        var check = await RunAsync("", ["check", "--mode", "live"]);
        Assert.True(check.ExitCode == 0, check.Output);
        Assert.DoesNotContain("PF4", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ids_are_written_into_the_map_and_nothing_else_of_it_changes()
    {
        await ApplyAsync();

        var team = Created("team-monthly").Id;
        var expected = Map
            .Replace("\"live\": \"\", /* nor here */", $"\"live\": \"{team}\", /* nor here */", StringComparison.Ordinal)
            .Replace("\"team-yearly\": {", $"\"team-yearly\": {{ \"live\": \"{Created("team-by-the-year").Id}\",", StringComparison.Ordinal)
            .Replace("{ \"price\": null,", $"{{ \"price\": \"{Created("setup").Id}\",", StringComparison.Ordinal);
        Assert.Equal(expected, await File.ReadAllTextAsync(MapPath));
        Assert.Equal(["stripe-prices.json"], Directory.GetFiles(Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_byte_order_mark_and_line_ends_are_kept()
    {
        var text = Map.ReplaceLineEndings("\r\n");
        await File.WriteAllTextAsync(MapPath, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        await ApplyAsync();

        var written = await File.ReadAllBytesAsync(MapPath);
        Assert.Equal(Encoding.UTF8.GetPreamble(), written[..3]);
        Assert.Equal(text.Count(character => character == '\n'), Encoding.UTF8.GetString(written).Split("\r\n").Length - 1);
        Assert.DoesNotContain("\n", Encoding.UTF8.GetString(written).Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_sends_no_post_and_leaves_the_map_as_it_is()
    {
        await ApplyAsync();
        var (posts, map) = (Posts.Count(), await File.ReadAllBytesAsync(MapPath));

        var again = await ApplyAsync();

        Assert.Equal((0, posts), (again.ExitCode, Posts.Count()));
        Assert.Contains("nothing to create", again.Output, StringComparison.Ordinal);
        Assert.Equal(map, await File.ReadAllBytesAsync(MapPath));
    }

    [Fact]
    public async Task A_map_that_lost_its_ids_gets_those_that_exist_even_when_Stripe_has_forgotten_the_keys()
    {
        await ApplyAsync();
        var (count, map) = (Live.Prices.NewestFirst().Count, await File.ReadAllTextAsync(MapPath));
        await File.WriteAllTextAsync(MapPath, Map);
        Server.ForgetIdempotencyKeys();

        var again = await ApplyAsync();

        Assert.True(again.ExitCode == 0, again.Output);
        Assert.Contains("1 exist, 3 found, 0 to create with 0 new products.", again.Output, StringComparison.Ordinal);
        Assert.Equal(count, Live.Prices.NewestFirst().Count);
        Assert.Equal(map, await File.ReadAllTextAsync(MapPath));
    }

    [Fact]
    public async Task The_same_wish_has_the_same_idempotency_key_and_another_wish_another()
    {
        await ApplyAsync();
        var first = Posts.Select(post => post.IdempotencyKey).ToList();
        Assert.Equal(5, first.Distinct().Count(key => key is { Length: <= 255 }));

        await using var other = await StripeServer.StartAsync();
        await File.WriteAllTextAsync(MapPath, Map);
        await RunAsync("", ["prices", "apply", "--yes"], other.Address);
        Assert.Equal(first, other.Log.All.Where(request => request.Method == "POST").Select(post => post.IdempotencyKey));

        await using var third = await StripeServer.StartAsync();
        await File.WriteAllTextAsync(MapPath, Map.Replace("4900,", "5900,", StringComparison.Ordinal));
        await RunAsync("", ["prices", "apply", "--yes"], third.Address);
        Assert.Single(third.Log.All.Where(request => request.Method == "POST").Select(post => post.IdempotencyKey).Except(first));
    }

    [Theory]
    [InlineData("live\n", 0, 5)]
    [InlineData("yes\n", 1, 0)]
    [InlineData("test\n", 1, 0)]
    [InlineData("", 1, 0)]
    public async Task Without_the_word_nothing_is_created(string typed, int exitCode, int posts)
    {
        var run = await RunAsync(typed, ["prices", "apply"]);

        Assert.Contains("Type live to create 2 products and 3 prices in live mode with rk_live_…", run.Output, StringComparison.Ordinal);
        Assert.Equal((exitCode, posts), (run.ExitCode, Posts.Count()));
    }

    [Fact]
    public async Task The_result_as_json_holds_the_ids_and_no_key()
    {
        var run = await ApplyAsync("--json");

        var plans = JsonDocument.Parse(run.Output).RootElement.GetProperty("plans").EnumerateArray().ToDictionary(plan => plan.GetProperty("plan").GetString()!);
        Assert.Equal(Created("team-monthly").Id, plans["team-monthly"].GetProperty("price").GetString());
        Assert.Equal("exists", plans["team-yearly"].GetProperty("status").GetString());
        Assert.DoesNotContain(ShopScenario.LiveCreationKey, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_own_key_it_says_how_to_make_one()
    {
        Variables.Clear();
        Variables["STRIPE_SECRET_KEY"] = ShopScenario.LiveSecretKey;

        var run = await ApplyAsync();

        Assert.Equal((3, 0), (run.ExitCode, Server.Log.Count));
        Assert.Contains("error PF8001: 'PAYMENTSAFETY_PRICES_KEY_LIVE' is not set", run.Output, StringComparison.Ordinal);
        Assert.Contains("apikeys/create?name=PaymentSafety&permissions%5B%5D=rak_plan_write", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("STRIPE_SECRET_KEY", "the app")]
    [InlineData("Stripe__ApiKey", "the app")]
    [InlineData("stripe:secretkey", "the app")]
    [InlineData("STRIPE_WEBHOOK_SECRET", "the app")]
    [InlineData("PAYMENTSAFETY_STRIPE_KEY_LIVE", "the gate")]
    public async Task The_apps_key_is_refused_by_its_name(string name, string owner)
    {
        Variables[name] = ShopScenario.LiveSecretKey;

        var run = await ApplyAsync("--key-variable", name);

        Assert.Equal((3, 0), (run.ExitCode, Server.Log.Count));
        Assert.Contains($"error PF8002: '{name}' is where {owner} reads its key", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_ones_own_is_taken()
    {
        Variables.Clear();
        Variables["SHOP_CATALOGUE_KEY"] = ShopScenario.LiveCreationKey;

        Assert.Equal(0, (await ApplyAsync("--key-variable", "SHOP_CATALOGUE_KEY")).ExitCode);
    }

    [Fact]
    public async Task A_key_of_the_other_mode_is_refused_and_never_sent()
    {
        Variables["PAYMENTSAFETY_PRICES_KEY_LIVE"] = ShopScenario.TestCreationKey;

        var run = await ApplyAsync();

        Assert.Equal((3, 0), (run.ExitCode, Server.Log.Count));
        Assert.Contains("error PF8003: PAYMENTSAFETY_PRICES_KEY_LIVE is a test key, but live prices are to be created.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inside_MSBuild_it_refuses_before_anything_else()
    {
        Variables["MSBuildSDKsPath"] = "sdk";

        var run = await ApplyAsync();

        Assert.Equal((3, 0), (run.ExitCode, Server.Log.Count));
        Assert.Contains("error PF8004", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"unit_amount\": 4900", "\"unit_ammount\": 4900", "PF1005", 3)]
    [InlineData("\"unit_amount\": 4900, ", "", "PF8005: Plan 'team-monthly' cannot be created: its amount is not written", 1)]
    [InlineData("\"$defaults\": { \"currency\": \"usd\", \"interval\": \"month\" },", "", "its currency is not written", 1)]
    [InlineData("\"currency\": \"usd\", \"interval\": \"month\"", "\"currency\": \"usd\"", "how often it is paid is not written", 1)]
    [InlineData("\"tier\": \"team\" }", "\"tier\": \"team\" }, \"usage_type\": \"metered\"", "needs a meter", 1)]
    [InlineData("team-by-the-year", "team-monthly", "plan 'team-monthly' has the same lookup key", 1)]
    [InlineData("\"$defaults\"", "\"$accounts\": { \"live\": \"acct_1OtherAccount0001\" }, \"$defaults\"", "PF3003", 2)]
    public async Task A_map_that_is_not_enough_creates_nothing(string old, string changed, string told, int exitCode)
    {
        await File.WriteAllTextAsync(MapPath, Map.Replace(old, changed, StringComparison.Ordinal));

        var run = await ApplyAsync();

        Assert.True(run.ExitCode == exitCode, run.Output);
        Assert.Contains(told, run.Output, StringComparison.Ordinal);
        Assert.Empty(Posts);
    }

    [Fact]
    public async Task The_account_that_the_map_names_must_be_the_keys()
    {
        Variables["PAYMENTSAFETY_PRICES_KEY_LIVE"] = ShopScenario.LiveSecretKey;
        await File.WriteAllTextAsync(MapPath, Map.Replace("\"$defaults\"", "\"$accounts\": { \"live\": \"acct_1OtherAccount0001\" }, \"$defaults\"", StringComparison.Ordinal));

        var run = await ApplyAsync();

        Assert.Contains($"error PF8011: PAYMENTSAFETY_PRICES_KEY_LIVE belongs to account {ShopScenario.AccountId}", run.Output, StringComparison.Ordinal);
        Assert.Empty(Posts);
    }

    [Fact]
    public async Task A_lookup_key_of_another_price_is_a_conflict_and_not_a_second_price()
    {
        Live.Prices.Put(new PriceData("price_taken", "prod_ShopLiteLive01", "usd", 4800) { LookupKey = "team-monthly", Metadata = new Dictionary<string, string> { ["tier"] = "team", ["credits"] = "2000" } });

        var run = await ApplyAsync();

        Assert.Equal((1, 0), (run.ExitCode, Posts.Count()));
        Assert.Contains("stripe-prices.json(8,13): error PF8006: Plan 'team-monthly': the lookup key 'team-monthly' belongs to price 'price_taken', but its amount is 48.00 USD, not 49.00 USD.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archived_price_with_the_lookup_key_is_found_too()
    {
        Live.Prices.Put(new PriceData("price_taken", "prod_ShopLiteLive01", "usd", 4900) { LookupKey = "team-monthly", Active = false });

        var run = await ApplyAsync();

        Assert.Equal((1, 0), (run.ExitCode, Posts.Count()));
        Assert.Contains("'price_taken', but it is archived.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_of_another_name_is_not_taken_for_ours()
    {
        Live.Products.Put(new ProductData("prod_team-1", "Team") { Created = 1 });
        await File.WriteAllTextAsync(MapPath, Map.Replace("\"name\": \"Team\"", "\"name\": \"Crew\", \"product\": \"prod_team-1\"", StringComparison.Ordinal));

        var run = await ApplyAsync();

        Assert.Equal((1, 0), (run.ExitCode, Posts.Count()));
        Assert.Contains("error PF8007: Plan 'team-monthly': product 'prod_team-1' exists, but it is named 'Team', not 'Crew'.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_of_the_map_that_does_not_exist_is_told()
    {
        await File.WriteAllTextAsync(MapPath, Map.Replace("price_1LiteL", "price_1NopeL", StringComparison.Ordinal));

        var run = await PlanAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error PF8012: Plan 'lite-monthly': price 'price_1NopeLStandIn001monthly0' does not exist for this key.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_may_only_read_is_told_which_permission_it_lacks()
    {
        Variables["PAYMENTSAFETY_PRICES_KEY_LIVE"] = ShopScenario.LiveRestrictedKey;

        var run = await ApplyAsync();

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("The key lacks \"Products Write\".", run.Output, StringComparison.Ordinal);
        Assert.Equal(Map, await File.ReadAllTextAsync(MapPath));
    }

    [Fact]
    public async Task Plan_takes_the_gates_own_key_too()
    {
        Variables.Clear();
        Variables["PAYMENTSAFETY_STRIPE_KEY_LIVE"] = ShopScenario.LiveRestrictedKey;

        Assert.Equal(0, (await PlanAsync()).ExitCode);
    }

    [Theory]
    [InlineData("prod")]
    [InlineData("")]
    public async Task The_mode_has_to_be_said(string mode)
    {
        var run = mode.Length == 0 ? await ToolCommand.InvokeAsync(["prices", "plan", "--project-directory", Folder], new() { Output = TextWriter.Null, Error = TextWriter.Null }) : (await PlanAsync("--mode", mode)).ExitCode;

        Assert.Equal(3, run);
    }

    private PriceData Created(string lookupKey) => Assert.Single(Live.Prices.NewestFirst(), price => price.LookupKey == lookupKey);
}
