using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PaymentSafety.Tests.Stripe;

/// <summary>How the server runs.</summary>
public sealed record StripeServerOptions
{
    /// <summary>0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>With it the server speaks TLS only.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Every answer takes this much longer.</summary>
    public TimeSpan Latency { get; init; }
}

/// <summary>A stand-in for api.stripe.com on 127.0.0.1, with Stripe's rules, and with faults on demand.</summary>
public sealed partial class StripeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ApiEndpoints _api;
    private readonly CheckoutPages _checkout;
    private readonly IdempotentRequests _idempotent = new();
    private readonly StripeServerOptions _options;
    private int _requests;

    private StripeServer(StripeWorld world, StripeServerOptions options)
    {
        World = world;
        _options = options;
        _api = new ApiEndpoints(world);
        Webhooks = new WebhookSender(world);
        _checkout = new CheckoutPages(world, Webhooks);
        _app = Build();
        Address = null!;
    }

    /// <summary>The address, with its port.</summary>
    public Uri Address { get; private set; }

    public StripeWorld World { get; }

    public FaultList Faults { get; } = new();

    public RequestLog Log { get; } = new();

    /// <summary>Sends what happens to the webhook endpoints that have a secret.</summary>
    public WebhookSender Webhooks { get; }

    /// <summary>Starts a server, by default with the shop.</summary>
    public static async Task<StripeServer> StartAsync(StripeWorld? world = null, StripeServerOptions? options = null)
    {
        var server = new StripeServer(world ?? ShopScenario.Create(), options ?? new StripeServerOptions());
        await server._app.StartAsync();
        server.Address = new Uri(server._app.Urls.Single());
        return server;
    }

    /// <summary>A day has gone by: no idempotency key is known any longer.</summary>
    public void ForgetIdempotencyKeys() => _idempotent.Forget();

    public async ValueTask DisposeAsync()
    {
        // Requests that hang on purpose must not hold up the end.
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        Webhooks.Dispose();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, _options.Port, listen =>
            {
                listen.Use(next => connection =>
                {
                    if (!Faults.TakeResetAtAccept()) return next(connection);
                    FaultyConnection.Reset(FaultyConnection.Socket(connection.Features));
                    return Task.CompletedTask;
                });
                if (_options.Certificate is { } certificate) listen.UseHttps(certificate);
            });
        });

        var app = builder.Build();
        app.Run(AnswerAsync);
        return app;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var key = BearerKey(context.Request);
        Log.Add(context.Request, key);
        context.Response.Headers["Request-Id"] = $"req_StandIn{Interlocked.Increment(ref _requests):D7}";
        try
        {
            if (context.Request.HasFormContentType) await context.Request.ReadFormAsync(context.RequestAborted);
            if (_options.Latency > TimeSpan.Zero) await Task.Delay(_options.Latency, context.RequestAborted);
            if (CheckoutPages.Has(context.Request)) await _checkout.AnswerAsync(context);
            else if (Faults.Take(context.Request) is { } fault) await FaultPlayer.PlayAsync(context, fault, () => Answer(context, key));
            else await FaultPlayer.WriteAsync(context, Answer(context, key));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
    }

    private (int Status, JsonObject Json) Answer(HttpContext context, string? key)
    {
        try
        {
            var known = Authenticate(key);
            var version = context.Request.Headers["Stripe-Version"].ToString() is { Length: > 0 } asked ? asked : known.Account.DefaultApiVersion;
            if (!Version().IsMatch(version)) throw StripeErrors.InvalidVersion(version);
            context.Response.Headers["Stripe-Version"] = version;
            return HttpMethods.IsPost(context.Request.Method) ? AnswerOnce(context, known) : (200, _api.Answer(context.Request, known));
        }
        catch (StripeErrorException error)
        {
            return (error.Status, error.ToJson());
        }
    }

    private (int Status, JsonObject Json) AnswerOnce(HttpContext context, StripeKeyData key)
    {
        var form = context.Request.HasFormContentType ? context.Request.Form : FormCollection.Empty;
        var parameters = string.Join('&', form.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));
        var (status, json, replayed) = _idempotent.Answer(
            $"{key.Account.Id} {key.Livemode}", context.Request.Headers["Idempotency-Key"], $"{context.Request.Path}?{parameters}", () =>
            {
                try
                {
                    return context.Items.ContainsKey(FailInsideFault.Mark) ? throw StripeErrors.FailedInside() : (200, _api.Answer(context.Request, key));
                }
                catch (StripeErrorException error)
                {
                    return (error.Status, error.ToJson());
                }
            });
        if (replayed) context.Response.Headers["Idempotent-Replayed"] = "true";
        return (status, json);
    }

    private StripeKeyData Authenticate(string? value)
    {
        if (string.IsNullOrEmpty(value)) throw StripeErrors.NoKey();
        var key = World.FindKey(value) ?? throw StripeErrors.InvalidKey(value);
        if (key.Expired) throw StripeErrors.ExpiredKey(value);
        if (key.ForOtherAddresses) throw StripeErrors.OtherAddress();
        if (key.Publishable) throw StripeErrors.PublishableKey();
        return key;
    }

    private static string? BearerKey(HttpRequest request)
        => request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$")]
    private static partial Regex Version();
}
