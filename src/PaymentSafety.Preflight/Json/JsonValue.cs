using System.Text.Json;

namespace PaymentSafety.Preflight.Json;

/// <summary>One JSON value and where it stands. Properties are kept in the order and number in which they were written: a duplicate is a finding, not a loss.</summary>
public sealed class JsonValue
{
    private JsonValue(JsonValueKind kind, TextPosition position, string text, IReadOnlyList<JsonMember> properties, IReadOnlyList<JsonValue> items) =>
        (Kind, Position, Text, Properties, Items) = (kind, position, text, properties, items);

    public JsonValueKind Kind { get; }

    /// <summary>The first character of the value: the quote of a string, the brace of an object.</summary>
    public TextPosition Position { get; }

    /// <summary>The characters of a string without quotes and escapes; a number or literal as it is written; empty for objects and arrays.</summary>
    public string Text { get; }

    /// <summary>The properties of an object as written; empty for every other kind.</summary>
    public IReadOnlyList<JsonMember> Properties { get; }

    /// <summary>The items of an array; empty for every other kind.</summary>
    public IReadOnlyList<JsonValue> Items { get; }

    public bool IsString => Kind == JsonValueKind.String;

    public static JsonValue Scalar(JsonValueKind kind, TextPosition position, string text) => new(kind, position, text, [], []);

    public static JsonValue Object(TextPosition position, IReadOnlyList<JsonMember> properties) => new(JsonValueKind.Object, position, "", properties, []);

    public static JsonValue Array(TextPosition position, IReadOnlyList<JsonValue> items) => new(JsonValueKind.Array, position, "", [], items);
}

/// <summary>A property of a JSON object: its name, where the name stands, and the value.</summary>
public sealed record JsonMember(string Name, TextPosition Position, JsonValue Value);
