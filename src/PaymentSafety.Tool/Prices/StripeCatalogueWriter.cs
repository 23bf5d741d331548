using PaymentSafety.Preflight.Creation;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Tool.Prices;

/// <summary>
/// The one class of this repository that writes to Stripe: it makes a product or a price, each with an idempotency key, and can do nothing
/// else. It is part of the tool and of nothing that runs in a build.
/// </summary>
internal sealed class StripeCatalogueWriter : IDisposable
{
    private readonly Uri _baseAddress;
    private readonly StripeSender _sender;

    /// <exception cref="ArgumentException">The address is neither Stripe's nor a loopback address that was allowed.</exception>
    public StripeCatalogueWriter(StripeApiKey key, StripeApiOptions options)
    {
        if (!StripeHost.IsAllowed(options.BaseAddress, options.AllowLoopback, out var reason))
            throw new ArgumentException($"A key is not sent to '{options.BaseAddress}': it {reason}.", nameof(options));
        _baseAddress = options.BaseAddress;
        _sender = new StripeSender(key, options);
    }

    public int RequestsSent => _sender.RequestsSent;

    public Task<StripeResult<StripeProduct>> CreateProductAsync(IReadOnlyList<KeyValuePair<string, string>> fields, string idempotencyKey, CancellationToken cancellationToken) =>
        _sender.SendAsync(Request(ProductToCreate.Path, fields, idempotencyKey), StripeReaders.Product, cancellationToken);

    /// <summary>The price without its product, which is known.</summary>
    public Task<StripeResult<StripePrice>> CreatePriceAsync(IReadOnlyList<KeyValuePair<string, string>> fields, string idempotencyKey, CancellationToken cancellationToken) =>
        _sender.SendAsync(Request(PriceToCreate.Path, fields, idempotencyKey), json => StripeReaders.Price(json).Price, cancellationToken);

    public void Dispose() => _sender.Dispose();

    private StripeRequest Request(string path, IReadOnlyList<KeyValuePair<string, string>> fields, string idempotencyKey) =>
        new(new Uri(_baseAddress, path)) { Creation = new StripeCreation(idempotencyKey, fields) };
}
