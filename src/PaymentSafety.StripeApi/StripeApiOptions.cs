using System.Net;

namespace PaymentSafety.StripeApi;

/// <summary>How the client talks to Stripe. The defaults are the gate's; only tests and large catalogues need others.</summary>
public sealed record StripeApiOptions
{
    /// <summary>The API version that this client was written against, that of Stripe.net 52.2.</summary>
    public const string DefaultStripeVersion = "2026-07-29.dahlia";

    /// <summary>Requests a second in live mode. Stripe allows 25 for an endpoint; the account's own traffic needs the rest.</summary>
    public const int LiveRequestsPerSecond = 20;

    /// <summary>Requests a second in test mode.</summary>
    public const int TestRequestsPerSecond = 10;

    /// <summary>https://api.stripe.com, or a loopback address when <see cref="AllowLoopback"/> is set. Anything else is refused.</summary>
    public Uri BaseAddress { get; init; } = StripeHost.Default;

    /// <summary>Accepts a loopback <see cref="BaseAddress"/>. What was checked there proves nothing about Stripe.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>The Stripe-Version header, so that the account's default version cannot change what an answer looks like.</summary>
    public string StripeVersion { get; init; } = DefaultStripeVersion;

    /// <summary>The User-Agent header.</summary>
    public string UserAgent { get; init; } = "PaymentSafety/" + typeof(StripeApiOptions).Assembly.GetName().Version!.ToString(3);

    /// <summary>Most requests that are started in any one second. Default: that of test mode, the lower one.</summary>
    public int RequestsPerSecond { get; init; } = TestRequestsPerSecond;

    /// <summary>Most requests under way at once.</summary>
    public int Concurrency { get; init; } = 8;

    /// <summary>Most requests over the client's life, retries included.</summary>
    public int MaxRequests { get; init; } = 50;

    /// <summary>Time for everything, from the first request.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Time for one try, connecting and the whole body included.</summary>
    public TimeSpan PerTry { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Largest answer, in bytes after decompression.</summary>
    public int MaxAnswerBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How often a request is sent at most. Set 1 where <see cref="Wrap"/> adds a handler that repeats.</summary>
    public int MaxTries { get; init; } = RetryPolicy.MostTries;

    /// <summary>Puts a handler above the one that sends, such as that of PaymentSafety.Runtime. The client disposes what it gives.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler>? Wrap { get; init; }

    /// <summary>The proxy. Default: the system's, and none for a loopback address.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>The clock of every limit here.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How to wait between tries; tests wait without waiting.</summary>
    internal Func<TimeSpan, CancellationToken, Task>? Delay { get; init; }

    /// <summary>A number of [0, 1) for the jitter of waits.</summary>
    internal Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>How a connection is made; tests fail it in ways that no local server can.</summary>
    internal Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? Connect { get; init; }
}
