using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace ValidCode.Idempotency;

/// <summary>Stripe's API by HttpClient alone: every POST brings a key.</summary>
internal sealed class RequestsWithoutTheLibrary
{
    private const string KeyHeader = "Idempotency-Key";
    private static readonly Uri Api = new("https://api.stripe.com/v1/");

    private readonly HttpClient _http;

    public RequestsWithoutTheLibrary(HttpClient http)
    {
        _http = http;
        _http.BaseAddress = Api;
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string idempotencyKey, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation(KeyHeader, idempotencyKey);
        return _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> RefundAsync(Guid refundId, IEnumerable<KeyValuePair<string, string>> form) =>
        _http.SendAsync(new HttpRequestMessage(HttpMethod.Post, "refunds") { Headers = { { KeyHeader, $"refund:{refundId}" } }, Content = new FormUrlEncodedContent(form) });

    public Task<HttpResponseMessage> CaptureAsync(Order order)
    {
        var content = new StringContent("");
        content.Headers.Add("idempotency-key", $"capture:{order.Id}");
        return _http.PostAsync($"payment_intents/{order.PaymentIntentId}/capture", content);
    }

    public async Task<string> WithHeadersAsync(string path, IReadOnlyDictionary<string, string> headers)
    {
        using var request = Request(path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await _http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<HttpResponseMessage> ByHelperAsync(string path, Order order)
    {
        var request = Request(path);
        AddKey(request, order);
        return await _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> GivenAsync(HttpRequestMessage request) => _http.SendAsync(request);

    public Task<HttpResponseMessage> DeleteAsync(string customer) => _http.DeleteAsync("customers/" + customer);

    private static HttpRequestMessage Request(string path) => new(HttpMethod.Post, new Uri(Api, path));

    private static void AddKey(HttpRequestMessage request, Order order) => request.Headers.Add(KeyHeader, "order:" + order.Id);
}

/// <summary>Hosts that are not Stripe's API, whatever they are called.</summary>
internal sealed class OtherHosts(HttpClient http, IHttpClientFactory factory)
{
    public Task<HttpResponseMessage> ConnectAsync(HttpContent code) => http.PostAsync("https://connect.stripe.com/oauth/token", code);

    public Task<HttpResponseMessage> MockAsync(HttpContent content) => http.PostAsync("http://localhost:12111/v1/charges", content);

    public Task<HttpResponseMessage> NotifyAsync(Order order) => factory.CreateClient("shop").PostAsJsonAsync("https://shop.example/stripe.com/events", order);
}

/// <summary>Sets the key for every request of a client, from what the request carries.</summary>
internal sealed class KeyHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Options.TryGetValue(new HttpRequestOptionsKey<string>("operation"), out var operation))
        {
            request.Headers.Add("Idempotency-Key", operation);
        }

        return base.SendAsync(request, cancellationToken);
    }
}

internal sealed class KeyedClient(HttpClient http)
{
    public Task<HttpResponseMessage> ChargeAsync(HttpContent content) => http.PostAsync("charges", content);

    public static void Register(IServiceCollection services, string key) =>
        services.AddHttpClient<KeyedClient>(client =>
            {
                client.BaseAddress = new Uri("https://api.stripe.com/v1/");
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            })
            .AddHttpMessageHandler<KeyHandler>();
}
