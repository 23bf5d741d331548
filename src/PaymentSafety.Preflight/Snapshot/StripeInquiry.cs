using PaymentSafety.Core;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Snapshot;

/// <summary>Asks Stripe what a section of the snapshot does not know yet, and adds the answers to it.</summary>
internal sealed class StripeInquiry : IDisposable
{
    /// <summary>With fewer prices a list can save nothing.</summary>
    private const int FewestToList = 4;

    private const int PagesOfUndelivered = 5;

    /// <summary>What a scan of every price leaves for the account, the webhooks, lookup keys and tries again.</summary>
    private const int OtherRequests = PagesOfUndelivered + 10;

    private static readonly TimeSpan UndeliveredSince = TimeSpan.FromDays(3);

    /// <summary>How long Stripe keeps events: what an older endpoint was ever sent cannot be told.</summary>
    private static readonly TimeSpan EventsAreKept = TimeSpan.FromDays(30);

    private readonly SnapshotSection _section;
    private readonly StripeQuestions _questions;
    private readonly PreflightOptions _options;
    private readonly IProgress<int> _listed;
    private readonly StripeApiClient _client;
    private readonly StripeApiOptions _api;

    public StripeInquiry(SnapshotSection section, StripeQuestions questions, PreflightOptions options, IProgress<int> listed)
    {
        (_section, _questions, _options, _listed) = (section, questions, options, listed);
        _api = options.AdjustApi(new StripeApiOptions
        {
            BaseAddress = questions.Api,
            AllowLoopback = options.LocalStripe,
            Deadline = options.Deadline,
            MaxRequests = options.MostRequests(questions.PriceIds.Count),
            RequestsPerSecond = StripeKeyShape.Of(questions.Key.Value).Mode == StripeMode.Live ? StripeApiOptions.LiveRequestsPerSecond : StripeApiOptions.TestRequestsPerSecond,
        });
        _client = new StripeApiClient(new StripeApiKey(questions.Key.Name, questions.Key.Value), _api);
    }

    public int RequestsSent => _client.RequestsSent;

    public StripeClockSkew? ClockSkew => _client.ClockSkew;

    public void Dispose() => _client.Dispose();

    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        // One request alone first: a key that Stripe refuses is found out with it, not with one for every plan.
        if (await FirstAsync(cancellationToken).ConfigureAwait(false) is { StopsAll: true } stop)
        {
            Stop(stop);
            return;
        }

        await Task.WhenAll(PricesAsync(cancellationToken), WebhooksAsync(cancellationToken)).ConfigureAwait(false);
        await LookupKeysAsync(cancellationToken).ConfigureAwait(false);
        if (!KnowsMode)
            _section.Balance ??= StripeAnswer<StripeBalance>.Of(await _client.GetBalanceAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Whether an answer says the key's mode; the balance is asked only where nothing else does.</summary>
    private bool KnowsMode =>
        _section.Balance is not null || _section.Prices.Values.Any(answer => answer.Value is not null) || _section.Endpoints?.Value?.Items.Count > 0;

    private IEnumerable<string> OpenPrices => _questions.PriceIds.Where(id => !_section.Prices.ContainsKey(id));

    private async Task<StripeFault?> FirstAsync(CancellationToken cancellationToken)
    {
        if (_questions.Account)
        {
            _section.Account ??= StripeAnswer<StripeAccount>.Of(await _client.GetAccountAsync(cancellationToken).ConfigureAwait(false));
            return _section.Account.Fault;
        }

        if (_section.Account is null)
            _section.Balance ??= StripeAnswer<StripeBalance>.Of(await _client.GetBalanceAsync(cancellationToken).ConfigureAwait(false));
        return _section.Account is null ? _section.Balance?.Fault : null;
    }

    private void Stop(StripeFault stop)
    {
        foreach (var id in OpenPrices.ToList())
            _section.Prices[id] = new StripeAnswer<StripePrice>(null, stop);
        if (_questions.Webhooks)
        {
            _section.Endpoints ??= new StripeAnswer<StripeItems<StripeWebhookEndpoint>>(null, stop);
            _section.Undelivered ??= new StripeAnswer<StripeItems<StripeEvent>>(null, stop);
        }

        if (_questions.Scan)
            _section.ActivePrices ??= new StripeAnswer<StripeItems<StripePrice>>(null, stop);
    }

    /// <summary>A list may show that a price exists, never that it does not: what it does not hold is asked by id.</summary>
    private async Task PricesAsync(CancellationToken cancellationToken)
    {
        var open = OpenPrices.ToList();
        if (_section.ActivePrices is null && (_questions.Scan || open.Count >= FewestToList))
        {
            var pages = _questions.Scan ? Math.Max(1, _api.MaxRequests - open.Count - OtherRequests) : Math.Max(1, open.Count / 5);
            var listing = await _client.ListActivePricesAsync(pages, _listed, cancellationToken).ConfigureAwait(false);
            _section.ActivePrices = StripeItems<StripePrice>.Of(listing);
            var byId = listing.Items.ToDictionary(price => price.Id, StringComparer.Ordinal);
            foreach (var id in open.Where(byId.ContainsKey))
                _section.Prices[id] = new StripeAnswer<StripePrice>(byId[id], null);
            open = OpenPrices.ToList();
        }

        // The client holds back what would exceed its rate and concurrency.
        var answers = await Task.WhenAll(open.Select(id => _client.GetPriceAsync(id, cancellationToken))).ConfigureAwait(false);
        foreach (var (id, answer) in open.Zip(answers))
            _section.Prices[id] = StripeAnswer<StripePrice>.Of(answer);
    }

    private async Task WebhooksAsync(CancellationToken cancellationToken)
    {
        if (!_questions.Webhooks)
            return;
        var now = _api.TimeProvider.GetUtcNow();
        var endpoints = _section.Endpoints is null ? _client.ListWebhookEndpointsAsync(cancellationToken) : null;
        if (_section.Undelivered is null)
            _section.Undelivered = StripeItems<StripeEvent>.Of(await _client.ListEventsAsync(false, now - UndeliveredSince, [], PagesOfUndelivered, cancellationToken).ConfigureAwait(false));
        if (endpoints is not null)
            _section.Endpoints = StripeItems<StripeWebhookEndpoint>.Of(await endpoints.ConfigureAwait(false));

        foreach (var endpoint in _section.Endpoints?.Value?.Items ?? [])
        {
            if (!endpoint.Enabled || now - endpoint.Created > EventsAreKept || _section.Delivered.ContainsKey(endpoint.Id))
                continue;
            var types = endpoint.EnabledEvents.Contains("*") ? [] : endpoint.EnabledEvents.Take(20).ToList();
            _section.Delivered[endpoint.Id] = StripeItems<StripeEvent>.Of(await _client.ListEventsAsync(true, endpoint.Created, types, mostPages: 1, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>A price that has the key that the map expects proves it; only the others are looked for.</summary>
    private async Task LookupKeysAsync(CancellationToken cancellationToken)
    {
        var open = _questions.ExpectedLookupKeys
            .Where(expected => _section.Prices.GetValueOrDefault(expected.Key)?.Value is { } price && price.LookupKey != expected.Value)
            .Select(expected => expected.Value).Distinct(StringComparer.Ordinal).Where(key => !_section.LookupKeys.ContainsKey(key)).ToList();
        if (open.Count == 0)
            return;
        var listing = await _client.ListPricesByLookupKeyAsync(open, cancellationToken).ConfigureAwait(false);
        foreach (var key in open)
        {
            var holder = listing.Items.FirstOrDefault(price => price.LookupKey == key);
            _section.LookupKeys[key] = holder is null && listing.Fault is { } fault ? new StripeAnswer<StripeLookup>(null, fault) : new StripeAnswer<StripeLookup>(new StripeLookup(holder?.Id), null);
        }
    }
}
