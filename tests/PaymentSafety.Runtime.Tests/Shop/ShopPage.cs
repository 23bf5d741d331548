using PaymentSafety.Preflight.Tests.ForeignPrograms;

namespace PaymentSafety.Runtime.Tests.Shop;

/// <summary>The shop's page as a person uses it: what stands there, and what can be pressed.</summary>
internal sealed class ShopPage(Chromium browser, Uri address)
{
    public Chromium Browser => browser;

    public Task OpenAsync() => browser.OpenAsync(address.AbsoluteUri);

    public async Task SignInAsync(string user)
    {
        await OpenAsync();
        if (await HasAsync("#sign-out")) await browser.ClickAsync("#sign-out");
        await browser.ClickAsync("#sign-in-" + user);
    }

    /// <summary>Buys on Stripe's page, and comes back.</summary>
    public async Task BuyAsync(string pack)
    {
        await browser.ClickAsync("#buy-" + pack);
        await browser.ClickAsync("#pay");
    }

    public async Task LoseWebhooksAsync(bool lose)
    {
        if ((await AttributeAsync("#lose", "aria-checked") == "true") != lose) await browser.ClickAsync("#lose");
    }

    /// <summary>Presses the button until it is not too soon.</summary>
    public async Task<string> CheckWhenAllowedAsync()
    {
        for (var i = 0; i < 60; i++)
        {
            if (await CheckAsync() is var notice && !notice.StartsWith("You have just checked.", StringComparison.Ordinal)) return notice;
            await Task.Delay(250);
        }

        throw new TimeoutException("It was always too soon.");
    }

    /// <summary>Presses the button once.</summary>
    /// <returns>What the payer is told.</returns>
    public async Task<string> CheckAsync()
    {
        await browser.ClickAsync("#check");
        return await NoticeAsync();
    }

    public Task<string> CreditsAsync() => TextAsync("#credits");

    public Task<string> NoticeAsync() => TextAsync("#notice");

    /// <summary>What stands in an element, as it is seen.</summary>
    public async Task<string> TextAsync(string selector) => (string?)await browser.EvaluateAsync($"document.querySelector('{selector}')?.innerText") ?? $"there is no {selector}";

    public async Task<bool> HasAsync(string selector) => (bool)(await browser.EvaluateAsync($"document.querySelector('{selector}') !== null"))!;

    /// <summary>Loads the page until a text stands in an element.</summary>
    public async Task WaitForAsync(string selector, string text)
    {
        for (var i = 0; i < 60 && await TextAsync(selector) != text; i++)
        {
            await Task.Delay(100);
            await OpenAsync();
        }

        Assert.Equal(text, await TextAsync(selector));
    }

    /// <summary>Keeps a picture of the page below artifacts/credit-shop.</summary>
    public async Task KeepPictureAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "credit-shop")).FullName;
        var picture = await browser.ScreenshotAsync();
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture[..4]);
        await File.WriteAllBytesAsync(Path.Combine(folder, name + ".png"), picture);
    }

    private async Task<string?> AttributeAsync(string selector, string name) => (string?)await browser.EvaluateAsync($"document.querySelector('{selector}').getAttribute('{name}')");
}
