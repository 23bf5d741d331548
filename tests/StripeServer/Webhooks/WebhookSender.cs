using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PaymentSafety.Tests.Stripe;

/// <summary>One event on its way to one endpoint.</summary>
/// <param name="Status">What the endpoint answered; null when nothing was sent or nothing came back.</param>
/// <param name="Lost">Whether it was kept back because <see cref="WebhookSender.Lost"/> was set.</param>
public sealed record WebhookAttempt(string EventId, string Type, int? Status, bool Lost)
{
    /// <summary>Whether the endpoint has taken it.</summary>
    public bool Taken => Status is >= 200 and < 300;
}

/// <summary>Sends events to the webhook endpoints that have a secret and want them, signed as Stripe signs. One that is not on this computer is sent nothing.</summary>
public sealed class WebhookSender(StripeWorld world) : IDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConcurrentQueue<WebhookAttempt> _attempts = new();
    private volatile bool _lost;

    /// <summary>Whether what happens now reaches nobody. The events stay undelivered, as after a network that was away for Stripe's three days of trying.</summary>
    public bool Lost
    {
        get => _lost;
        set => _lost = value;
    }

    /// <summary>What was sent or lost so far, in order.</summary>
    public IReadOnlyList<WebhookAttempt> Attempts => [.. _attempts];

    /// <summary>Keeps an event, and sends it unless it gets lost.</summary>
    public async Task SendAsync(StripeAccountData account, StripeModeData mode, EventData value)
    {
        mode.Events.Put(value with { Delivered = false });
        await DeliverAsync(account, mode, value, Lost);
    }

    /// <summary>Sends every event that no endpoint took once more, as Stripe does for three days.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> SendUndeliveredAsync()
    {
        var undelivered = (from account in world.Accounts
                           from mode in new[] { account.Test, account.Live }
                           from value in mode.Events.NewestFirst()
                           where !value.Delivered
                           orderby value.Created
                           select (account, mode, value)).ToList();
        foreach (var (account, mode, value) in undelivered) await DeliverAsync(account, mode, value, lost: false);
        return undelivered.Count;
    }

    public void Dispose() => _client.Dispose();

    private async Task DeliverAsync(StripeAccountData account, StripeModeData mode, EventData value, bool lost)
    {
        var delivered = true;
        foreach (var endpoint in mode.WebhookEndpoints.NewestFirst().Where(endpoint => endpoint is { Enabled: true, Secret: not null } && IsHere(endpoint) && Wants(endpoint, value)))
        {
            var attempt = new WebhookAttempt(value.Id, value.Type, lost ? null : await PostAsync(account, mode, endpoint, value), lost);
            _attempts.Enqueue(attempt);
            delivered &= attempt.Taken;
        }

        mode.Events.Put(value with { Delivered = delivered });
    }

    private async Task<int?> PostAsync(StripeAccountData account, StripeModeData mode, WebhookEndpointData endpoint, EventData value)
    {
        var body = Encoding.UTF8.GetBytes(value.ToJson(mode.Livemode, endpoint.ApiVersion ?? account.DefaultApiVersion).ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", Sign(body, endpoint.Secret!));
        try
        {
            using var response = await _client.SendAsync(request);
            return (int)response.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            // Nobody is there. Stripe writes the same down, and tries again.
            return null;
        }
    }

    /// <summary>As Stripe documents it for those who verify by hand: HMAC-SHA256 over the time, a dot and the body.</summary>
    private static string Sign(byte[] body, string secret)
    {
        var time = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(time + "."), .. body]);
        return $"t={time},v1={Convert.ToHexStringLower(signature)}";
    }

    private static bool IsHere(WebhookEndpointData endpoint) => new Uri(endpoint.Url).IsLoopback;

    private static bool Wants(WebhookEndpointData endpoint, EventData value) => endpoint.Events.Contains("*") || endpoint.Events.Contains(value.Type);
}
