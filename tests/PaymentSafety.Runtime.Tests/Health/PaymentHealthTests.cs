using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using PaymentSafety.Preflight.Tests.StripeApi;
using PaymentSafety.Runtime.Health;
using PaymentSafety.Runtime.Tests.Webhooks;
using PaymentSafety.Runtime.Webhooks;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Runtime.Tests.Health;

/// <summary>The health of payments of a running app, by its route.</summary>
public sealed class PaymentHealthTests : IAsyncLifetime
{
    private readonly FakeTime _time = new();
    private StripeServer _stripe = null!;

    private StripeModeData Stripe => _stripe.World.FindKey(ShopScenario.TestSecretKey)!.Account.Test;

    [Fact]
    public async Task A_shop_that_is_well_answers_200_with_every_check()
    {
        await using var app = await StartAsync();
        await app.Services.GetRequiredService<IStripeWebhookInbox>().AddAsync(TestEvents.Event("evt_1"), false, default);

        var (status, json) = await GetAsync(app);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("healthy", json.GetProperty("status").GetString());
        Assert.Equal(["stripe_api", "price_ids", "webhook_endpoint", "webhook_recent", "database"], json.GetProperty("checks").EnumerateObject().Select(check => check.Name));
        Assert.All(json.GetProperty("checks").EnumerateObject(), check => Assert.Equal("healthy", check.Value.GetProperty("status").GetString()));
    }

    public static TheoryData<string, string, string, string> Wrong => new()
    {
        { "an archived price", "price_ids", "unhealthy", "is archived" },
        { "an archived product", "price_ids", "unhealthy", "the product of" },
        { "a disabled endpoint", "webhook_endpoint", "unhealthy", "PF5003" },
        { "no endpoint", "webhook_endpoint", "unhealthy", "PF5002" },
        { "no events", "webhook_recent", "degraded", "No event has come yet" },
        { "no database", "database", "unhealthy", "does not answer" },
        { "prices answer 503", "price_ids", "degraded", "PF9007 Unknown" },
        { "balance answers 503", "stripe_api", "unhealthy", "PF9007" },
        { "a key without permission", "webhook_endpoint", "degraded", "PF3003 Unknown" },
        { "too many requests", "webhook_endpoint", "degraded", "PF9006 Unknown" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task One_thing_that_is_wrong_is_one_check_that_says_so(string what, string name, string status, string words)
    {
        await using var app = await StartAsync(database: what != "no database");
        if (what != "no events") await app.Services.GetRequiredService<IStripeWebhookInbox>().AddAsync(TestEvents.Event("evt_1"), false, default);
        switch (what)
        {
            case "an archived price": Stripe.Prices.Put(Stripe.Prices.Find(ShopScenario.LiteTestPrice)! with { Active = false }); break;
            case "an archived product": Stripe.Products.Put(Stripe.Products.Find("prod_ShopLiteTest01")! with { Active = false }); break;
            case "a disabled endpoint": Stripe.WebhookEndpoints.Put(Stripe.WebhookEndpoints.NewestFirst().Single() with { Enabled = false }); break;
            case "no endpoint": Stripe.WebhookEndpoints.Remove(Stripe.WebhookEndpoints.NewestFirst().Single().Id); break;
            case "prices answer 503": _stripe.Faults.Add(Fault.Status(503), "/v1/prices"); break;
            case "balance answers 503": _stripe.Faults.Add(Fault.Status(503), "/v1/balance"); break;
            case "a key without permission": _stripe.Faults.Add(Fault.Status(403, """{"error":{"code":"more_permissions_required","message":"The provided key does not have the required permissions for this endpoint. Having the 'rak_webhook_read' permission would allow this request to continue.","type":"invalid_request_error"}}"""), "/v1/webhook_endpoints"); break;
            case "too many requests": _stripe.Faults.Add(Fault.Status(429), "/v1/webhook_endpoints"); break;
        }

        var (answered, json) = await GetAsync(app);

        var check = json.GetProperty("checks").GetProperty(name);
        Assert.Equal((status, status), (check.GetProperty("status").GetString(), json.GetProperty("status").GetString()));
        Assert.Contains(words, check.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal(status == "unhealthy" ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK, answered);
        Assert.All(json.GetProperty("checks").EnumerateObject().Where(other => other.Name != name), other => Assert.Equal("healthy", other.Value.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_month_of_being_asked_every_ten_seconds_keeps_far_below_what_Stripe_allots()
    {
        await using var app = await StartAsync();
        await app.Services.GetRequiredService<IStripeWebhookInbox>().AddAsync(TestEvents.Event("evt_1"), false, default);
        var health = app.Services.GetRequiredService<PaymentHealth>();
        for (var second = 0; second < 24 * 3600; second += 10)
        {
            await health.CheckAsync();
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        var day = _stripe.Log.Count;

        Assert.Equal(96, _stripe.Log.CountOf("/v1/balance"));
        Assert.Equal(24, _stripe.Log.CountOf("/v1/prices"));
        Assert.Equal(24, _stripe.Log.CountOf("/v1/webhook_endpoints"));
        Assert.Equal(96 + 24 + 24, day);
        // The floor is 10,000 reads a month.
        Assert.True(day * 31 < 5000);
    }

    [Fact]
    public async Task A_hundred_who_ask_at_once_ask_Stripe_once()
    {
        await using var app = await StartAsync();
        var health = app.Services.GetRequiredService<PaymentHealth>();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => health.CheckAsync())));

        Assert.Equal(3, _stripe.Log.Count);
    }

    [Fact]
    public async Task The_answer_holds_no_key_and_no_words_of_others()
    {
        await using var app = await StartAsync();
        _stripe.Faults.Add(Fault.EchoKey(400));

        var (_, json) = await GetAsync(app);

        var text = json.GetRawText();
        Assert.DoesNotContain(ShopScenario.TestSecretKey[^4..], text, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_", text, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_an_answer_among_the_apps_other_health_checks_too()
    {
        await using var app = await StartAsync();
        _stripe.Faults.Add(Fault.Status(503), "/v1/balance");

        var result = await new PaymentHealthCheck(app.Services.GetRequiredService<PaymentHealth>()).CheckHealthAsync(new HealthCheckContext());

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Contains("stripe_api: PF9007", result.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_hangs_is_unknown()
    {
        var health = new PaymentHealth([new HangingQuestion()], new PaymentHealthOptions { Timeout = TimeSpan.FromMilliseconds(20) }, TimeProvider.System, LoggerFactory.Create(_ => { }).CreateLogger<PaymentHealth>());

        var report = await health.CheckAsync();

        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.StartsWith("Unknown: no answer within", report.Checks.Single().Description, StringComparison.Ordinal);
    }

    [Theory, PostgreSql]
    public async Task A_database_without_the_tables_is_not_healthy(StoreKind kind)
    {
        _ = kind;
        var database = await PostgreSqlServer.DatabaseAsync();
        await new PostgreSql.PostgreSqlPaymentDatabase(database).CheckAsync(default);
        await using var other = Npgsql.NpgsqlDataSource.Create(new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "postgres", Password = Environment.GetEnvironmentVariable("PAYMENTSAFETY_TEST_DATABASE_PASSWORD") }.ConnectionString);

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => new PostgreSql.PostgreSqlPaymentDatabase(other).CheckAsync(default));
    }

    public async Task InitializeAsync() => _stripe = await StripeServer.StartAsync();

    public async Task DisposeAsync() => await _stripe.DisposeAsync();

    private static async Task<(HttpStatusCode Status, JsonElement Json)> GetAsync(WebApplication app)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var response = await client.GetAsync("/health/payments");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    private async Task<WebApplication> StartAsync(bool database = true)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddRouting().AddSingleton<TimeProvider>(_time).AddSingleton<IPaymentDatabase>(new Database(database));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Stripe:SecretKey"] = ShopScenario.TestSecretKey,
            ["Stripe:WebhookSecret"] = TestEvents.Secret,
            ["PaymentSafety:StripeApi"] = _stripe.Address.ToString(),
            ["PaymentSafety:AllowLoopback"] = "true",
            ["PaymentSafety:Resilience:MaxRetries"] = "0",
            ["PaymentSafety:Health:PriceIds"] = $"{ShopScenario.LiteTestPrice};{ShopScenario.ProTestPrice}",
            ["PaymentSafety:Health:WebhookUrl"] = "https://shop.example.com/webhooks/stripe",
        });
        builder.Services.AddPaymentSafety().AddWebhookHandler<NoHandler>().AddHealth();
        var app = builder.Build();
        app.UseRouting();
        app.MapPaymentHealth("/health/payments");
        await app.StartAsync();
        return app;
    }

    private sealed class Database(bool isThere) : IPaymentDatabase
    {
        public Task CheckAsync(CancellationToken cancellationToken) => isThere ? Task.CompletedTask : throw new IOException("Host=db.internal;Username=shop");
    }

    private sealed class NoHandler : IStripeWebhookHandler
    {
        public Task HandleAsync(StripeWebhookEvent webhookEvent, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class HangingQuestion : IHealthQuestion
    {
        public string Name => "stripe_api";

        public TimeSpan KeptFor => TimeSpan.FromMinutes(15);

        public Task<HealthFinding> AskAsync(CancellationToken cancellationToken) => new TaskCompletionSource<HealthFinding>().Task;
    }
}
