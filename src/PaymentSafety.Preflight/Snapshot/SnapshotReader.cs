using System.Text.Json;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Preflight.Snapshot;

/// <summary>Reads what <see cref="SnapshotWriter"/> wrote.</summary>
internal static class SnapshotReader
{
    /// <exception cref="JsonException">It is something else, or was cut off.</exception>
    public static BuildSnapshot Read(Stream stream)
    {
        using var document = JsonDocument.Parse(stream);
        try
        {
            return Snapshot(document.RootElement);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new JsonException("The snapshot is not what was written.", exception);
        }
    }

    private static BuildSnapshot Snapshot(JsonElement json) => new() { Salt = Text(json, "salt"), Sections = [.. Items(json, "sections", Section)] };

    private static SnapshotSection Section(JsonElement json) => new()
    {
        Fingerprint = Text(json, "fingerprint"),
        Api = new Uri(Text(json, "api")),
        Balance = Answer(json.GetProperty("balance"), balance => new StripeBalance(Boolean(balance, "livemode"))),
        Account = Answer(json.GetProperty("account"), Account),
        Prices = Map(json, "prices", price => Answer(price, Price)!),
        ActivePrices = Answer(json.GetProperty("activePrices"), prices => List(prices, Price)),
        LookupKeys = Map(json, "lookupKeys", lookup => Answer(lookup, found => new StripeLookup(OptionalText(found, "priceId")))!),
        Endpoints = Answer(json.GetProperty("endpoints"), endpoints => List(endpoints, Endpoint)),
        Undelivered = Answer(json.GetProperty("undelivered"), events => List(events, Event)),
        Delivered = Map(json, "delivered", answer => Answer(answer, events => List(events, Event))!),
    };

    private static StripeAccount Account(JsonElement json) => new()
    {
        Id = Text(json, "id"),
        ChargesEnabled = OptionalBoolean(json, "chargesEnabled"),
        PayoutsEnabled = OptionalBoolean(json, "payoutsEnabled"),
        Requirements = Optional(json.GetProperty("requirements"), requirements => new StripeRequirements(
            Texts(requirements, "currentlyDue"),
            OptionalNumber(requirements, "currentDeadline") is { } deadline ? DateTimeOffset.FromUnixTimeSeconds(deadline) : null,
            OptionalText(requirements, "disabledReason"))),
    };

    private static StripePrice Price(JsonElement json) => new()
    {
        Id = Text(json, "id"),
        Livemode = Boolean(json, "livemode"),
        Active = Boolean(json, "active"),
        Currency = Text(json, "currency"),
        UnitAmount = OptionalNumber(json, "unitAmount"),
        UnitAmountDecimal = OptionalText(json, "unitAmountDecimal"),
        BillingScheme = Text(json, "billingScheme"),
        HasCustomUnitAmount = Boolean(json, "hasCustomUnitAmount"),
        Recurring = Optional(json.GetProperty("recurring"), recurring => new StripeRecurrence(Text(recurring, "interval"), Number(recurring, "intervalCount"), Text(recurring, "usageType"))),
        LookupKey = OptionalText(json, "lookupKey"),
        Nickname = OptionalText(json, "nickname"),
        TaxBehavior = OptionalText(json, "taxBehavior"),
        Metadata = Metadata(json),
        Product = Product(json.GetProperty("product")),
        CurrencyOptions = Map(json, "currencyOptions", option => new StripeCurrencyOption(
            OptionalNumber(option, "unitAmount"), OptionalText(option, "unitAmountDecimal"), OptionalText(option, "taxBehavior"))),
    };

    private static StripeProduct Product(JsonElement json) => new()
    {
        Id = Text(json, "id"),
        Deleted = Boolean(json, "deleted"),
        Active = Boolean(json, "active"),
        Name = OptionalText(json, "name"),
        Metadata = Metadata(json),
    };

    private static StripeWebhookEndpoint Endpoint(JsonElement json) => new()
    {
        Id = Text(json, "id"),
        Livemode = Boolean(json, "livemode"),
        Url = Text(json, "url"),
        Enabled = Boolean(json, "enabled"),
        ApiVersion = OptionalText(json, "apiVersion"),
        EnabledEvents = Texts(json, "enabledEvents"),
        Created = DateTimeOffset.FromUnixTimeSeconds(Number(json, "created")),
    };

    private static StripeEvent Event(JsonElement json) =>
        new(Text(json, "id"), Text(json, "type"), DateTimeOffset.FromUnixTimeSeconds(Number(json, "created"))) { ObjectId = OptionalText(json, "objectId") };

    private static StripeFault Fault(JsonElement json) => new()
    {
        Kind = (StripeFaultKind)Number(json, "kind"),
        Message = Text(json, "message"),
        Fix = OptionalText(json, "fix"),
        Detail = OptionalText(json, "detail"),
        HttpStatus = (int?)OptionalNumber(json, "httpStatus"),
        StripeErrorCode = OptionalText(json, "stripeErrorCode"),
        RequestId = OptionalText(json, "requestId"),
        Permission = OptionalText(json, "permission"),
        PermissionId = OptionalText(json, "permissionId"),
        PermissionLink = OptionalText(json, "permissionLink"),
        ExistsInLivemode = OptionalBoolean(json, "existsInLivemode"),
        Tries = (int)Number(json, "tries"),
        IsReplayed = Boolean(json, "isReplayed"),
        IsTransient = Boolean(json, "isTransient"),
        StopsAll = Boolean(json, "stopsAll"),
    };

    private static StripeAnswer<T>? Answer<T>(JsonElement json, Func<JsonElement, T> read)
        where T : class => Optional(json, answer => new StripeAnswer<T>(Optional(answer.GetProperty("value"), read), Optional(answer.GetProperty("fault"), Fault)));

    private static StripeItems<T> List<T>(JsonElement json, Func<JsonElement, T> read)
        where T : class => new([.. Items(json, "items", read)], Boolean(json, "isCut"));

    private static IEnumerable<T> Items<T>(JsonElement json, string name, Func<JsonElement, T> read)
        where T : class
    {
        foreach (var item in json.GetProperty(name).EnumerateArray())
            yield return read(item);
    }

    private static Dictionary<string, T> Map<T>(JsonElement json, string name, Func<JsonElement, T> read)
        where T : class
    {
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var entry in json.GetProperty(name).EnumerateObject())
            map[entry.Name] = read(entry.Value);
        return map;
    }

    private static T? Optional<T>(JsonElement json, Func<JsonElement, T> read)
        where T : class => json.ValueKind == JsonValueKind.Null ? null : read(json);

    private static Dictionary<string, string> Metadata(JsonElement json) => Map(json, "metadata", value => value.GetString()!);

    private static List<string> Texts(JsonElement json, string name) => [.. Strings(json.GetProperty(name))];

    private static IEnumerable<string> Strings(JsonElement json)
    {
        foreach (var item in json.EnumerateArray())
            yield return item.GetString()!;
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException(name + " is null.");

    private static string? OptionalText(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static bool Boolean(JsonElement json, string name) => json.GetProperty(name).GetBoolean();

    private static bool? OptionalBoolean(JsonElement json, string name) => json.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.GetBoolean() : null;

    private static long Number(JsonElement json, string name) => json.GetProperty(name).GetInt64();

    private static long? OptionalNumber(JsonElement json, string name) => json.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.GetInt64() : null;
}
