using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PaymentSafety.Preflight.Tests.ForeignPrograms;

/// <summary>A headless Chromium with one page, driven through its DevTools protocol. It resolves no name of any host.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string ListensOn = "DevTools listening on ws://";

    // The texts whose contrast to what is behind them is below 4.5 to 1, by the formula of WCAG 2.2.
    private const string Pale = """
        (() => {
          const rgb = colour => colour.match(/[\d.]+/g).map(Number);
          const light = colour => { const [r, g, b] = rgb(colour).slice(0, 3).map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
          const behind = element => { for (; element; element = element.parentElement) { const back = getComputedStyle(element).backgroundColor; if ((rgb(back)[3] ?? 1) > 0) return back; } return 'rgb(255, 255, 255)'; };
          const pale = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const element = walk.currentNode.parentElement;
            if (!walk.currentNode.data.trim() || !element.checkVisibility()) continue;
            const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
            const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
            if (ratio < 4.5) pale.add(`${element.tagName}.${element.className} ${ratio.toFixed(1)}`);
          }
          return [...pale];
        })()
        """;

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _page;
    private int _lastId;

    private Chromium(Process process, string profile, ClientWebSocket page) => (_process, _profile, _page) = (process, profile, page);

    /// <summary>Why it cannot run here, or null.</summary>
    public static string? Missing { get; } = PathOf() is null ? "there is no chromium on the PATH; README.md of this project has the command" : null;

    /// <summary>What the browser has told so far, by method: the requests of the page, its messages, its errors.</summary>
    public List<(string Method, JsonNode Params)> Events { get; } = [];

    public static async Task<Chromium> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("chromium-").FullName;
        var start = new ProcessStartInfo(PathOf()!) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-port=0", "--user-data-dir=" + profile, "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "about:blank" })
            start.ArgumentList.Add(argument);
        // Its own folders, crash reports included, belong into the profile.
        start.Environment["HOME"] = profile;
        var process = Process.Start(start)!;
        var browser = await ListeningAsync(process.StandardError).WaitAsync(TimeSpan.FromSeconds(60));
        process.ErrorDataReceived += (_, _) => { };

        using var http = new HttpClient();
        var pages = JsonNode.Parse(await http.GetStringAsync($"http://{browser}/json/list"))!.AsArray();
        var page = new ClientWebSocket();
        await page.ConnectAsync(new Uri((string)pages.First(each => (string?)each!["type"] == "page")!["webSocketDebuggerUrl"]!), CancellationToken.None);
        var chromium = new Chromium(process, profile, page);
        foreach (var domain in new[] { "Page", "Network", "Runtime", "Log" }) await chromium.SendAsync(domain + ".enable");
        return chromium;
    }

    /// <summary>Opens a file and waits until it is loaded.</summary>
    public async Task OpenAsync(string file)
    {
        Events.Clear();
        await SendAsync("Page.navigate", new { url = new Uri(file).AbsoluteUri });
        while (Events.All(each => each.Method != "Page.loadEventFired")) await ReceiveAsync();
    }

    /// <summary>Clicks the middle of an element, as a mouse does, and waits until the page that comes of it is loaded.</summary>
    public async Task ClickAsync(string selector)
    {
        var place = (await EvaluateAsync($$"""
            (() => {
              const element = document.querySelector({{JsonSerializer.Serialize(selector)}});
              if (!element) return null;
              element.scrollIntoView({ block: 'center', behavior: 'instant' });
              const box = element.getBoundingClientRect();
              return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
            })()
            """))?.AsObject();
        Assert.True(place is not null, $"The page has no {selector}.");
        Events.Clear();
        foreach (var type in new[] { "mousePressed", "mouseReleased" })
            await SendAsync("Input.dispatchMouseEvent", new { type, x = (double)place["x"]!, y = (double)place["y"]!, button = "left", clickCount = 1 });
        while (Events.All(each => each.Method != "Page.loadEventFired")) await ReceiveAsync();
    }

    /// <summary>Types a text into a field.</summary>
    public async Task TypeAsync(string selector, string text)
    {
        await EvaluateAsync($"document.querySelector({JsonSerializer.Serialize(selector)}).focus()");
        await SendAsync("Input.insertText", new { text });
    }

    /// <summary>A window of this width, in CSS pixels.</summary>
    public Task ResizeAsync(int width) => SendAsync("Emulation.setDeviceMetricsOverride", new { width, height = 900, deviceScaleFactor = 1, mobile = false });

    /// <param name="media">screen or print.</param>
    /// <param name="scheme">light or dark.</param>
    public Task EmulateAsync(string media, string scheme) => SendAsync("Emulation.setEmulatedMedia", new { media, features = new[] { new { name = "prefers-color-scheme", value = scheme } } });

    /// <summary>The value of a JavaScript expression.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new { expression, returnByValue = true });
        Assert.True(answer["exceptionDetails"] is null, answer.ToJsonString());
        return answer["result"]!["value"];
    }

    /// <summary>The texts of the page that are hard to read before what is behind them.</summary>
    public async Task<IReadOnlyList<string>> PaleTextsAsync() => [.. (await EvaluateAsync(Pale))!.AsArray().Select(each => (string)each!)];

    /// <summary>The page as it would be printed, as PDF.</summary>
    public async Task<byte[]> PrintAsync() => Convert.FromBase64String((string)(await SendAsync("Page.printToPDF", new { printBackground = false }))["data"]!);

    /// <summary>The whole page as PNG.</summary>
    public async Task<byte[]> ScreenshotAsync() => Convert.FromBase64String((string)(await SendAsync("Page.captureScreenshot", new { captureBeyondViewport = true }))["data"]!);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await SendAsync("Browser.close");
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        }
        finally
        {
            _page.Dispose();
            if (!_process.HasExited) _process.Kill(entireProcessTree: true);
            _process.Dispose();
            Directory.Delete(_profile, recursive: true);
        }
    }

    private static async Task<string> ListeningAsync(StreamReader error)
    {
        while (await error.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(ListensOn, StringComparison.Ordinal)) return line[ListensOn.Length..].Split('/')[0];
        }

        throw new InvalidOperationException("Chromium ended before it listened.");
    }

    private static string? PathOf() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);

    private async Task<JsonNode> SendAsync(string method, object? parameters = null)
    {
        var id = ++_lastId;
        await _page.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { } }), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        while (true)
        {
            if (await ReceiveAsync() is not { } message || (int?)message["id"] != id) continue;
            Assert.True(message["error"] is null, $"{method}: {message.ToJsonString()}");
            return message["result"]!;
        }
    }

    private async Task<JsonNode?> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _page.ReceiveAsync(buffer.AsMemory(), limit.Token);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        var json = JsonNode.Parse(message.ToArray());
        if ((string?)json?["method"] is { } method) Events.Add((method, json["params"]!));
        return json;
    }
}

/// <summary>A test that needs the browser; without it the test is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute() => Skip = Chromium.Missing;
}
