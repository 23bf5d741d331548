using System.Net;
using System.Net.Http.Headers;

namespace PaymentSafety.StripeApi;

/// <summary>Sends one request and reads its answer, within limits. Knows nothing of retries.</summary>
internal sealed class StripeConnection : IDisposable
{
    /// <summary>Largest set of headers, in KiB.</summary>
    public const int MaxHeadersKilobytes = 64;

    private const int Chunk = 16 * 1024;

    private readonly HttpClient _client;
    private readonly StripeApiKey _key;
    private readonly StripeApiOptions _options;

    public StripeConnection(StripeApiKey key, StripeApiOptions options)
    {
        _key = key;
        _options = options;

        var proxy = options.Proxy ?? (StripeHost.IsLoopback(options.BaseAddress) ? null : HttpClient.DefaultProxy);
        Proxy = ProxySource.For(options.BaseAddress, proxy, Environment.GetEnvironmentVariable);
        HttpMessageHandler handler = Handler(options, Proxy is null ? null : proxy);
        _client = new HttpClient(options.Wrap?.Invoke(handler) ?? handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The proxy in between, if there is one.</summary>
    public ProxySource? Proxy { get; }

    /// <exception cref="HttpRequestException">No usable HTTP answer.</exception>
    /// <exception cref="IOException">The answer broke off.</exception>
    /// <exception cref="InvalidDataException">The answer is not compressed in the way that it says.</exception>
    public async Task<HttpAnswer> SendAsync(StripeRequest asked, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(asked.Creation is null ? HttpMethod.Get : HttpMethod.Post, asked.Address);
        if (asked.Creation is { } creation)
        {
            request.Content = new FormUrlEncodedContent(creation.Fields);
            request.Headers.Add("Idempotency-Key", creation.IdempotencyKey);
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key.Value);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Add("Stripe-Version", _options.StripeVersion);
        request.Headers.Add("User-Agent", _options.UserAgent);

        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var body = await BodyAsync(response.Content, cancellationToken).ConfigureAwait(false);
        return HttpAnswer.Of(response, body, _options.TimeProvider);
    }

    public void Dispose() => _client.Dispose();

    private static SocketsHttpHandler Handler(StripeApiOptions options, IWebProxy? proxy)
    {
        var handler = new SocketsHttpHandler
        {
            // A redirect would send the key to wherever it points.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = proxy is not null,
            Proxy = proxy,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
            MaxConnectionsPerServer = options.Concurrency,
            MaxResponseHeadersLength = MaxHeadersKilobytes,
            // Nothing about the user's build goes out with a request.
            ActivityHeadersPropagator = null,
        };
        if (options.Connect is { } connect) handler.ConnectCallback = connect;
        return handler;
    }

    /// <returns>Null when it is larger than what is read.</returns>
    private async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > _options.MaxAnswerBytes) return null;

        // Counted here and not left to HttpClient: a small compressed answer may be a huge one.
        using var body = new MemoryStream();
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var chunk = new byte[Chunk];
            while (await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                body.Write(chunk, 0, read);
                if (body.Length > _options.MaxAnswerBytes) return null;
            }
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
