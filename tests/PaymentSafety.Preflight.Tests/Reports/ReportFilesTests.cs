using System.Text.Json;
using System.Xml.Linq;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Reports;

/// <summary>The same result for code-scanning pages, for a job's summary and for a browser.</summary>
public sealed class ReportFilesTests : IAsyncLifetime
{
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";

    private GateFixture _gate = null!;

    public async Task InitializeAsync()
    {
        _gate = await GateFixture.StartAsync();
        _gate.ReportDirectory = Path.Combine(_gate.Folder, "obj", "paymentsafety");
    }

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task Sarif_has_every_rule_and_every_finding_with_its_place()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("LiteL", "NopeL", StringComparison.Ordinal));
        _gate.Server.Faults.Add(Fault.Status(500), "/v1/webhook_endpoints");

        var run = await _gate.RunAsync();

        var sarif = JsonDocument.Parse(await ReadAsync("preflight.sarif")).RootElement;
        Assert.Equal("2.1.0", sarif.GetProperty("version").GetString());
        var only = sarif.GetProperty("runs")[0];
        var rules = only.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        Assert.Equal(CheckTable.All.Select(check => check.Id), rules.EnumerateArray().Select(rule => rule.GetProperty("id").GetString()));
        Assert.All(only.GetProperty("results").EnumerateArray(), result => Assert.Equal(
            result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()));

        var missing = Result(only, "PF4001");
        var place = missing.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal(("error", "fail"), (missing.GetProperty("level").GetString(), missing.GetProperty("kind").GetString()));
        Assert.Equal("stripe-prices.json", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal((2, 71), (place.GetProperty("region").GetProperty("startLine").GetInt32(), place.GetProperty("region").GetProperty("startColumn").GetInt32()));
        // What could not be checked is open, and neither failed nor passed.
        Assert.Equal(("none", "open"), (Result(only, "PF9007").GetProperty("level").GetString(), Result(only, "PF9007").GetProperty("kind").GetString()));
        Assert.Equal((int)run.ExitCode, only.GetProperty("invocations")[0].GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public async Task The_summary_is_added_to_the_jobs_where_github_wants_one()
    {
        var summary = Path.Combine(_gate.Folder, "summary.md");
        await File.WriteAllTextAsync(summary, "before\n");
        _gate.Variables["GITHUB_STEP_SUMMARY"] = summary;
        _gate.Write("stripe-prices.json", """{ "a|b<i>": { "test": null, "live": "price_1NopeLStandIn001monthly0" } }""");

        await _gate.RunAsync();

        var text = await File.ReadAllTextAsync(summary);
        Assert.StartsWith("before\n## PaymentSafety preflight: failed\n", text, StringComparison.Ordinal);
        Assert.EndsWith(await ReadAsync("preflight.md"), text, StringComparison.Ordinal);
        Assert.Contains("| error | [PF4001](https://", text, StringComparison.Ordinal);
        Assert.Contains("stripe-prices.json(1,", text, StringComparison.Ordinal);
        Assert.Contains("Plan 'a\\|b&lt;i&gt;'", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_run_after_which_another_comes_leaves_the_summary_to_it_unless_it_fails(bool passes, bool written)
    {
        var summary = Path.Combine(_gate.Folder, "summary.md");
        _gate.Variables["GITHUB_STEP_SUMMARY"] = summary;
        _gate.Options = _gate.Options with { GoesOn = true };
        if (!passes)
            _gate.Write("stripe-prices.json", GateFixture.Map.Replace("LiteL", "NopeL", StringComparison.Ordinal));

        await _gate.RunAsync();

        Assert.Equal(written, File.Exists(summary));
    }

    [Fact]
    public async Task A_summary_that_cannot_be_written_changes_no_result()
    {
        _gate.Variables["GITHUB_STEP_SUMMARY"] = Path.Combine(_gate.Folder, "no", "such", "folder", "summary.md");

        var run = await _gate.RunAsync();

        run.AssertPassed();
        Assert.Contains(run.Lines, line => line.StartsWith("PaymentSafety: the summary could not be written", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_shows_the_plans_side_by_side_and_marks_what_differs()
    {
        var test = _gate.Server.World.FindKey(ShopScenario.TestSecretKey)!.Account.Test;
        test.Prices.Put(test.Prices.Find(ShopScenario.LiteTestPrice)! with { UnitAmount = 800 });
        _gate.Variables["PAYMENTSAFETY_STRIPE_KEY_TEST"] = ShopScenario.TestRestrictedKey;
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("\"credits\": 360", "\"credits\": 360, \"unit_amount\": 900", StringComparison.Ordinal));

        await _gate.RunAsync();

        // The page is XML too, so that it can be read without a browser.
        var page = XDocument.Parse((await ReadAsync("preflight.html")).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        var plans = Table(page, "plans");
        var amount = plans.First(row => row[0] == "amount");
        Assert.Equal(["amount", "8.00 USD", "9.00 USD", "9.00 USD"], amount);
        var marked = page.Descendants(Html + "td").Where(cell => (string?)cell.Attribute("class") == "differs").Select(cell => cell.Value);
        Assert.Equal(["8.00 USD"], marked);
    }

    [Fact]
    public async Task The_page_compares_each_mode_with_what_its_own_slot_expects()
    {
        _gate.Variables["PAYMENTSAFETY_STRIPE_KEY_TEST"] = ShopScenario.TestRestrictedKey;
        _gate.Write("stripe-prices.json", $$"""{ "lite": { "test": { "price": "{{ShopScenario.LiteTestPrice}}", "unit_amount": 100 }, "live": "{{ShopScenario.LiteLivePrice}}", "unit_amount": 900 } }""");

        await _gate.RunAsync();

        var page = XDocument.Parse((await ReadAsync("preflight.html")).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        Assert.Equal(["amount", "9.00 USD", "9.00 USD", "test: 1.00 USD, live: 9.00 USD"], Table(page, "plans").First(row => row[0] == "amount"));
        Assert.Single(page.Descendants(Html + "td"), cell => (string?)cell.Attribute("class") == "differs");
    }

    [Fact]
    public async Task Of_many_plans_the_page_shows_those_that_differ()
    {
        _gate.Write("stripe-prices.json", "{" + string.Join(",\n", Enumerable.Range(0, 300).Select(i => $"\"p{i}\": {{ \"test\": null, \"live\": \"{ShopScenario.LiteLivePrice}\", \"unit_amount\": {(i == 77 ? 901 : 900)} }}")) + "}");

        await _gate.RunAsync();

        var page = XDocument.Parse((await ReadAsync("preflight.html")).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        Assert.Contains(page.Descendants(Html + "p"), line => line.Value == "1 of 300 plans: those of which something differs, 200 at most.");
        Assert.Equal("p77", Table(page, "plans")[1][0]);
    }

    [Fact]
    public async Task The_page_loads_nothing_and_shows_markup_as_text()
    {
        _gate.Write("stripe-prices.json", """{ "<script>alert(1)</script>": { "test": null, "live": "price_1NopeLStandIn001monthly0" } }""");

        await _gate.RunAsync();

        var text = await ReadAsync("preflight.html");
        var page = XDocument.Parse(text.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "link" or "img" or "iframe" || element.Attribute("src") is not null);
        Assert.Contains("Plan '<script>alert(1)</script>': price", Table(page, "findings").SelectMany(row => row).First(cell => cell.StartsWith("Plan '<", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(CheckTable.All.Where(check => check.Evaluate is not null).Select(check => check.Id).Order(StringComparer.Ordinal), Table(page, "checks").Where(row => row.Count == 4).Skip(1).Select(row => row[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_report_holds_a_key_that_a_proxy_echoed()
    {
        _gate.Server.Faults.Add(Fault.EchoKey(502));

        await _gate.RunAsync();

        foreach (var name in new[] { "preflight.json", "preflight.sarif", "preflight.md", "preflight.html" })
            Assert.DoesNotContain(ShopScenario.LiveRestrictedKey[10..], await ReadAsync(name), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_at_the_end_is_for_runs_in_which_something_is_not_in_order()
    {
        Assert.DoesNotContain((await _gate.RunAsync()).Lines, line => line.StartsWith("  The prices", StringComparison.Ordinal));

        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("LiteL", "NopeL", StringComparison.Ordinal));
        Assert.Contains((await _gate.RunAsync()).Lines, line => line.StartsWith("  The prices", StringComparison.Ordinal) && line.Contains(" 1 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_finding_can_be_left_out_for_a_while_and_every_report_says_so()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("LiteL", "NopeL", StringComparison.Ordinal).Replace("Pro5L", "NopeP", StringComparison.Ordinal));
        Suppress("""[ { "id": "PF4001", "contains": "Plan 'lite-monthly'", "reason": "made tomorrow", "expires": "2099-12-31" } ]""");

        var run = await _gate.RunAsync();

        run.AssertOnly("PF4001", Severity.Error, "stripe-prices.json", 3, 70, "Plan 'pro-monthly': price 'price_1NopePStandIn001monthly0' does not exist in live mode.");
        var report = JsonDocument.Parse(await ReadAsync("preflight.json")).RootElement.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("id").GetString() == "PF4001");
        Assert.Equal(("made tomorrow", "2099-12-31"), (report.GetProperty("suppressed")[0].GetProperty("reason").GetString(), report.GetProperty("suppressed")[0].GetProperty("expires").GetString()));
        Assert.Contains("| PF4001 | Plan 'lite-monthly'", await ReadAsync("preflight.md"), StringComparison.Ordinal);
        Assert.Contains("made tomorrow", await ReadAsync("preflight.html"), StringComparison.Ordinal);
        Assert.Contains("\"justification\": \"made tomorrow\"", await ReadAsync("preflight.sarif"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suppression_that_has_expired_holds_no_more_and_is_told()
    {
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("LiteL", "NopeL", StringComparison.Ordinal));
        Suppress("""[ { "id": "PF4001", "reason": "made tomorrow", "expires": "2020-01-31" } ]""");

        var run = await _gate.RunAsync();

        Assert.Equal(["PF0009", "PF4001"], run.Diagnostics.Select(diagnostic => diagnostic.Code));
        run.AssertTold("PF0009", Severity.Warning, "payment-safety.suppressions.json", "{", "The suppression of PF4001 expired on 2020-01-31 (made tomorrow).");
    }

    [Fact]
    public async Task What_could_not_be_checked_cannot_be_suppressed()
    {
        _gate.Server.Faults.Add(Fault.Status(500));
        Suppress("""[ { "id": "PF9007", "reason": "slow today", "expires": "2099-12-31" } ]""");

        Assert.NotEqual(ExitCode.Passed, (await _gate.RunAsync()).ExitCode);
    }

    [Theory]
    [InlineData("{}", "the root must be an array, but is an object")]
    [InlineData("[ 1 ]", "a suppression must be an object, but is the number 1")]
    [InlineData("""[ { "id": "PF4001", "expires": "2099-12-31" } ]""", "the suppression of PF4001 has no 'reason'")]
    [InlineData("""[ { "id": "PF4001", "reason": "x", "expires": "soon" } ]""", "'expires' of PF4001 must be a date such as \"2027-01-31\"")]
    [InlineData("""[ { "id": "PF9999", "reason": "x", "expires": "2099-12-31" } ]""", "'id' must be the id of a check, such as \"PF4004\"")]
    [InlineData("""[ { "id": "PF4001", "reason": "x", "expires": "2099-12-31", "plan": "lite" } ]""", "unknown property 'plan'")]
    public async Task A_suppression_that_means_nothing_is_an_error(string content, string reason)
    {
        Suppress(content);

        var told = Assert.Single((await _gate.RunAsync()).Diagnostics);

        Assert.Equal(("PF0010", $"'payment-safety.suppressions.json': {reason}."), (told.Code, told.Finding.Message));
    }

    private static JsonElement Result(JsonElement run, string id) => run.GetProperty("results").EnumerateArray().First(result => result.GetProperty("ruleId").GetString() == id);

    private static List<List<string>> Table(XDocument page, string id) =>
    [
        .. page.Descendants(Html + "table").Single(table => (string?)table.Attribute("id") == id).Descendants(Html + "tr").Select(row => row.Elements().Select(cell => cell.Value).ToList()),
    ];

    private void Suppress(string content) => _gate.Write("payment-safety.suppressions.json", content);

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(_gate.ReportDirectory!, name));
}
