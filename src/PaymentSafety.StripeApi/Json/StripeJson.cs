using System.Collections.ObjectModel;
using System.Text.Json;

namespace PaymentSafety.StripeApi;

/// <summary>
/// Reads an answer with strict kinds: <c>"active": "false"</c> is not false, and a property that is not there is not null. What
/// deviates ends the reading with the place and what is wrong there.
/// </summary>
internal readonly struct StripeJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow };

    private readonly JsonElement _element;
    private readonly string _path;

    private StripeJson(JsonElement element, string path)
    {
        _element = element;
        _path = path;
    }

    /// <summary>The element itself, for callers that read it on their own.</summary>
    public JsonElement Element => _element;

    /// <summary>Parses the text of an answer, which is always an object.</summary>
    /// <exception cref="StripeJsonException">It is not JSON, or not an object.</exception>
    public static StripeJson Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            if (text.Contains(@"\ud", StringComparison.OrdinalIgnoreCase)) RequireUnicode(document.RootElement);
            return new StripeJson(document.RootElement.Clone(), "the answer").Of(JsonValueKind.Object, "an object");
        }
        catch (JsonException exception)
        {
            throw new StripeJsonException(text.Length == 0 ? "the answer is empty" : $"the answer is not JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})");
        }
    }

    /// <summary>Requires the property <c>object</c>, by which Stripe names what an object is.</summary>
    public StripeJson Named(string type)
    {
        if (_element.TryGetProperty("object", out var name) && name.ValueKind == JsonValueKind.String && name.ValueEquals(type)) return new StripeJson(_element, type);
        throw new StripeJsonException($"{_path} is not a {type} object");
    }

    public string String(string name) => Required(name).AsString();

    public string? OptionalString(string name) => Optional(name)?.AsString();

    public bool Boolean(string name) => Required(name).AsBoolean();

    public bool? OptionalBoolean(string name) => Optional(name)?.AsBoolean();

    public long Integer(string name) => Required(name).AsInteger();

    public long? OptionalInteger(string name) => Optional(name)?.AsInteger();

    /// <summary>The property must be there, and may be null.</summary>
    public long? NullableInteger(string name) => Required(name) is { _element.ValueKind: not JsonValueKind.Null } value ? value.AsInteger() : null;

    public StripeJson Object(string name) => Required(name).Of(JsonValueKind.Object, "an object");

    public StripeJson? OptionalObject(string name) => Optional(name)?.Of(JsonValueKind.Object, "an object");

    /// <summary>The property must be there, and may be null.</summary>
    public StripeJson? NullableObject(string name)
        => Required(name) is { _element.ValueKind: not JsonValueKind.Null } value ? value.Of(JsonValueKind.Object, "an object") : null;

    /// <summary>What Stripe gives as an id, or, expanded, as the object itself.</summary>
    public (string? Id, StripeJson? Expanded) Expandable(string name)
    {
        var value = Required(name);
        return value._element.ValueKind == JsonValueKind.String ? (value.AsString(), null) : (null, value.Of(JsonValueKind.Object, "an id or an object"));
    }

    public IReadOnlyList<StripeJson> Array(string name)
    {
        var array = Required(name).Of(JsonValueKind.Array, "an array");
        return [.. array._element.EnumerateArray().Select((item, index) => new StripeJson(item, $"{array._path}[{index}]"))];
    }

    /// <summary>Strings of an array.</summary>
    public IReadOnlyList<string> Strings(string name) => [.. Array(name).Select(item => item.AsString())];

    /// <summary>The values of an object that serves as a dictionary; empty when it is absent.</summary>
    public IReadOnlyDictionary<string, T> Map<T>(string name, Func<StripeJson, T> read)
    {
        // Most prices have no entries in two of their three maps, and an account may have ten thousand prices.
        if (OptionalObject(name) is not { } value || !value._element.EnumerateObject().MoveNext()) return ReadOnlyDictionary<string, T>.Empty;
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var entry in value._element.EnumerateObject()) map[entry.Name] = read(new StripeJson(entry.Value, $"{value._path}.{entry.Name}"));
        return map;
    }

    public string AsString()
    {
        Of(JsonValueKind.String, "a string");
        return _element.GetString()!;
    }

    public StripeJson AsObject() => Of(JsonValueKind.Object, "an object");

    /// <summary>Half a surrogate pair, written as an escape, is JSON and yet no text: reading it would throw much later.</summary>
    private static void RequireUnicode(JsonElement element)
    {
        try
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.String:
                    element.GetString();
                    break;
                case JsonValueKind.Array:
                    foreach (var item in element.EnumerateArray()) RequireUnicode(item);
                    break;
                case JsonValueKind.Object:
                    foreach (var property in element.EnumerateObject())
                    {
                        _ = property.Name;
                        RequireUnicode(property.Value);
                    }

                    break;
            }
        }
        catch (InvalidOperationException)
        {
            throw new StripeJsonException("the answer holds text that is not Unicode");
        }
    }

    private bool AsBoolean() => _element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong("true or false"),
    };

    private long AsInteger()
        => _element.ValueKind == JsonValueKind.Number && _element.TryGetInt64(out var value) ? value : throw Wrong("an integer");

    private StripeJson Required(string name)
        => _element.TryGetProperty(name, out var value) ? new StripeJson(value, $"{_path}.{name}") : throw new StripeJsonException($"{_path} has no {name}");

    private StripeJson? Optional(string name)
        => _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? new StripeJson(value, $"{_path}.{name}") : null;

    private StripeJson Of(JsonValueKind kind, string expected) => _element.ValueKind == kind ? this : throw Wrong(expected);

    private StripeJsonException Wrong(string expected) => new($"{_path} is not {expected} but {Kind(_element.ValueKind)}");

    private static string Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}

/// <summary>An answer that is not what Stripe answers. Its message is the detail of a fault.</summary>
internal sealed class StripeJsonException(string message) : Exception(message);
