using System.Text.RegularExpressions;
using PaymentSafety.Preflight.Tests.ForeignPrograms;

namespace PaymentSafety.Runtime.Tests.Shop;

/// <summary>samples/CreditShop in a browser: bought, the webhook lost, the button pressed, the credits there. Pictures are kept below artifacts/credit-shop.</summary>
public sealed partial class CreditShopTests
{
    private static readonly string Card = "4242 4242 " + "4242 4242";

    private static Dictionary<string, string> Settings => new()
    {
        // Everything is logged, requests with their headers too: what must not be in a log is not in this one.
        ["Logging__LogLevel__Default"] = "Trace",
        ["Logging__LogLevel__Microsoft.AspNetCore"] = "Debug",
        ["Logging__LogLevel__System.Net.Http.HttpClient"] = "Trace",
        ["PaymentSafety__Reconciliation__SelfCheckEvery"] = "00:00:02",
    };

    [ChromiumFact]
    public async Task A_payment_whose_webhook_is_lost_is_granted_once_by_the_payers_own_button()
    {
        await using var shop = await ShopProcess.StartAsync(Settings);
        await using var browser = await Chromium.StartAsync();
        await browser.ResizeAsync(1200);
        var page = new ShopPage(browser, shop.Address);

        await page.SignInAsync("ann");
        Assert.Equal("0", await page.CreditsAsync());
        Assert.True(await page.HasAsync("#no-orders"));
        await page.KeepPictureAsync("1-nothing-bought");

        await page.BuyAsync("credits-100");
        Assert.Equal("Thank you. 100 credits were added to your account.", await page.NoticeAsync());
        Assert.Equal("100", await page.CreditsAsync());
        Assert.Contains("confirmed by Stripe", await page.TextAsync("#orders"), StringComparison.Ordinal);
        await page.KeepPictureAsync("2-webhook-came");

        await page.LoseWebhooksAsync(true);
        await page.BuyAsync("credits-500");
        Assert.StartsWith("Thank you. We are waiting for Stripe to confirm your payment;", await page.NoticeAsync(), StringComparison.Ordinal);
        Assert.Equal("100", await page.CreditsAsync());
        await page.KeepPictureAsync("3-webhook-lost");

        // Another user gets nothing of it, before and after an own purchase.
        await page.SignInAsync("ben");
        Assert.Equal("You have not bought anything in this account yet. If you paid in another account, sign in there.", await page.CheckAsync());
        await page.BuyAsync("credits-2000");
        Assert.Equal("Found 1 payment that had not reached us. You now have 2,000 credits.", await page.CheckWhenAllowedAsync());

        await page.SignInAsync("ann");
        Assert.Equal("100", await page.CreditsAsync());
        await browser.TypeAsync("#note", $"I paid an hour ago, card {Card}, see yourself");
        Assert.Equal("Found 1 payment that had not reached us. You now have 600 credits.", await page.CheckAsync());
        Assert.Equal("600", await page.CreditsAsync());
        Assert.Contains("found by a check", await page.TextAsync("#orders"), StringComparison.Ordinal);
        Assert.Equal("notice", (string?)await browser.EvaluateAsync("document.activeElement.id"));
        await page.KeepPictureAsync("4-button-pressed");

        Assert.Matches("^You have just checked. Please wait (a second|2 seconds) and press the button again.$", await page.CheckAsync());
        Assert.Equal("Every payment of yours has reached us, and nothing is missing. You have 600 credits.", await page.CheckWhenAllowedAsync());
        Assert.Equal("600", await page.CreditsAsync());

        // The webhooks that were lost come late.
        Assert.Equal("1", await page.TextAsync("#handled"));
        await browser.ClickAsync("#late");
        await page.WaitForAsync("#handled", "3");
        Assert.Equal("600", await page.CreditsAsync());
        Assert.False(await page.HasAsync("#late"));

        await page.LoseWebhooksAsync(false);
        await browser.ClickAsync("#buy-credits-100");
        await browser.ClickAsync("#decline");
        Assert.Contains("Your card was declined.", await page.TextAsync("main"), StringComparison.Ordinal);
        await page.WaitForAsync("#declined", "1");
        Assert.Equal("600", await page.CreditsAsync());
        Assert.Equal("3", await page.TextAsync("#succeeded"));
        Assert.Equal("2", await page.TextAsync("#found"));

        using var client = new HttpClient { BaseAddress = shop.Address };
        Assert.StartsWith("""{"status":"healthy","checks":{"stripe_api":{"status":"healthy",""", await client.GetStringAsync("/health/payments"), StringComparison.Ordinal);
        AssertLogHoldsNothing(shop.Log);
    }

    [ChromiumFact]
    public async Task The_page_can_be_read_by_day_and_by_night_and_on_a_telephone_and_fetches_nothing_from_elsewhere()
    {
        await using var shop = await ShopProcess.StartAsync(Settings);
        await using var browser = await Chromium.StartAsync();
        var page = new ShopPage(browser, shop.Address);
        await page.SignInAsync("ann");
        await page.BuyAsync("credits-100");
        await page.LoseWebhooksAsync(true);
        await page.BuyAsync("credits-500");
        await page.CheckAsync();

        foreach (var (scheme, width) in new[] { ("light", 320), ("dark", 412), ("light", 768), ("dark", 1440) })
        {
            await browser.EmulateAsync("screen", scheme);
            await browser.ResizeAsync(width);
            await page.OpenAsync();

            Assert.Empty(await browser.PaleTextsAsync());
            Assert.InRange((int)(await browser.EvaluateAsync("document.documentElement.scrollWidth"))!, 1, width);
            Assert.Equal([$"{shop.Address}", $"{shop.Address}shop.css"], browser.Events.Where(each => each.Method == "Network.requestWillBeSent").Select(each => (string)each.Params["request"]!["url"]!).Where(url => !url.StartsWith("data:", StringComparison.Ordinal)));
            Assert.DoesNotContain(browser.Events, each => each.Method is "Runtime.exceptionThrown" or "Runtime.consoleAPICalled" or "Log.entryAdded");
            await page.KeepPictureAsync($"{scheme}-{width}");
        }

        Assert.Equal(0, (int)(await browser.EvaluateAsync("document.scripts.length"))!);
        // Whatever can be filled in has a label, whatever can be pressed a name of its own, and a finger finds it.
        Assert.Equal(0, (int)(await browser.EvaluateAsync("[...document.querySelectorAll('input:not([type=hidden])')].filter(field => field.labels.length === 0).length"))!);
        var names = (await browser.EvaluateAsync("[...document.querySelectorAll('button')].map(button => button.textContent.trim())"))!.AsArray().Select(name => (string)name!).ToList();
        Assert.DoesNotContain("", names);
        Assert.Equal(names.Distinct(), names);
        Assert.Equal(0, (int)(await browser.EvaluateAsync("[...document.querySelectorAll('button')].filter(button => button.getBoundingClientRect().height < 44).length"))!);
    }

    [Theory]
    [InMemory]
    [PostgreSql]
    public async Task A_second_click_on_buy_leads_to_the_same_payment_and_nobody_else_gets_into_it(StoreKind store)
    {
        var settings = Settings;
        if (store == StoreKind.PostgreSql) settings["ConnectionStrings__Shop"] = await PostgreSqlServer.NewDatabaseAsync();
        await using var shop = await ShopProcess.StartAsync(settings);
        using var ann = new ShopClient(shop.Address);
        using var ben = new ShopClient(shop.Address);
        await ann.PostAsync("SignIn", new() { ["user"] = "ann" });
        await ben.PostAsync("SignIn", new() { ["user"] = "ben" });
        var order = Guid.NewGuid().ToString();

        var clicks = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ann.PostAsync("Buy", new() { ["pack"] = "credits-100", ["order"] = order })));
        var later = await ann.PostAsync("Buy", new() { ["pack"] = "credits-100", ["order"] = order });
        var stranger = await ben.PostAsync("Buy", new() { ["pack"] = "credits-100", ["order"] = order });

        Assert.Equal(System.Net.HttpStatusCode.Redirect, later.Status);
        Assert.Contains("/c/pay/cs_test_", later.Location, StringComparison.Ordinal);
        Assert.All(clicks, click => Assert.Equal(later.Location, click.Location));
        Assert.Equal("/", stranger.Location);
        AssertLogHoldsNothing(shop.Log, expectNote: false);
    }

    [Fact]
    public async Task A_forged_webhook_and_a_forged_form_are_refused()
    {
        await using var shop = await ShopProcess.StartAsync(Settings);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = shop.Address };
        using var forged = new StringContent("""{"id":"evt_1","object":"event","type":"payment_intent.succeeded","created":1,"livemode":false,"data":{"object":{"id":"pi_1","object":"payment_intent"}}}""");
        forged.Headers.Add("Stripe-Signature", $"t={DateTimeOffset.UtcNow.ToUnixTimeSeconds()},v1={new string('a', 64)}");

        using var webhook = await client.PostAsync("/webhooks/stripe", forged);
        using var form = await client.PostAsync("/?handler=SignIn", new FormUrlEncodedContent(new Dictionary<string, string> { ["user"] = "ann" }));

        Assert.Equal((System.Net.HttpStatusCode.BadRequest, "BadSignature"), (webhook.StatusCode, await webhook.Content.ReadAsStringAsync()));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, form.StatusCode);
    }

    [Fact]
    public async Task In_production_it_does_not_start_without_a_key_and_nothing_stands_in()
    {
        var (exitCode, log) = await ShopProcess.RunAsync("Production", new Dictionary<string, string>());

        Assert.NotEqual(0, exitCode);
        Assert.Contains("PF2001", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Now listening", log, StringComparison.Ordinal);
    }

    private static void AssertLogHoldsNothing(string log, bool expectNote = true)
    {
        // The line with the note, and requests with their headers, are there: the log was looked at, and it was masked.
        if (expectNote) Assert.Contains("card **** **** **** 4242, see yourself", log, StringComparison.Ordinal);
        Assert.Contains("/v1/checkout/sessions", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Card, log, StringComparison.Ordinal);
        Assert.DoesNotContain(Card.Replace(" ", "", StringComparison.Ordinal), log, StringComparison.Ordinal);
        Assert.Empty(Credential().Matches(log).Select(match => match.Value));
    }

    /// <summary>A key, a webhook's secret or a payment's client secret, not masked.</summary>
    [GeneratedRegex("(sk|rk|pk)_(test|live)_[0-9A-Za-z]{8,}|whsec_[0-9A-Za-z]{8,}|_secret_[0-9A-Za-z]+")]
    private static partial Regex Credential();
}
