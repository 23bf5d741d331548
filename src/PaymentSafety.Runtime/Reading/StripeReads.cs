using Microsoft.Extensions.Options;
using PaymentSafety.Core;
using PaymentSafety.Runtime.Resilience;
using PaymentSafety.Runtime.Settings;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Runtime.Reading;

/// <summary>Makes the client by which this library itself reads from Stripe: the app's key, its retries and its circuit breaker.</summary>
internal sealed class StripeReads(IOptions<PaymentSafetyOptions> options, StripeSettingsReader settings, StripeResilience resilience, TimeProvider time)
{
    /// <summary>Whether the app is in live mode.</summary>
    public bool Livemode => settings.ModeOf(options.Value) == StripeMode.Live;

    private Func<HttpMessageHandler, HttpMessageHandler>? Transport { get; set; }

    /// <summary>Puts something in the network's place; tests answer in the process.</summary>
    internal StripeReads Through(Func<HttpMessageHandler, HttpMessageHandler> transport)
    {
        Transport = transport;
        return this;
    }

    /// <summary>A client for one piece of work. The caller disposes it.</summary>
    /// <param name="maxRequests">Most requests of it.</param>
    /// <param name="deadline">Time for all of it.</param>
    /// <param name="requestsPerSecond">Most requests that begin in one second.</param>
    /// <exception cref="InvalidOperationException">There is no key.</exception>
    public StripeApiClient Open(int maxRequests, TimeSpan deadline, int requestsPerSecond)
    {
        var current = options.Value;
        var key = settings.Read(current).AppKey ?? throw new InvalidOperationException("There is no Stripe key in the app's settings: PF2001 says where it was looked for.");
        return new StripeApiClient(new StripeApiKey(key.Name, key.Value), new StripeApiOptions
        {
            BaseAddress = current.StripeApi,
            AllowLoopback = current.AllowLoopback,
            MaxRequests = maxRequests,
            Deadline = deadline,
            RequestsPerSecond = requestsPerSecond,
            // All tries of one request, whose own limits are the app's.
            PerTry = deadline,
            MaxTries = 1,
            TimeProvider = time,
            Wrap = inner => new StripeResilienceHandler(resilience) { InnerHandler = Transport?.Invoke(inner) ?? inner },
        });
    }
}
