using PaymentSafety.Core.Json;
using PaymentSafety.Database;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Prices;

/// <summary>The file that says which Stripe price stands for which plan, in test and in live mode.</summary>
/// <param name="Path">The file as it is shown to the user.</param>
/// <param name="Plans">In the order of the file.</param>
public sealed record PriceMap(string Path, IReadOnlyList<Plan> Plans)
{
    /// <summary>$webhook: addresses by mode, and event types.</summary>
    internal IReadOnlyDictionary<string, JsonValue> WebhookSettings { get; init; } = new Dictionary<string, JsonValue>();

    /// <summary>$database: where the app keeps its plans.</summary>
    internal IReadOnlyDictionary<string, JsonValue> DatabaseSettings { get; init; } = new Dictionary<string, JsonValue>();

    /// <summary>$accounts: account ids by mode.</summary>
    internal IReadOnlyDictionary<string, JsonValue> Accounts { get; init; } = new Dictionary<string, JsonValue>();

    /// <summary>SHA-256 of the file, in small hexadecimal digits.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The app's table of plans, with the names that the schema gives where the map says nothing.</summary>
    /// <param name="provider">The kind of database, where it is not the map that says it.</param>
    internal PlanTable PlanTable(DatabaseProvider? provider = null)
    {
        var (schema, table) = (Setting("schema"), Setting("table") ?? "plans");
        // People write public.plans; a table that really has a dot in its name is written with its schema apart.
        if (schema is null && table.Split('.') is [{ Length: > 0 } first, { Length: > 0 } second])
            (schema, table) = (first, second);
        provider ??= Setting("provider") is { } word ? DatabaseProviders.Parse(word) : null;
        return new PlanTable(provider ?? DatabaseProvider.PostgreSql, schema, table, Setting("idColumn") ?? "id", Setting("priceColumn") ?? "stripe_price_id");

        string? Setting(string name) => DatabaseSettings.GetValueOrDefault(name)?.Text;
    }

    /// <summary>Where the map names the table, or where it could.</summary>
    internal SourcePlace DatabasePlace => DatabaseSettings.Values.Select(At).MinBy(place => (place.Position.Line, place.Position.Column)) ?? new SourcePlace(Path, TextPosition.Start);

    /// <summary>The address at which the app takes webhooks; null when the map names none.</summary>
    internal JsonValue? WebhookAddress(StripeMode mode) => WebhookSettings.GetValueOrDefault(mode.Word());

    /// <summary>The event types that the map says the app handles.</summary>
    internal IReadOnlyList<string> Events => WebhookSettings.GetValueOrDefault("events") is { } events ? [.. events.Items.Select(item => item.Text)] : [];

    /// <summary>The account that the keys of a mode must belong to; null when the map names none.</summary>
    internal JsonValue? Account(StripeMode mode) => Accounts.GetValueOrDefault(mode.Word());

    internal SourcePlace At(JsonValue value) => new(Path, value.Position);
}

/// <summary>One plan: one row of the user's own plans table.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Place">Where the name stands.</param>
/// <param name="Test">The test price.</param>
/// <param name="Live">The live price.</param>
/// <param name="Retired">Kept for existing subscribers only: its price may be archived.</param>
public sealed record Plan(string Name, SourcePlace Place, PriceSlot Test, PriceSlot Live, bool Retired)
{
    /// <summary>Whether credits are written and mean nothing: the reader said so.</summary>
    public bool IsCreditsWrong { get; init; }

    /// <summary>The id of its row in the app's table of plans: its own "id", or its name.</summary>
    public string DatabaseId { get; init; } = Name;

    public PriceSlot Slot(StripeMode mode) => mode == StripeMode.Live ? Live : Test;
}

/// <summary>The price of a plan in one mode.</summary>
/// <param name="Mode">Which mode the slot is for.</param>
/// <param name="PriceId">The id; null when it is not created yet.</param>
/// <param name="Place">Where the id stands, or where it should.</param>
/// <param name="Expected">What the price must be: the slot's own words before the plan's before the defaults.</param>
public sealed record PriceSlot(StripeMode Mode, string? PriceId, SourcePlace Place, PriceExpectation Expected)
{
    public SlotState State { get; init; }
}

/// <summary>What stands in a slot.</summary>
public enum SlotState
{
    /// <summary>The plan has no such property.</summary>
    NotWritten,

    /// <summary>null or "": the price is still to be created.</summary>
    NotCreated,

    /// <summary>Something that cannot be a price id; the reader said so.</summary>
    Wrong,

    /// <summary>A price id.</summary>
    Written,
}
