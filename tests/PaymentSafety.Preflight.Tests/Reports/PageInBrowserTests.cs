using PaymentSafety.Preflight.Tests.ForeignPrograms;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Reports;

/// <summary>preflight.html as a person sees it: in a real browser, by day and by night, in a narrow window, on paper.</summary>
public sealed class PageInBrowserTests : IAsyncLifetime
{
    // What stands in the rows of the plans, and in which colours.
    private const string Rows = """
        [...document.querySelectorAll('#plans tbody tr')].map(row => [...row.cells].slice(row.cells[0].tagName === 'TH' ? 1 : 0).map(cell => ({
          text: cell.innerText.trim(), back: getComputedStyle(cell).backgroundColor, seen: cell.checkVisibility() && cell.getClientRects().length > 0, mark: getComputedStyle(cell, '::before').content })))
        """;

    private GateFixture _gate = null!;

    private string Page => Path.Combine(_gate.ReportDirectory!, "preflight.html");

    public async Task InitializeAsync()
    {
        _gate = await GateFixture.StartAsync();
        _gate.ReportDirectory = Path.Combine(_gate.Folder, "obj", "paymentsafety");
        var account = _gate.Server.World.FindKey(ShopScenario.TestSecretKey)!.Account;
        account.Test.Prices.Put(account.Test.Prices.Find(ShopScenario.LiteTestPrice)! with { UnitAmount = 800 });
        _gate.Variables["PAYMENTSAFETY_STRIPE_KEY_TEST"] = ShopScenario.TestRestrictedKey;
        _gate.Write("payment-safety.suppressions.json", """[ { "id": "PF1015", "reason": "sold once", "expires": "2099-12-31" } ]""");
        _gate.Write("stripe-prices.json", $$"""
            {
              "lite-monthly": { "test": "{{ShopScenario.LiteTestPrice}}", "live": "{{ShopScenario.LiteLivePrice}}", "unit_amount": 900, "interval": "month", "credits": 360 },
              "pro-monthly": { "test": "price_1Pro5TStandIn001monthly0", "live": "price_1Pro5LStandIn001monthly0", "unit_amount": 9900, "credits": 5000 },
              "gone <b>": { "test": null, "live": "price_1NopeLStandIn001monthly0" }
            }
            """);
        await _gate.RunAsync();
    }

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [ChromiumFact]
    public async Task The_plans_stand_side_by_side_and_what_differs_has_another_colour()
    {
        await using var browser = await Chromium.StartAsync();
        foreach (var scheme in new[] { "light", "dark" })
        {
            await browser.EmulateAsync("screen", scheme);
            await browser.OpenAsync(Page);

            var amounts = await RowsAsync(browser, "amount");

            Assert.Equal(["8.00 USD", "9.00 USD", "9.00 USD"], amounts[0].Select(cell => cell.Text));
            Assert.All(amounts.SelectMany(row => row), cell => Assert.True(cell.Seen));
            // Red, and a sign for those who do not see red; the cells beside it have neither.
            Assert.NotEqual(amounts[0][1].Back, amounts[0][0].Back);
            Assert.Equal(amounts[0][1].Back, amounts[0][2].Back);
            Assert.Contains("≠", amounts[0][0].Mark, StringComparison.Ordinal);
            Assert.DoesNotContain("≠", amounts[0][1].Mark, StringComparison.Ordinal);
            // Both modes differ from what is expected of the second plan.
            Assert.Equal([amounts[0][0].Back, amounts[0][0].Back, amounts[0][1].Back], amounts[1].Select(cell => cell.Back));

            var prices = await RowsAsync(browser, "price");
            Assert.Equal(["not created", "price_1NopeLStandIn001monthly0 does not exist", ""], prices[2].Select(cell => cell.Text));
            Assert.Equal(amounts[0][0].Back, prices[2][1].Back);
            Assert.Empty(await browser.PaleTextsAsync());
        }
    }

    [ChromiumFact]
    public async Task The_page_says_how_it_ended_and_fetches_nothing()
    {
        await using var browser = await Chromium.StartAsync();

        await browser.OpenAsync(Page);

        Assert.Equal("PaymentSafety preflight: failed", (string?)await browser.EvaluateAsync("document.title"));
        Assert.Equal("PaymentSafety preflight: failed", (string?)await browser.EvaluateAsync("document.querySelector('h1').innerText"));
        Assert.Equal("gone <b>", (string?)await browser.EvaluateAsync("[...document.querySelectorAll('#plans th')].at(-1).innerText"));
        var requests = browser.Events.Where(each => each.Method == "Network.requestWillBeSent").Select(each => (string)each.Params["request"]!["url"]!);
        Assert.Equal([new Uri(Page).AbsoluteUri], requests);
        Assert.DoesNotContain(browser.Events, each => each.Method is "Runtime.exceptionThrown" or "Runtime.consoleAPICalled" or "Log.entryAdded");
        Assert.Equal(0, (int)(await browser.EvaluateAsync("document.scripts.length + performance.getEntriesByType('resource').length"))!);
    }

    [ChromiumFact]
    public async Task A_narrow_window_needs_no_sideways_scrolling_and_shows_the_same()
    {
        await using var browser = await Chromium.StartAsync();
        foreach (var width in new[] { 320, 412, 768, 1440 })
        {
            await browser.ResizeAsync(width);
            await browser.OpenAsync(Page);

            Assert.InRange((int)(await browser.EvaluateAsync("document.documentElement.scrollWidth"))!, 1, width);
            Assert.Empty((await browser.EvaluateAsync("[...document.querySelectorAll('td')].filter(cell => cell.innerText && cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.innerText)"))!.AsArray().Select(each => (string?)each));
            Assert.All(await RowsAsync(browser, "amount"), row => Assert.Equal(3, row.Count(cell => cell.Seen)));
        }
    }

    [ChromiumFact]
    public async Task On_paper_what_differs_keeps_its_colour()
    {
        await using var browser = await Chromium.StartAsync();
        await browser.EmulateAsync("print", "light");
        await browser.OpenAsync(Page);

        Assert.Equal("exact", (string?)await browser.EvaluateAsync("getComputedStyle(document.querySelector('td.differs')).printColorAdjust"));
        Assert.Equal("%PDF-", System.Text.Encoding.ASCII.GetString((await browser.PrintAsync()).AsSpan(0, 5)));
    }

    private static async Task<List<List<(string Text, string Back, bool Seen, string Mark)>>> RowsAsync(Chromium browser, string term) =>
    [
        .. (await browser.EvaluateAsync(Rows))!.AsArray().Select(row => row!.AsArray()).Where(row => (string?)row[0]!["text"] == term)
            .Select(row => row.Skip(1).Select(cell => ((string)cell!["text"]!, (string)cell["back"]!, (bool)cell["seen"]!, (string)cell["mark"]!)).ToList()),
    ];
}
