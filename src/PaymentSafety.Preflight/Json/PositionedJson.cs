using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PaymentSafety.Preflight.Json;

/// <summary>
/// Reads JSON as .NET's configuration does (comments, trailing commas and a byte order mark are allowed) and keeps the place of every value,
/// which <see cref="JsonDocument"/> does not.
/// </summary>
public static class PositionedJson
{
    /// <summary>Larger files are refused: a map of 10,000 plans with every field has about 5 MiB.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private static readonly JsonReaderOptions ReaderOptions = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads a file.</summary>
    /// <exception cref="PositionedJsonException">The content is not JSON, not UTF-8, empty or larger than <see cref="MaxBytes"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a directory.</exception>
    public static JsonValue ReadFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // One byte more than there should be shows a file that grew, or never had a length (a pipe).
        var content = new byte[(stream.CanSeek ? Math.Min(stream.Length, MaxBytes) : MaxBytes) + 1];
        var read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        if (read > MaxBytes)
            throw new PositionedJsonException(string.Create(CultureInfo.InvariantCulture, $"the file is larger than {MaxBytes / 1024 / 1024} MiB"), TextPosition.Start);
        return Parse(content.AsSpan(0, read));
    }

    /// <summary>Parses UTF-8 text.</summary>
    /// <exception cref="PositionedJsonException">The text is not JSON, or not UTF-8.</exception>
    public static JsonValue Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8 is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new PositionedJsonException("the file is UTF-16; save it as UTF-8", TextPosition.Start);
        if (utf8 is [0xEF, 0xBB, 0xBF, ..])
            utf8 = utf8[3..];

        var lines = new LineMap(utf8);
        if (utf8.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            throw new PositionedJsonException("the file is empty", TextPosition.Start);

        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, utf8, lines);
            // The reader finds what follows the root value only when it is asked to go on.
            while (reader.Read())
                throw new PositionedJsonException("the file goes on after the end of the root value", lines.At(utf8, reader.TokenStartIndex));
            return root;
        }
        catch (JsonException exception)
        {
            throw new PositionedJsonException(Reason(exception), lines.At(utf8, exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0));
        }
    }

    private static JsonValue ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, LineMap lines)
    {
        var position = lines.At(utf8, reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var properties = new List<JsonMember>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var namePosition = lines.At(utf8, reader.TokenStartIndex);
                    var name = Text(ref reader, namePosition);
                    reader.Read();
                    properties.Add(new JsonMember(name, namePosition, ReadValue(ref reader, utf8, lines)));
                }

                return JsonValue.Object(position, properties);
            case JsonTokenType.StartArray:
                var items = new List<JsonValue>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    items.Add(ReadValue(ref reader, utf8, lines));
                return JsonValue.Array(position, items);
            case JsonTokenType.String:
                return JsonValue.Scalar(JsonValueKind.String, position, Text(ref reader, position));
            case JsonTokenType.Number:
                return JsonValue.Scalar(JsonValueKind.Number, position, Encoding.UTF8.GetString(reader.ValueSpan));
            case JsonTokenType.True:
                return JsonValue.Scalar(JsonValueKind.True, position, "true");
            case JsonTokenType.False:
                return JsonValue.Scalar(JsonValueKind.False, position, "false");
            default:
                return JsonValue.Scalar(JsonValueKind.Null, position, "null");
        }
    }

    private static string Text(ref Utf8JsonReader reader, TextPosition position)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            throw new PositionedJsonException("a text is not valid UTF-8 (or holds half of a surrogate pair)", position);
        }
    }

    /// <summary>The reader's own words without its "LineNumber: 3 | BytePositionInLine: 7" tail, which counts from 0 where editors count from 1.</summary>
    private static string Reason(JsonException exception)
    {
        var message = exception.Message;
        var tail = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (tail < 0 ? message : message[..tail]).TrimEnd('.', ' ');
    }
}

/// <summary>Why a text is not JSON, and where.</summary>
public sealed class PositionedJsonException(string reason, TextPosition position) : Exception(reason)
{
    public TextPosition Position { get; } = position;
}
