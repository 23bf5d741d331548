using System.Net.Http.Headers;
using Stripe;

namespace ValidCode.Idempotency;

/// <summary>Requests below the services, where the key is a header.</summary>
internal sealed class RawRequests(StripeClient client, HttpClient http, string apiKey)
{
    public Task<StripeResponse> PostAsync(string eventName, string identifier) =>
        client.RawRequestAsync(
            HttpMethod.Post,
            "/v1/billing/meter_events",
            $"event_name={eventName}&identifier={identifier}",
            new RawRequestOptions { IdempotencyKey = "meter:" + identifier });

    public StripeResponse PostWithHeader(string body, Guid orderId)
    {
        var requestOptions = new RawRequestOptions { AdditionalHeaders = new() { ["Idempotency-Key"] = $"raw:{orderId}" } };
        return client.RawRequest(HttpMethod.Post, "/v2/core/accounts", body, requestOptions);
    }

    public Task<StripeResponse> GetAsync(string path) => client.RawRequestAsync(HttpMethod.Get, path);

    public Task<Balance> BalanceAsync() => client.RequestAsync<Balance>(HttpMethod.Get, "/v1/balance", new BaseOptions(), new RequestOptions());

    public async Task<string> WithoutTheLibraryAsync(Order order)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("https://api.stripe.com/v1/payment_intents"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        request.Headers.Add("Idempotency-Key", "order:" + order.Id);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["amount"] = $"{order.Amount}", ["currency"] = order.Currency });
        using var response = await http.SendAsync(request);
        return response.EnsureSuccessStatusCode().ReasonPhrase ?? "";
    }

    public async Task<bool> IsReachableAsync()
    {
        using var response = await http.GetAsync(new Uri("https://api.stripe.com/healthcheck"));
        return response.IsSuccessStatusCode;
    }
}
