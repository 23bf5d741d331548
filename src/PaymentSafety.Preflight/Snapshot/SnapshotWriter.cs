using System.Text.Json;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Snapshot;

/// <summary>
/// Writes a snapshot as <see cref="SnapshotReader"/> reads it. By hand: a serializer that was made for these types takes longer to set itself up
/// than the gate takes to ask Stripe.
/// </summary>
internal sealed class SnapshotWriter
{
    /// <summary>Bytes from which on the text goes to the stream: that of ten thousand prices is not held whole.</summary>
    private const int Most = 64 * 1024;

    private readonly Utf8JsonWriter _json;

    private SnapshotWriter(Utf8JsonWriter json) => _json = json;

    /// <exception cref="IOException">The stream takes no more.</exception>
    public static void Write(Stream stream, BuildSnapshot snapshot)
    {
        using var json = new Utf8JsonWriter(stream);
        new SnapshotWriter(json).Write(snapshot);
    }

    private void Write(BuildSnapshot snapshot)
    {
        _json.WriteStartObject();
        _json.WriteString("salt", snapshot.Salt);
        Array("sections", snapshot.Sections, Section);
        _json.WriteEndObject();
    }

    private void Section(SnapshotSection section)
    {
        _json.WriteString("fingerprint", section.Fingerprint);
        _json.WriteString("api", section.Api.OriginalString);
        Answer("balance", section.Balance, balance => _json.WriteBoolean("livemode", balance.Livemode));
        Answer("account", section.Account, Account);
        Answers("prices", section.Prices, Price);
        Answer("activePrices", section.ActivePrices, prices => Items(prices, Price));
        Answers("lookupKeys", section.LookupKeys, lookup => _json.WriteString("priceId", lookup.PriceId));
        Answer("endpoints", section.Endpoints, endpoints => Items(endpoints, Endpoint));
        Answer("undelivered", section.Undelivered, events => Items(events, Event));
        Answers("delivered", section.Delivered, events => Items(events, Event));
    }

    private void Account(StripeAccount account)
    {
        _json.WriteString("id", account.Id);
        Boolean("chargesEnabled", account.ChargesEnabled);
        Boolean("payoutsEnabled", account.PayoutsEnabled);
        Object("requirements", account.Requirements, requirements =>
        {
            Strings("currentlyDue", requirements.CurrentlyDue);
            Number("currentDeadline", requirements.CurrentDeadline?.ToUnixTimeSeconds());
            _json.WriteString("disabledReason", requirements.DisabledReason);
        });
    }

    private void Price(StripePrice price)
    {
        _json.WriteString("id", price.Id);
        _json.WriteBoolean("livemode", price.Livemode);
        _json.WriteBoolean("active", price.Active);
        _json.WriteString("currency", price.Currency);
        Number("unitAmount", price.UnitAmount);
        _json.WriteString("unitAmountDecimal", price.UnitAmountDecimal);
        _json.WriteString("billingScheme", price.BillingScheme);
        _json.WriteBoolean("hasCustomUnitAmount", price.HasCustomUnitAmount);
        Object("recurring", price.Recurring, recurring =>
        {
            _json.WriteString("interval", recurring.Interval);
            _json.WriteNumber("intervalCount", recurring.IntervalCount);
            _json.WriteString("usageType", recurring.UsageType);
        });
        _json.WriteString("lookupKey", price.LookupKey);
        _json.WriteString("nickname", price.Nickname);
        _json.WriteString("taxBehavior", price.TaxBehavior);
        Metadata(price.Metadata);
        Object("product", price.Product, Product);
        _json.WriteStartObject("currencyOptions");
        foreach (var (currency, option) in price.CurrencyOptions)
        {
            Object(currency, option, _ =>
            {
                Number("unitAmount", option.UnitAmount);
                _json.WriteString("unitAmountDecimal", option.UnitAmountDecimal);
                _json.WriteString("taxBehavior", option.TaxBehavior);
            });
        }

        _json.WriteEndObject();
    }

    private void Product(StripeProduct product)
    {
        _json.WriteString("id", product.Id);
        _json.WriteBoolean("deleted", product.Deleted);
        _json.WriteBoolean("active", product.Active);
        _json.WriteString("name", product.Name);
        Metadata(product.Metadata);
    }

    private void Endpoint(StripeWebhookEndpoint endpoint)
    {
        _json.WriteString("id", endpoint.Id);
        _json.WriteBoolean("livemode", endpoint.Livemode);
        _json.WriteString("url", endpoint.Url);
        _json.WriteBoolean("enabled", endpoint.Enabled);
        _json.WriteString("apiVersion", endpoint.ApiVersion);
        Strings("enabledEvents", endpoint.EnabledEvents);
        _json.WriteNumber("created", endpoint.Created.ToUnixTimeSeconds());
    }

    private void Event(StripeEvent value)
    {
        _json.WriteString("id", value.Id);
        _json.WriteString("type", value.Type);
        _json.WriteNumber("created", value.Created.ToUnixTimeSeconds());
        _json.WriteString("objectId", value.ObjectId);
    }

    private void Fault(StripeFault fault)
    {
        _json.WriteNumber("kind", (int)fault.Kind);
        _json.WriteString("message", fault.Message);
        _json.WriteString("fix", fault.Fix);
        _json.WriteString("detail", fault.Detail);
        Number("httpStatus", fault.HttpStatus);
        _json.WriteString("stripeErrorCode", fault.StripeErrorCode);
        _json.WriteString("requestId", fault.RequestId);
        _json.WriteString("permission", fault.Permission);
        _json.WriteString("permissionId", fault.PermissionId);
        _json.WriteString("permissionLink", fault.PermissionLink);
        Boolean("existsInLivemode", fault.ExistsInLivemode);
        _json.WriteNumber("tries", fault.Tries);
        _json.WriteBoolean("isReplayed", fault.IsReplayed);
        _json.WriteBoolean("isTransient", fault.IsTransient);
        _json.WriteBoolean("stopsAll", fault.StopsAll);
    }

    private void Answer<T>(string name, StripeAnswer<T>? answer, Action<T> write)
        where T : class => Object(name, answer, given =>
    {
        Object("value", given.Value, write);
        Object("fault", given.Fault, Fault);
    });

    private void Answers<T>(string name, Dictionary<string, StripeAnswer<T>> answers, Action<T> write)
        where T : class
    {
        _json.WriteStartObject(name);
        foreach (var (key, answer) in answers)
            Answer(key, answer, write);
        _json.WriteEndObject();
    }

    private void Items<T>(StripeItems<T> items, Action<T> write)
        where T : class
    {
        Array("items", items.Items, write);
        _json.WriteBoolean("isCut", items.IsCut);
    }

    private void Array<T>(string name, IReadOnlyList<T> items, Action<T> write)
        where T : class
    {
        _json.WriteStartArray(name);
        foreach (var item in items)
        {
            _json.WriteStartObject();
            write(item);
            _json.WriteEndObject();
            PassOn();
        }

        _json.WriteEndArray();
    }

    private void Object<T>(string name, T? value, Action<T> write)
        where T : class
    {
        if (value is null)
        {
            _json.WriteNull(name);
            return;
        }

        _json.WriteStartObject(name);
        write(value);
        _json.WriteEndObject();
        PassOn();
    }

    private void Metadata(IReadOnlyDictionary<string, string> metadata)
    {
        _json.WriteStartObject("metadata");
        foreach (var (key, value) in metadata)
            _json.WriteString(key, value);
        _json.WriteEndObject();
    }

    private void Strings(string name, IReadOnlyList<string> values)
    {
        _json.WriteStartArray(name);
        foreach (var value in values)
            _json.WriteStringValue(value);
        _json.WriteEndArray();
    }

    private void Number(string name, long? value)
    {
        if (value is { } number)
            _json.WriteNumber(name, number);
        else
            _json.WriteNull(name);
    }

    private void Boolean(string name, bool? value)
    {
        if (value is { } boolean)
            _json.WriteBoolean(name, boolean);
        else
            _json.WriteNull(name);
    }

    private void PassOn()
    {
        if (_json.BytesPending > Most)
            _json.Flush();
    }
}
