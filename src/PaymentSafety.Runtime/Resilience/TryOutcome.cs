using System.Net;
using System.Net.Http.Headers;

namespace PaymentSafety.Runtime.Resilience;

/// <summary>What one try came to, and what follows from it: whether it may be sent again, and whether it says that Stripe is not well.</summary>
/// <param name="Word">For the metrics.</param>
/// <param name="IsRepeated">Whether the same request, with the same key, is worth another try.</param>
/// <param name="CountsAgainstStripe">Whether the circuit breaker counts it as a failure.</param>
internal sealed record TryOutcome(string Word, bool IsRepeated = false, bool CountsAgainstStripe = false)
{
    private static readonly TryOutcome Ok = new("ok");

    /// <summary>The card's issuer said no. Sent again it is another decline, and another mark against the shop.</summary>
    private static readonly TryOutcome Declined = new("declined");

    /// <summary>Stripe understood and refused: the same request is refused again.</summary>
    private static readonly TryOutcome Refused = new("refused");

    /// <summary>Another request holds the object or the key, or there were too many: one object's or one endpoint's trouble, and not Stripe's.</summary>
    private static readonly TryOutcome Busy = new("failed", IsRepeated: true);

    private static readonly TryOutcome Failed = new("failed", IsRepeated: true, CountsAgainstStripe: true);
    private static readonly TryOutcome FailedForGood = Failed with { IsRepeated = false };

    /// <summary>The first answer to this key, given once more: it says nothing about now, and will be the same for a day.</summary>
    private static readonly TryOutcome Replayed = new("failed");

    private static readonly TryOutcome Lost = new("lost", IsRepeated: true, CountsAgainstStripe: true);
    private static readonly TryOutcome LostForGood = Lost with { IsRepeated = false };

    /// <summary>The circuit breaker's own refusal: nothing was sent.</summary>
    private static readonly TryOutcome NotSent = new("not-sent");

    public static TryOutcome Of(HttpResponseMessage? response, Exception? exception) =>
        exception is not null ? Of(exception) : response is not null ? Of(response) : Lost;

    private static TryOutcome Of(HttpResponseMessage response)
    {
        var shouldRetry = Header(response.Headers, "Stripe-Should-Retry");
        switch ((int)response.StatusCode)
        {
            case < 400:
                return Ok;
            case (int)HttpStatusCode.PaymentRequired:
                return Declined;
            case (int)HttpStatusCode.Conflict or (int)HttpStatusCode.TooManyRequests:
                return shouldRetry == "false" ? Busy with { IsRepeated = false } : Busy;
            case >= 500:
                if (Header(response.Headers, "Idempotent-Replayed") == "true") return Replayed;
                return shouldRetry == "false" ? FailedForGood : Failed;
            default:
                return Refused;
        }
    }

    private static TryOutcome Of(Exception exception) => exception switch
    {
        StripeCircuitOpenException => NotSent,
        // What is configured wrong stays wrong, and a certificate that is not Stripe's must not be tried until it is believed.
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.UserAuthenticationError or HttpRequestError.ProxyTunnelError
                or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.VersionNegotiationError or HttpRequestError.ExtendedConnectNotSupported
        } => LostForGood,
        HttpRequestException or IOException => Lost,
        OperationCanceledException { InnerException: TimeoutException } => Lost,
        _ => LostForGood with { CountsAgainstStripe = false },
    };

    private static string? Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault()?.Trim().ToLowerInvariant() : null;
}
