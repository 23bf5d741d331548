using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace PaymentSafety.Preflight.Tests.ForeignPrograms;

/// <summary>The npm package stripe-stateful-mock run by Node.js on 127.0.0.1. It asks for a test key and looks at it no further.</summary>
internal sealed class StripeStatefulMock : IAsyncDisposable
{
    private const string Package = "stripe-stateful-mock";
    private const string FolderVariable = "PAYMENTSAFETY_STRIPE_STATEFUL_MOCK";

    // The package's own program listens on every address of the computer; its library leaves that to its user. It ends with its input.
    private const string Script = """
        const server = require(process.argv[1]).createExpressApp().listen(0, '127.0.0.1', () => console.log(server.address().port));
        process.stdin.on('end', () => process.exit()).resume();
        """;

    private readonly Process _process;

    private StripeStatefulMock(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Why it cannot run here, or null.</summary>
    public static string? Missing { get; } = Set is null ? NodePrograms.Missing(Package) : NodePrograms.Missing();

    private static string? Set => Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } set ? set : null;

    public static async Task<StripeStatefulMock> StartAsync()
    {
        var start = NodePrograms.Node("-e", Script, Set ?? NodePrograms.Folder(Package)!);
        // Nobody reads its log, and a full pipe would stop it.
        start.RedirectStandardError = false;
        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return new StripeStatefulMock(process, new Uri("http://127.0.0.1:" + port));
    }

    /// <summary>Asks it as Stripe is asked.</summary>
    /// <param name="http">Who asks.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="key">A test key.</param>
    /// <param name="form">What is posted; null to get.</param>
    public async Task<JsonObject> SendAsync(HttpClient http, string path, string key, IReadOnlyDictionary<string, string>? form = null)
    {
        using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, new Uri(Address, path));
        if (form is not null) request.Content = new FormUrlEncodedContent(form);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

/// <summary>A test that needs the package; without it the test is skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StripeStatefulMockFactAttribute : FactAttribute
{
    public StripeStatefulMockFactAttribute() => Skip = StripeStatefulMock.Missing;
}
