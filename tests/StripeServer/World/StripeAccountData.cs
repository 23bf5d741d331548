namespace PaymentSafety.Tests.Stripe;

/// <summary>An account. Test and live mode are two worlds: what exists in one does not in the other.</summary>
public sealed class StripeAccountData(string id)
{
    public string Id { get; } = id;

    public bool ChargesEnabled { get; set; } = true;

    public bool PayoutsEnabled { get; set; } = true;

    public IList<string> CurrentlyDue { get; } = [];

    /// <summary>Used where a request names no version.</summary>
    public string DefaultApiVersion { get; set; } = "2026-07-29.dahlia";

    public StripeModeData Test { get; } = new(livemode: false);

    public StripeModeData Live { get; } = new(livemode: true);

    public StripeModeData Mode(bool livemode) => livemode ? Live : Test;
}

/// <summary>The objects of one account in one mode.</summary>
public sealed class StripeModeData(bool livemode)
{
    public bool Livemode { get; } = livemode;

    public StripeObjects<ProductData> Products { get; } = new();

    public StripeObjects<PriceData> Prices { get; } = new();

    public StripeObjects<WebhookEndpointData> WebhookEndpoints { get; } = new();

    public StripeObjects<EventData> Events { get; } = new();

    public StripeObjects<PaymentIntentData> PaymentIntents { get; } = new();

    public StripeObjects<CustomerData> Customers { get; } = new();

    public StripeObjects<CheckoutSessionData> CheckoutSessions { get; } = new();

    private int _number;

    /// <summary>For the id of the next object that a request makes.</summary>
    public int NextNumber() => Interlocked.Increment(ref _number);
}

/// <summary>Objects of one kind. Safe for the requests of a server and a test that changes them.</summary>
public sealed class StripeObjects<T>
    where T : class, IStripeObject
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, T> _byId = new(StringComparer.Ordinal);

    /// <summary>Adds an object, or replaces the one with its id.</summary>
    public T Put(T value)
    {
        lock (_gate) return _byId[value.Id] = value;
    }

    /// <summary>Takes an object away, if it is there.</summary>
    public void Remove(string id)
    {
        lock (_gate) _byId.Remove(id);
    }

    public T? Find(string id)
    {
        lock (_gate) return _byId.GetValueOrDefault(id);
    }

    /// <summary>Newest first, as every list of Stripe's.</summary>
    public IReadOnlyList<T> NewestFirst()
    {
        lock (_gate) return [.. _byId.Values.OrderByDescending(value => value.Created).ThenByDescending(value => value.Id, StringComparer.Ordinal)];
    }
}
