using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PaymentSafety.Runtime.Metrics;
using PaymentSafety.Runtime.Webhooks;

namespace PaymentSafety.Runtime.Tests.Webhooks;

/// <summary>The webhook of a running app, from the request to the app's own work.</summary>
public sealed class WebhookEndpointTests
{
    [Fact]
    public async Task An_event_is_answered_before_the_work_and_handled_once_however_often_it_comes()
    {
        var shop = new Shop { Gate = new TaskCompletionSource() };
        await using var app = await StartAsync(shop);

        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, await SendAsync(app, TestEvents.Body("evt_1")));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, TestEvents.Body("evt_2")));
        Assert.Empty(shop.Handled);
        shop.Gate.SetResult();

        await shop.WaitForAsync(1);
        await WaitUntilEmptyAsync(app);
        Assert.Equal(["evt_1"], shop.Handled);
    }

    [Fact]
    public async Task What_fails_is_handled_again_and_set_aside_in_the_end()
    {
        var shop = new Shop { FailFirst = 2 };
        await using var app = await StartAsync(shop, attempts: 3);
        await SendAsync(app, TestEvents.Body("evt_1"));
        await shop.WaitForAsync(1);
        Assert.Equal(3, shop.Attempts);

        shop.FailFirst = int.MaxValue;
        await SendAsync(app, TestEvents.Body("evt_2", objectId: "cs_2"));
        var inbox = app.Services.GetRequiredService<IStripeWebhookInbox>();
        await UntilAsync(async () => await inbox.GetStateAsync(default) is { SetAside: 1, Waiting: 0 });

        Assert.Equal((6, 1), (shop.Attempts, shop.Handled.Count));
    }

    [Fact]
    public async Task Who_is_not_Stripe_is_refused_and_nothing_is_kept()
    {
        var shop = new Shop();
        await using var app = await StartAsync(shop);
        var body = TestEvents.Body();

        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(app, body, signature: null));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(app, body, TestEvents.Sign(body, DateTimeOffset.UtcNow, TestKeys.Webhook('z'))));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(app, body, TestEvents.Sign(body, DateTimeOffset.UtcNow.AddMinutes(-10), TestEvents.Secret)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(app, new byte[3000]));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(app, TestEvents.Body(livemode: true)));

        Assert.Equal(new StripeWebhookInboxState(null, 0, 0), await app.Services.GetRequiredService<IStripeWebhookInbox>().GetStateAsync(default));
    }

    [Fact]
    public async Task Each_payment_that_ends_is_counted_once_and_an_issuers_decline_apart()
    {
        await using var app = await StartAsync(new Shop());
        var counted = new List<string>();
        var meter = app.Services.GetRequiredService<PaymentMetrics>().Meter;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == meter && instrument.Name == "stripe.payments") listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (counted) counted.Add((string)tags[0].Value!);
        });
        listener.Start();

        await SendAsync(app, Failed("evt_1", "card_error"));
        await SendAsync(app, Failed("evt_2", "card_error"));
        await SendAsync(app, Failed("evt_3", "api_error"));
        for (var i = 0; i < 2; i++) await SendAsync(app, TestEvents.Body("evt_4", "payment_intent.succeeded", "pi_1"));
        await SendAsync(app, TestEvents.Body("evt_5"));

        Assert.Equal(["declined", "declined", "failed", "succeeded"], counted);

        static byte[] Failed(string id, string type)
        {
            var json = JsonNode.Parse(TestEvents.Body(id, "payment_intent.payment_failed", "pi_1"))!;
            json["data"]!["object"]!["last_payment_error"] = new JsonObject { ["type"] = type };
            return JsonSerializer.SerializeToUtf8Bytes(json);
        }
    }

    [Fact]
    public async Task An_inbox_that_cannot_keep_the_event_is_no_success()
    {
        await using var app = await StartAsync(new Shop(), configure: services => services.AddSingleton<IStripeWebhookInbox>(new BrokenInbox()));

        Assert.Equal(HttpStatusCode.InternalServerError, await SendAsync(app, TestEvents.Body()));
    }

    [Fact]
    public async Task A_shop_without_a_handler_is_told_at_start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.AddPaymentSafety();
        await using var app = builder.Build();

        Assert.Throws<InvalidOperationException>(() => app.MapStripeWebhook("/webhooks/stripe"));
    }

    private static async Task<WebApplication> StartAsync(Shop shop, int attempts = 10, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting().AddSingleton(shop);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Stripe:SecretKey"] = TestKeys.Restricted("test"),
            ["Stripe:WebhookSecret"] = TestEvents.Secret,
            ["PaymentSafety:Webhooks:MaxBodyBytes"] = "2048",
            ["PaymentSafety:Webhooks:MaxAttempts"] = attempts.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["PaymentSafety:Webhooks:RetryDelay"] = "00:00:00",
            ["PaymentSafety:Webhooks:PollInterval"] = "00:00:00.02",
        });
        configure?.Invoke(builder.Services);
        builder.Services.AddPaymentSafety().AddWebhookHandler<ShopHandler>();
        var app = builder.Build();
        // What the app does to a request before must not reach Stripe's: a failure is an answer of 500.
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (IOException)
            {
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
        });
        app.UseRouting();
        app.MapStripeWebhook("/webhooks/stripe");
        await app.StartAsync();
        return app;
    }

    private static Task<HttpStatusCode> SendAsync(WebApplication app, byte[] body) => SendAsync(app, body, TestEvents.Sign(body, DateTimeOffset.UtcNow, TestEvents.Secret));

    private static async Task<HttpStatusCode> SendAsync(WebApplication app, byte[] body, string? signature)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new ByteArrayContent(body) };
        if (signature is not null) request.Headers.Add("Stripe-Signature", signature);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    private static Task WaitUntilEmptyAsync(WebApplication app) =>
        UntilAsync(async () => (await app.Services.GetRequiredService<IStripeWebhookInbox>().GetStateAsync(default)).Waiting == 0);

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition()) await Task.Delay(10, limit.Token);
    }

    /// <summary>What the app's handler did.</summary>
    private sealed class Shop
    {
        private readonly Lock _gate = new();
        private readonly List<string> _handled = [];
        private int _attempts;

        public TaskCompletionSource? Gate { get; init; }

        public int FailFirst { get; set; }

        public int Attempts => Volatile.Read(ref _attempts);

        public IReadOnlyList<string> Handled
        {
            get
            {
                lock (_gate) return [.. _handled];
            }
        }

        public async Task HandleAsync(StripeWebhookEvent webhookEvent, CancellationToken cancellationToken)
        {
            if (Gate is not null) await Gate.Task.WaitAsync(cancellationToken);
            if (Interlocked.Increment(ref _attempts) <= FailFirst) throw new InvalidOperationException("The warehouse is closed.");
            lock (_gate) _handled.Add(webhookEvent.Id);
        }

        public Task WaitForAsync(int count) => UntilAsync(() => Task.FromResult(Handled.Count >= count));
    }

    private sealed class ShopHandler(Shop shop) : IStripeWebhookHandler
    {
        public Task HandleAsync(StripeWebhookEvent webhookEvent, CancellationToken cancellationToken) => shop.HandleAsync(webhookEvent, cancellationToken);
    }

    private sealed class BrokenInbox : IStripeWebhookInbox
    {
        public Task<bool> AddAsync(StripeWebhookEvent webhookEvent, bool oncePerObject, CancellationToken cancellationToken) => throw new IOException("The database is away.");

        public Task<StripeWebhookDelivery?> TakeAsync(TimeSpan lease, CancellationToken cancellationToken) => throw new IOException("The database is away.");

        public Task CompleteAsync(StripeWebhookDelivery delivery, CancellationToken cancellationToken) => throw new IOException("The database is away.");

        public Task FailAsync(StripeWebhookDelivery delivery, string error, TimeSpan? retryAfter, CancellationToken cancellationToken) => throw new IOException("The database is away.");

        public Task<int> RequeueAsync(string? eventId, CancellationToken cancellationToken) => throw new IOException("The database is away.");

        public Task<int> ForgetAsync(DateTimeOffset handledBefore, CancellationToken cancellationToken) => throw new IOException("The database is away.");

        public Task<StripeWebhookInboxState> GetStateAsync(CancellationToken cancellationToken) => throw new IOException("The database is away.");
    }
}
