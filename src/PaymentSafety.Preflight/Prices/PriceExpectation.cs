using System.Globalization;
using PaymentSafety.Core.Json;

namespace PaymentSafety.Preflight.Prices;

/// <summary>What the map says a price must be. What is not written is not checked, except that a price is active.</summary>
public sealed class PriceExpectation
{
    public static readonly PriceExpectation Nothing = new(new Dictionary<string, JsonValue>(StringComparer.Ordinal));

    private readonly IReadOnlyDictionary<string, JsonValue> _written;

    private readonly IReadOnlySet<string> _inherited;

    internal PriceExpectation(IReadOnlyDictionary<string, JsonValue> written)
        : this(written, new HashSet<string>())
    {
    }

    private PriceExpectation(IReadOnlyDictionary<string, JsonValue> written, IReadOnlySet<string> inherited) => (_written, _inherited) = (written, inherited);

    /// <summary>Whether the price may be used for new purchases; true where nothing is written.</summary>
    public bool Active => Value("active") is not { Text: "false" };

    /// <summary>How many credits the plan grants; null where nothing is written.</summary>
    public long? Credits => Value("credits") is { } value ? long.Parse(value.Text, CultureInfo.InvariantCulture) : null;

    /// <summary>The text of a field; null where nothing is written.</summary>
    internal string? Text(string field) => Value(field) is { Kind: not JsonValueKind.Null } value ? value.Text : null;

    /// <summary>Whether the plan itself says it; false for what $defaults say for every plan.</summary>
    internal bool IsOwn(string field) => _written.ContainsKey(field) && !_inherited.Contains(field);

    /// <summary>The value as written, with its place; null where nothing is written.</summary>
    public JsonValue? Value(string field) => _written.GetValueOrDefault(field);

    /// <summary>These words before those of <paramref name="outer"/>.</summary>
    internal PriceExpectation Over(PriceExpectation outer)
    {
        if (_written.Count == 0)
            return outer;
        var merged = new Dictionary<string, JsonValue>(outer._written, StringComparer.Ordinal);
        foreach (var (field, value) in _written)
            merged[field] = value;
        return new PriceExpectation(merged, outer._inherited.Where(field => !_written.ContainsKey(field)).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>These words before the defaults of the whole map.</summary>
    internal PriceExpectation OverDefaults(PriceExpectation defaults) =>
        Over(new PriceExpectation(defaults._written, defaults._written.Keys.ToHashSet(StringComparer.Ordinal)));
}
