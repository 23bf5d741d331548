using System.Collections.Concurrent;

namespace PaymentSafety.Tests.Stripe;

/// <summary>A request that arrived. Its key is there masked, never as it was sent.</summary>
public sealed record LoggedRequest(string Method, string Path, string Query, string MaskedKey, string StripeVersion, string UserAgent, bool HasCookie)
{
    /// <summary>The Idempotency-Key; empty when there is none.</summary>
    public string IdempotencyKey { get; init; } = "";
}

/// <summary>The requests that arrived, in order.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentQueue<LoggedRequest> _requests = new();

    public IReadOnlyList<LoggedRequest> All => [.. _requests];

    public int Count => _requests.Count;

    /// <summary>How many had this path.</summary>
    public int CountOf(string path) => _requests.Count(request => request.Path == path);

    /// <summary>Waits until so many have arrived.</summary>
    public async Task WaitForAsync(int count, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (_requests.Count < count) await Task.Delay(5, limit.Token);
    }

    internal void Add(HttpRequest request, string? key)
        => _requests.Enqueue(new LoggedRequest(
            request.Method,
            request.Path.Value!,
            request.QueryString.Value ?? "",
            key is null ? "" : StripeKeyData.Mask(key),
            request.Headers["Stripe-Version"].ToString(),
            request.Headers.UserAgent.ToString(),
            request.Headers.ContainsKey("Cookie"))
        {
            IdempotencyKey = request.Headers["Idempotency-Key"].ToString(),
        });
}
