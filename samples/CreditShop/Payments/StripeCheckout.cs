using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PaymentSafety.Runtime;
using PaymentSafety.Runtime.Resilience;

namespace CreditShop.Payments;

/// <summary>A Checkout session: <paramref name="Url"/> is the page on which it is paid, and null once it is.</summary>
internal sealed record CheckoutSession(string Id, Uri? Url);

/// <summary>Stripe's answer was an error, or none came.</summary>
internal sealed class StripeCallException(StripeErrorAdvice advice, bool nothingHappened, Exception? cause = null) : Exception($"Stripe did not do it: {advice.DecidedBy}.", cause)
{
    /// <summary>What the payer may be told.</summary>
    public StripeErrorAdvice Advice => advice;

    /// <summary>Whether Stripe is sure to have done nothing, so that a corrected request needs a new key.</summary>
    public bool NothingHappened => nothingHappened;
}

/// <summary>The three calls to Stripe that this shop makes, by plain REST. Each POST has an Idempotency-Key: the handler below may send it again.</summary>
internal sealed class StripeCheckout
{
    private const string ApiVersion = "2026-07-29.dahlia";

    private readonly HttpClient _stripe;

    public StripeCheckout(HttpClient stripe, IOptions<PaymentSafetyOptions> options)
    {
        _stripe = stripe;
        _stripe.BaseAddress = options.Value.StripeApi;
        _stripe.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.SecretKey);
        _stripe.DefaultRequestHeaders.Add("Stripe-Version", ApiVersion);
    }

    /// <exception cref="StripeCallException">Stripe did not do it.</exception>
    public Task<string> CreateCustomerAsync(string userId, string idempotencyKey, CancellationToken cancellationToken) =>
        PostAsync("/v1/customers", new() { ["metadata[user]"] = userId }, idempotencyKey, json => json.GetProperty("id").GetString()!, cancellationToken);

    /// <param name="order">Written into the payment: by it the grant finds what was bought.</param>
    /// <param name="shop">Where the payer comes back to.</param>
    /// <exception cref="StripeCallException">Stripe did not do it.</exception>
    public Task<CheckoutSession> CreateSessionAsync(Pack pack, string customer, Guid order, Uri shop, string idempotencyKey, CancellationToken cancellationToken) =>
        PostAsync(
            "/v1/checkout/sessions",
            new()
            {
                ["mode"] = "payment",
                ["customer"] = customer,
                ["client_reference_id"] = order.ToString(),
                ["line_items[0][price]"] = pack.Price,
                ["line_items[0][quantity]"] = "1",
                ["payment_intent_data[metadata][order]"] = order.ToString(),
                ["success_url"] = new Uri(shop, $"?order={order}").AbsoluteUri,
                ["cancel_url"] = shop.AbsoluteUri,
            },
            idempotencyKey,
            Session,
            cancellationToken);

    /// <exception cref="StripeCallException">Stripe did not do it.</exception>
    public async Task<CheckoutSession> GetSessionAsync(string id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/checkout/sessions/" + Uri.EscapeDataString(id));
        return await SendAsync(request, Session, cancellationToken);
    }

    private async Task<T> PostAsync<T>(string path, Dictionary<string, string> form, string idempotencyKey, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await SendAsync(request, read, cancellationToken);
    }

    private async Task<T> SendAsync<T>(HttpRequestMessage request, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _stripe.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            var status = (int)response.StatusCode;
            if (!response.IsSuccessStatusCode) throw new StripeCallException(StripeErrorClassifier.Classify(status, body), nothingHappened: status is >= 400 and < 500 and not (409 or 429));
            using var json = JsonDocument.Parse(body);
            return read(json.RootElement);
        }
        catch (HttpRequestException exception)
        {
            // While the circuit breaker is open nothing was sent.
            throw new StripeCallException(StripeErrorClassifier.Classify(null, null), nothingHappened: exception is StripeCircuitOpenException, exception);
        }
    }

    private static CheckoutSession Session(JsonElement json) =>
        new(json.GetProperty("id").GetString()!, json.GetProperty("url").GetString() is { } url ? new Uri(url) : null);
}
