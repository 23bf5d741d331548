using PaymentSafety.StripeApi;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.StripeApi;

/// <summary>A server with the shop, a client of its live key, and a clock: waits between tries take no time and are noted.</summary>
public abstract class StripeApiTest : IAsyncLifetime
{
    private readonly List<IDisposable> _clients = [];

    protected const string PricePath = "/v1/prices/" + ShopScenario.LiteLivePrice;

    internal FakeTime Clock { get; } = new();

    /// <summary>The waits between tries, in order.</summary>
    protected List<TimeSpan> Waits { get; } = [];

    protected StripeServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await StripeServer.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await Server.DisposeAsync();
    }

    protected StripeApiClient Client(Func<StripeApiOptions, StripeApiOptions>? change = null, string? key = null, string keyName = "STRIPE_SECRET_KEY")
    {
        var options = new StripeApiOptions
        {
            BaseAddress = Server.Address,
            AllowLoopback = true,
            RequestsPerSecond = 1000,
            TimeProvider = Clock,
            Jitter = () => 0.5,
            Delay = (wait, cancellationToken) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                lock (Waits) Waits.Add(wait);
                Clock.Advance(wait);
                return Task.CompletedTask;
            },
        };
        var client = new StripeApiClient(new StripeApiKey(keyName, key ?? ShopScenario.LiveSecretKey), change?.Invoke(options) ?? options);
        _clients.Add(client);
        return client;
    }

    /// <summary>The fault of reading one price while the fault is on.</summary>
    protected async Task<StripeFault> FaultOfAsync(Fault fault, Func<StripeApiOptions, StripeApiOptions>? change = null)
    {
        Server.Faults.Add(fault);
        return await FaultOfPriceAsync(Client(change));
    }

    protected static async Task<StripeFault> FaultOfPriceAsync(StripeApiClient client)
    {
        var result = await client.GetPriceAsync(ShopScenario.LiteLivePrice).WaitAsync(Patience);
        Assert.False(result.Succeeded);
        Assert.Equal(result.Fault.Tries, result.Exchange.Tries);
        return result.Fault;
    }

    /// <summary>Longer than this a test that waits for the client has failed.</summary>
    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    protected static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
