namespace PaymentSafety.Core.Json;

/// <summary>One JSON value and where it stands. Properties are kept in the order and number in which they were written: a duplicate is a finding, not a loss.</summary>
public sealed class JsonValue
{
    private JsonValue(JsonValueKind kind, TextPosition position, JsonSpan span, string text, IReadOnlyList<JsonMember> properties, IReadOnlyList<JsonValue> items)
    {
        Kind = kind;
        Position = position;
        Span = span;
        Text = text;
        Properties = properties;
        Items = items;
    }

    public JsonValueKind Kind { get; }

    /// <summary>The first character of the value: the quote of a string, the brace of an object.</summary>
    public TextPosition Position { get; }

    /// <summary>The characters that it is written in, quotes and braces included.</summary>
    public JsonSpan Span { get; }

    /// <summary>The characters of a string without quotes and escapes; a number or literal as it is written; empty for objects and arrays.</summary>
    public string Text { get; }

    /// <summary>The properties of an object as written; empty for every other kind.</summary>
    public IReadOnlyList<JsonMember> Properties { get; }

    /// <summary>The items of an array; empty for every other kind.</summary>
    public IReadOnlyList<JsonValue> Items { get; }

    public bool IsString => Kind == JsonValueKind.String;

    internal static JsonValue Scalar(JsonValueKind kind, TextPosition position, JsonSpan span, string text) => new(kind, position, span, text, [], []);

    internal static JsonValue Object(TextPosition position, JsonSpan span, IReadOnlyList<JsonMember> properties) => new(JsonValueKind.Object, position, span, "", properties, []);

    internal static JsonValue Array(TextPosition position, JsonSpan span, IReadOnlyList<JsonValue> items) => new(JsonValueKind.Array, position, span, "", [], items);
}

/// <summary>A property of a JSON object: its name, where the name stands, and the value.</summary>
/// <param name="Name">The name without quotes and escapes.</param>
/// <param name="Position">The quote before the name.</param>
/// <param name="NameSpan">The characters of the name, quotes included.</param>
public sealed record JsonMember(string Name, TextPosition Position, JsonSpan NameSpan, JsonValue Value);

/// <summary>A part of the parsed text, in UTF-16 code units from its start.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">The one after the last.</param>
public readonly record struct JsonSpan(int Start, int End);
