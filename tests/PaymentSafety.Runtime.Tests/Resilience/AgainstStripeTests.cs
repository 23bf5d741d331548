using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PaymentSafety.Runtime.Resilience;
using PaymentSafety.StripeApi;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Runtime.Tests.Resilience;

/// <summary>What the idea began with: a shop whose retries sent a declined card three times, and whose circuit breaker stopped everybody after two declines.</summary>
public sealed class AgainstStripeTests : IAsyncLifetime, IDisposable
{
    private readonly StripeResilience _resilience = new(new StripeResilienceOptions { BaseDelay = TimeSpan.FromMilliseconds(5), BreakerConsecutiveFailures = 2 });
    private StripeServer _stripe = null!;
    private HttpClient _client = null!;

    [Fact]
    public async Task A_declined_card_is_sent_once()
    {
        var (status, body) = await PayAsync("order-1", "pm_card_visa_chargeDeclinedInsufficientFunds");

        Assert.Equal((HttpStatusCode.PaymentRequired, 1), (status, _stripe.Log.Count));
        var advice = StripeErrorClassifier.Classify((int)status, body);
        Assert.Equal((StripeErrorAction.Later, PayerMessage.NotEnoughFunds), (advice.Action, advice.PayerMessage));
    }

    [Fact]
    public async Task Two_customers_declines_do_not_stop_the_third()
    {
        await PayAsync("order-1", "pm_card_visa_chargeDeclined");
        await PayAsync("order-2", "pm_card_visa_chargeDeclinedLostCard");
        var (status, body) = await PayAsync("order-3", "pm_card_visa");

        Assert.Equal((HttpStatusCode.OK, "succeeded", 3), (status, StatusOf(body), _stripe.Log.Count));
        Assert.Equal(StripeBreakerState.Closed, _resilience.Breaker);
    }

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_with_the_same_key_and_charged_once()
    {
        _stripe.Faults.Add(Fault.LostAnswer(), "/v1/payment_intents", times: 1);

        var (status, body) = await PayAsync("order-1", "pm_card_visa");

        Assert.Equal((HttpStatusCode.OK, "succeeded"), (status, StatusOf(body)));
        Assert.Equal(["order-1", "order-1"], _stripe.Log.All.Select(request => request.IdempotencyKey));
        Assert.Single(Payments());
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_a_lost_one()
    {
        _stripe.Faults.Add(Fault.ResetInBody(), "/v1/payment_intents", times: 1);

        var (status, body) = await PayAsync("order-1", "pm_card_visa");

        Assert.Equal((HttpStatusCode.OK, "succeeded", 2), (status, StatusOf(body), _stripe.Log.Count));
        Assert.Single(Payments());
    }

    [Fact]
    public async Task Without_a_key_a_lost_answer_is_not_asked_for_again()
    {
        _stripe.Faults.Add(Fault.LostAnswer(), "/v1/payment_intents", times: 1);

        await Assert.ThrowsAsync<HttpRequestException>(() => PayAsync(null, "pm_card_visa"));

        Assert.Equal(1, _stripe.Log.Count);
        Assert.Single(Payments());
    }

    [Fact]
    public async Task The_client_of_StripeApi_goes_through_it_too()
    {
        _stripe.Faults.Add(Fault.Status(503), "/v1/balance", times: 1);
        using var api = new StripeApiClient(new StripeApiKey("test", ShopScenario.LiveSecretKey), new StripeApiOptions
        {
            BaseAddress = _stripe.Address,
            AllowLoopback = true,
            MaxTries = 1,
            Wrap = inner => new StripeResilienceHandler(_resilience) { InnerHandler = inner },
        });

        var balance = await api.GetBalanceAsync();

        Assert.True(balance.Succeeded);
        Assert.Equal((2, 1), (_stripe.Log.Count, api.RequestsSent));
    }

    public async Task InitializeAsync()
    {
        _stripe = await StripeServer.StartAsync();
        _client = new HttpClient(new StripeResilienceHandler(_resilience) { InnerHandler = new SocketsHttpHandler() }) { BaseAddress = _stripe.Address };
    }

    public async Task DisposeAsync() => await _stripe.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _resilience.Dispose();
    }

    private IReadOnlyList<PaymentIntentData> Payments() => _stripe.World.FindKey(ShopScenario.LiveSecretKey)!.Account.Live.PaymentIntents.NewestFirst();

    private async Task<(HttpStatusCode Status, string Body)> PayAsync(string? key, string paymentMethod)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/payment_intents")
        {
            Content = new FormUrlEncodedContent([new("amount", "900"), new("currency", "usd"), new("payment_method", paymentMethod), new("confirm", "true")]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ShopScenario.LiveSecretKey);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await _client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string? StatusOf(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("status").GetString();
    }
}
