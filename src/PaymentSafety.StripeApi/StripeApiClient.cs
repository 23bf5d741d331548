using System.Text.Json;

namespace PaymentSafety.StripeApi;

/// <summary>
/// The read side of Stripe's API for one key: GET only, to Stripe's host only, with a pinned version, limits on rate, number and time,
/// and faults in words. Safe for concurrent use. What cannot be answered comes back as a <see cref="StripeFault"/>; the only exception
/// for the outside's sake is <see cref="OperationCanceledException"/>, and only for the caller's own token.
/// </summary>
public sealed class StripeApiClient : IDisposable
{
    private const int LongestId = 255;

    private readonly Uri _baseAddress;
    private readonly StripeSender _sender;

    /// <param name="key">The key, sent in the Authorization header and nowhere else.</param>
    /// <param name="options">Limits and the address.</param>
    /// <exception cref="ArgumentException">The address is neither Stripe's nor a loopback address that was allowed.</exception>
    public StripeApiClient(StripeApiKey key, StripeApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(options);
        if (!StripeHost.IsAllowed(options.BaseAddress, options.AllowLoopback, out var reason))
            throw new ArgumentException($"A key is not sent to '{OutsideText.Clean(options.BaseAddress.ToString(), key.Value)}': it {reason}.", nameof(options));

        _baseAddress = options.BaseAddress;
        _sender = new StripeSender(key, options);
    }

    /// <summary>PF9010, when Stripe's clock and this computer's differ by more than a minute; null before the first answer.</summary>
    public StripeClockSkew? ClockSkew => _sender.ClockSkew;

    /// <summary>Requests sent so far, retries included.</summary>
    public int RequestsSent => _sender.RequestsSent;

    /// <summary>Reads one path.</summary>
    /// <param name="pathAndQuery">Begins with <c>/v1/</c> or <c>/v2/</c>; its parts are escaped already.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <returns>The answer, which is an object, or the fault.</returns>
    /// <exception cref="ArgumentException">The path leads elsewhere.</exception>
    public Task<StripeResult<JsonElement>> GetAsync(string pathAndQuery, CancellationToken cancellationToken = default)
        => ReadAsync(pathAndQuery, json => json.Element, cancellationToken);

    /// <summary>Reads a price with its product and currency options: one request.</summary>
    /// <param name="id">As the user wrote it; what cannot be an id is missing without being asked for.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    public async Task<StripeResult<StripePrice>> GetPriceAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!CanBeId(id)) return Missing<StripePrice>("price", id);

        var read = await ReadAsync(
            $"/v1/prices/{Uri.EscapeDataString(id)}?expand[]=product&expand[]=currency_options",
            json => SameId(StripeReaders.Price(json), id, answer => answer.Price.Id),
            cancellationToken).ConfigureAwait(false);
        if (!read.Succeeded) return new StripeResult<StripePrice>(read.Fault, read.Exchange);

        var (price, productId) = read.Value;
        if (productId is null) return new StripeResult<StripePrice>(price, read.Exchange);

        // Stripe expands what it is asked to; a server that stands in for it may not.
        var product = await GetProductAsync(productId, cancellationToken).ConfigureAwait(false);
        if (product.Succeeded) return new StripeResult<StripePrice>(price with { Product = product.Value }, read.Exchange);
        return product.Fault.Kind == StripeFaultKind.ResourceMissing
            ? new StripeResult<StripePrice>(_sender.Contradiction($"the product of price {id} is missing", product.Fault), product.Exchange)
            : new StripeResult<StripePrice>(product.Fault, product.Exchange);
    }

    /// <summary>Reads a product.</summary>
    public async Task<StripeResult<StripeProduct>> GetProductAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!CanBeId(id)) return Missing<StripeProduct>("product", id);
        return await ReadAsync(
            $"/v1/products/{Uri.EscapeDataString(id)}",
            json => SameId(StripeReaders.Product(json), id, product => product.Id),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the balance, for the mode of the key: one request.</summary>
    public Task<StripeResult<StripeBalance>> GetBalanceAsync(CancellationToken cancellationToken = default)
        => ReadAsync("/v1/balance", StripeReaders.Balance, cancellationToken);

    /// <summary>Reads the account of the key: one request.</summary>
    public Task<StripeResult<StripeAccount>> GetAccountAsync(CancellationToken cancellationToken = default)
        => ReadAsync("/v1/account", StripeReaders.Account, cancellationToken);

    /// <summary>
    /// Lists active prices that were not made inline, newest first, 100 a request. A price whose product the server did not expand is
    /// left out, and the listing then says so by a fault; it can be asked for by id.
    /// </summary>
    /// <param name="mostPages">Pages to read at most; when there are more, the listing says so by a fault.</param>
    /// <param name="progress">Told the number of prices after each page.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    public async Task<StripeListing<StripePrice>> ListActivePricesAsync(int mostPages, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostPages);
        var leftOut = 0;
        var listing = await new StripePager(this).ReadAllAsync(
            "/v1/prices?active=true&expand[]=data.product&expand[]=data.currency_options",
            json =>
            {
                var (price, productToRead) = StripeReaders.Price(json);
                if (productToRead is null) return price;
                leftOut++;
                return null;
            },
            mostPages,
            progress,
            cancellationToken).ConfigureAwait(false);
        if (leftOut == 0 || listing is { Fault: not null, IsCut: false }) return listing;
        // A list with gaps must not read as one that holds everything.
        return listing with { Fault = _sender.Contradiction("products in the list of prices are not expanded", new StripeFault { Kind = StripeFaultKind.BrokenAnswer, Message = "" }), IsCut = false };
    }

    /// <summary>Finds the active prices that have these lookup keys: one request for every ten keys, each of which has one price at most.</summary>
    /// <inheritdoc cref="ListPricesByLookupKeyAsync(IReadOnlyCollection{string}, bool, CancellationToken)"/>
    public Task<StripeListing<StripePrice>> ListPricesByLookupKeyAsync(IReadOnlyCollection<string> lookupKeys, CancellationToken cancellationToken = default)
        => ListPricesByLookupKeyAsync(lookupKeys, active: true, cancellationToken);

    /// <summary>Finds the prices that have these lookup keys: one request for every ten keys, each of which has one price at most.</summary>
    /// <param name="lookupKeys">Each once.</param>
    /// <param name="active">Whether those that can be bought, or those that are archived; a key belongs to one of either kind.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    /// <returns>Which price a key belongs to. A key that is not there belongs to no such price, where the listing is complete.</returns>
    public async Task<StripeListing<StripePrice>> ListPricesByLookupKeyAsync(IReadOnlyCollection<string> lookupKeys, bool active, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lookupKeys);
        var found = new List<StripePrice>();
        var pages = 0;
        foreach (var ten in lookupKeys.Chunk(10))
        {
            var path = $"/v1/prices?active={(active ? "true" : "false")}&expand[]=data.product" + string.Concat(ten.Select(key => "&lookup_keys[]=" + Uri.EscapeDataString(key)));
            var listing = await new StripePager(this).ReadAllAsync(path, json => StripeReaders.Price(json).Price, mostPages: 1, progress: null, cancellationToken).ConfigureAwait(false);
            found.AddRange(listing.Items);
            pages += listing.Pages;
            if (listing.Fault is { } fault) return new StripeListing<StripePrice>(found, pages, fault);
        }

        return new StripeListing<StripePrice>(found, pages, Fault: null);
    }

    /// <summary>Lists the webhook endpoints, the disabled ones too: one request for every hundred.</summary>
    public Task<StripeListing<StripeWebhookEndpoint>> ListWebhookEndpointsAsync(CancellationToken cancellationToken = default)
        => new StripePager(this).ReadAllAsync("/v1/webhook_endpoints", StripeReaders.WebhookEndpoint, mostPages: 10, progress: null, cancellationToken);

    /// <summary>Lists events by whether every endpoint that wants them has taken them, newest first. Stripe keeps events for 30 days.</summary>
    /// <param name="delivered">Whether they were delivered.</param>
    /// <param name="since">The oldest to list.</param>
    /// <param name="types">Only these types, 20 at most; none for all.</param>
    /// <param name="mostPages">Pages of 100 to read at most; when there are more, the listing is cut.</param>
    /// <param name="cancellationToken">Ends the call at once.</param>
    public Task<StripeListing<StripeEvent>> ListEventsAsync(
        bool delivered, DateTimeOffset since, IReadOnlyCollection<string> types, int mostPages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(types);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostPages);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(types.Count, 20);
        var path = FormattableString.Invariant($"/v1/events?delivery_success={(delivered ? "true" : "false")}&created[gte]={since.ToUnixTimeSeconds()}")
            + string.Concat(types.Select(type => "&types[]=" + Uri.EscapeDataString(type)));
        return new StripePager(this).ReadAllAsync(path, StripeReaders.Event, mostPages, progress: null, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _sender.Dispose();

    internal Task<StripeResult<T>> ReadAsync<T>(string pathAndQuery, Func<StripeJson, T> read, CancellationToken cancellationToken)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(pathAndQuery);
        // "//host/…" is another host to Uri; the check after it is for every other way that it may read a path.
        if (!(pathAndQuery.StartsWith("/v1/", StringComparison.Ordinal) || pathAndQuery.StartsWith("/v2/", StringComparison.Ordinal))
            || !Uri.TryCreate(_baseAddress, pathAndQuery, out var address)
            || Uri.Compare(address, _baseAddress, UriComponents.SchemeAndServer | UriComponents.UserInfo, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            throw new ArgumentException("A path of Stripe's API begins with /v1/ or /v2/.", nameof(pathAndQuery));
        }

        return _sender.SendAsync(new StripeRequest(address), read, cancellationToken);
    }

    /// <summary>
    /// Stripe's ids have at most 255 characters. Nothing else is known of ids that a user chose, as old plans have; but "." and ".." are
    /// steps in a path, however they are escaped, and would ask for something else.
    /// </summary>
    private static bool CanBeId(string id) => !string.IsNullOrWhiteSpace(id) && id.Length <= LongestId && id is not ("." or "..");

    private static StripeResult<T> Missing<T>(string type, string id)
        where T : notnull
        => new(new StripeFault { Kind = StripeFaultKind.ResourceMissing, Message = $"No such {type}: '{OutsideText.Clean(id)}'" }, new StripeExchange(0));

    private static T SameId<T>(T answer, string id, Func<T, string> idOf)
        => idOf(answer) == id ? answer : throw new StripeJsonException("the answer is another object than the one asked for");
}
