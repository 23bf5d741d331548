using System.Net;
using Stripe;

namespace StripeSurface.Tests.Usage;

/// <summary>Mocks by hand, in the three ways that the library allows. <see cref="DoubleTests"/> runs them.</summary>
internal sealed class RecordingPaymentIntentService : PaymentIntentService
{
    public List<string?> Keys { get; } = [];

    public override Task<PaymentIntent> CreateAsync(
        PaymentIntentCreateOptions options, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default)
    {
        Keys.Add(requestOptions?.IdempotencyKey);
        return Task.FromResult(new PaymentIntent { Id = "pi_1", Amount = options.Amount ?? 0, ClientSecret = "a secret" });
    }
}

internal sealed class DecliningRefunds : ICreatable<Refund, RefundCreateOptions>
{
    public Refund Create(RefundCreateOptions createOptions, RequestOptions? requestOptions = null) =>
        throw new StripeException(HttpStatusCode.PaymentRequired, new StripeError { Type = "card_error", DeclineCode = "lost_card" }, "declined");

    public Task<Refund> CreateAsync(RefundCreateOptions createOptions, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        Task.FromException<Refund>(new StripeException("declined"));
}

internal sealed class OfflineHttpClient : IHttpClient
{
    public Task<StripeResponse> MakeRequestAsync(StripeRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new StripeResponse(HttpStatusCode.ServiceUnavailable, null, "{}"));

    public Task<StripeStreamedResponse> MakeStreamingRequestAsync(StripeRequest request, CancellationToken cancellationToken = default) =>
        Task.FromException<StripeStreamedResponse>(new HttpRequestException());
}
