using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.StandIn;

/// <summary>A server with the shop, asked over plain HTTP: nothing of the client that it serves is in between.</summary>
public abstract class StripeServerTest : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    protected StripeServer Server { get; private set; } = null!;

    protected StripeAccountData Account => Server.World.FindKey(ShopScenario.LiveSecretKey)!.Account;

    public async Task InitializeAsync() => Server = await StripeServer.StartAsync();

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }

    protected Task<StripeServerAnswer> GetAsync(string path, string? key = null, HttpMethod? method = null, string? version = null)
        => StripeServerAnswer.GetAsync(_http, new Uri(Server.Address, path), key ?? ShopScenario.LiveSecretKey, method, version);

    protected async Task<StripeServerAnswer> SendAsync(string path, IReadOnlyDictionary<string, string> form, string key, string? idempotencyKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Server.Address, path)) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await _http.SendAsync(request);
        return await StripeServerAnswer.OfAsync(response);
    }
}

/// <summary>An answer of the stand-in, or of another one that it is compared with.</summary>
public sealed record StripeServerAnswer(HttpStatusCode Status, JsonObject Json, HttpResponseHeaders Headers)
{
    public string? ErrorCode => Error("code");

    public string? ErrorParam => Error("param");

    public string? ErrorMessage => Error("message");

    public IReadOnlyList<string> Ids => [.. Json["data"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];

    public bool HasMore => Json["has_more"]!.GetValue<bool>();

    public static async Task<StripeServerAnswer> GetAsync(HttpClient http, Uri address, string key, HttpMethod? method = null, string? version = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        if (key.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (version is not null) request.Headers.Add("Stripe-Version", version);
        using var response = await http.SendAsync(request);
        return await OfAsync(response);
    }

    public static async Task<StripeServerAnswer> OfAsync(HttpResponseMessage response)
        => new(response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject(), response.Headers);

    private string? Error(string name) => Json["error"]?[name]?.GetValue<string>();
}
