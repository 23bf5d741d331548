using PaymentSafety.Core.Json;
using PaymentSafety.Core.Prices;

namespace PaymentSafety.Tool.Prices;

/// <summary>Writes a price id into the text of a map, and changes nothing else of it: comments, order, blanks and line ends stay.</summary>
internal static class PriceMapEditor
{
    /// <param name="text">The map, without a byte order mark.</param>
    /// <param name="plan">The plan's name.</param>
    /// <param name="mode">Which slot.</param>
    /// <param name="priceId">What to write.</param>
    /// <returns>The new text; null when the map has no such plan.</returns>
    /// <exception cref="PositionedJsonException">The text is not JSON.</exception>
    /// <exception cref="ArgumentException">The id has characters that no id has.</exception>
    public static string? SetPriceId(string text, string plan, StripeMode mode, string priceId)
    {
        if (priceId.Length == 0 || !PriceMapShape.IsId(priceId))
            throw new ArgumentException("A price id has letters, digits, _, - and . only.", nameof(priceId));
        var member = PositionedJsonReader.Parse(text).Properties.LastOrDefault(member => member.Name == plan);
        if (member?.Value is not { Kind: JsonValueKind.Object } properties)
            return null;

        var value = $"\"{priceId}\"";
        if (Member(properties, mode.Word()) is not { } slot)
        {
            return Member(properties, mode.Other().Word()) is { } other
                ? InsertAfter(text, other, $"\"{mode.Word()}\": {value}")
                : InsertFirst(text, properties, $"\"{mode.Word()}\": {value}");
        }

        if (slot.Value.Kind != JsonValueKind.Object)
            return Replace(text, slot.Value.Span, value);
        return Member(slot.Value, "price") is { } price ? Replace(text, price.Value.Span, value) : InsertFirst(text, slot.Value, $"\"price\": {value}");
    }

    private static JsonMember? Member(JsonValue value, string name) => value.Properties.LastOrDefault(member => member.Name == name);

    private static string Replace(string text, JsonSpan span, string value) => string.Concat(text.AsSpan(0, span.Start), value, text.AsSpan(span.End));

    /// <summary>A member after another: on a line of its own where the other has one, below what is said about that one at the end of its line.</summary>
    private static string InsertAfter(string text, JsonMember other, string written)
    {
        var end = other.Value.Span.End;
        if (OwnIndent(text, other.NameSpan.Start) is not { } indent)
            return text.Insert(end, ", " + written);

        var comma = SkipBlanks(text, end);
        var hasComma = comma < text.Length && text[comma] == ',';
        var rest = hasComma ? comma + 1 : end;
        if (EndOfLine(text, rest) is not { } lineEnd)
            return text.Insert(end, $",{NewLine(text)}{indent}{written}");
        var line = NewLine(text) + indent + written;
        return hasComma ? text.Insert(lineEnd, line + ",") : text.Insert(lineEnd, line).Insert(end, ",");
    }

    private static string InsertFirst(string text, JsonValue value, string written)
    {
        var open = value.Span.Start + 1;
        if (value.Properties.Count == 0)
            return SkipBlanks(text, open) == value.Span.End - 1 ? Replace(text, value.Span, $"{{ {written} }}") : text.Insert(open, $" {written}");
        return OwnIndent(text, value.Properties[0].NameSpan.Start) is { } indent && EndOfLine(text, open) is { } lineEnd
            ? text.Insert(lineEnd, NewLine(text) + indent + written + ",")
            : text.Insert(open, $" {written},");
    }

    /// <summary>The blanks before what stands first on its line; null when something stands before it.</summary>
    private static string? OwnIndent(string text, int start)
    {
        var line = text.LastIndexOf('\n', Math.Max(0, start - 1)) + 1;
        var before = text[line..start];
        return string.IsNullOrWhiteSpace(before) && line > 0 ? before : null;
    }

    /// <summary>The end of a line on which nothing follows but blanks and comments; null when there is more, or no end.</summary>
    private static int? EndOfLine(string text, int start)
    {
        for (var next = SkipBlanks(text, start); next < text.Length; next = SkipBlanks(text, next))
        {
            if (text[next] is '\r' or '\n')
                return next;
            if (string.CompareOrdinal(text, next, "//", 0, 2) == 0)
                return text.IndexOf('\n', next) is > 0 and var end ? text[end - 1] == '\r' ? end - 1 : end : null;
            if (string.CompareOrdinal(text, next, "/*", 0, 2) != 0)
                return null;
            var close = text.IndexOf("*/", next + 2, StringComparison.Ordinal) + 2;
            if (text.AsSpan(next, close - next).Contains('\n'))
                return null;
            next = close;
        }

        return null;
    }

    private static int SkipBlanks(string text, int start)
    {
        while (start < text.Length && text[start] is ' ' or '\t')
            start++;
        return start;
    }

    private static string NewLine(string text) => text.IndexOf('\n') is > 0 and var first && text[first - 1] == '\r' ? "\r\n" : "\n";
}
