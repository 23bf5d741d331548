using System.Globalization;
using PaymentSafety.Preflight.Json;

namespace PaymentSafety.Preflight.Prices;

/// <summary>What the map says a price must be. What is not written is not checked, except that a price is active.</summary>
public sealed class PriceExpectation
{
    public static readonly PriceExpectation Nothing = new(new Dictionary<string, JsonValue>(StringComparer.Ordinal));

    private readonly IReadOnlyDictionary<string, JsonValue> _written;

    internal PriceExpectation(IReadOnlyDictionary<string, JsonValue> written) => _written = written;

    /// <summary>Whether the price may be used for new purchases; true where nothing is written.</summary>
    public bool Active => Value("active") is not { Text: "false" };

    /// <summary>How many credits the plan grants; null where nothing is written.</summary>
    public long? Credits => Value("credits") is { } value ? long.Parse(value.Text, CultureInfo.InvariantCulture) : null;

    /// <summary>The value as written, with its place; null where nothing is written.</summary>
    public JsonValue? Value(string field) => _written.GetValueOrDefault(field);

    /// <summary>These words before those of <paramref name="outer"/>.</summary>
    internal PriceExpectation Over(PriceExpectation outer)
    {
        if (_written.Count == 0)
            return outer;
        if (outer._written.Count == 0)
            return this;
        var merged = new Dictionary<string, JsonValue>(outer._written, StringComparer.Ordinal);
        foreach (var (field, value) in _written)
            merged[field] = value;
        return new PriceExpectation(merged);
    }
}
