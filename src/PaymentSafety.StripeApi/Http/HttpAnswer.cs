using System.Text;

namespace PaymentSafety.StripeApi;

/// <summary>What came back over HTTP, before anyone knows whether Stripe wrote it.</summary>
internal sealed record HttpAnswer
{
    public required int Status { get; init; }

    /// <summary>Null when the body is larger than what is read.</summary>
    public required string? Body { get; init; }

    public required string? MediaType { get; init; }

    public required Uri? Location { get; init; }

    public required DateTimeOffset? Date { get; init; }

    public required TimeSpan? RetryAfter { get; init; }

    public required string? RequestId { get; init; }

    public required string? RateLimitedReason { get; init; }

    public required bool? ShouldRetry { get; init; }

    /// <summary>Whether Stripe repeats what it answered to this idempotency key before.</summary>
    public required bool IsReplayed { get; init; }

    public bool IsWebPage
        => !string.IsNullOrWhiteSpace(Body) && (Body.AsSpan().TrimStart().StartsWith("<") || MediaType is "text/html" or "application/xhtml+xml");

    /// <param name="body">Null when it is too large.</param>
    public static HttpAnswer Of(HttpResponseMessage response, ReadOnlyMemory<byte>? body, TimeProvider clock) => new()
    {
        Status = (int)response.StatusCode,
        Body = body is { } bytes ? Text(bytes.Span) : null,
        MediaType = response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant(),
        Location = response.Headers.Location,
        Date = response.Headers.Date,
        RetryAfter = Wait(response, clock),
        RequestId = Header(response, "Request-Id"),
        RateLimitedReason = Header(response, "Stripe-Rate-Limited-Reason"),
        ShouldRetry = Header(response, "Stripe-Should-Retry") switch { "true" => true, "false" => false, _ => null },
        IsReplayed = Header(response, "Idempotent-Replayed") == "true",
    };

    /// <summary>Bytes that are not UTF-8 become replacement characters: they cannot be part of anything that is compared.</summary>
    private static string Text(ReadOnlySpan<byte> body)
    {
        var mark = Encoding.UTF8.Preamble;
        return Encoding.UTF8.GetString(body.StartsWith(mark) ? body[mark.Length..] : body);
    }

    /// <summary>.NET parses neither a negative nor an absurdly large Retry-After nor text: then there is none.</summary>
    private static TimeSpan? Wait(HttpResponseMessage response, TimeProvider clock)
    {
        if (response.Headers.RetryAfter is not { } header) return null;
        // A date is on the server's clock, which its own Date header tells; this computer's may be off.
        var wait = header.Delta ?? header.Date - (response.Headers.Date ?? clock.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static string? Header(HttpResponseMessage response, string name)
        => response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
