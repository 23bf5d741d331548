using System.Globalization;
using System.Text;

namespace PaymentSafety.Runtime.Masking;

/// <summary>Writes a message again from its template and masked values: a verification code is three digits like any others, and only its placeholder says what it is.</summary>
internal static class MaskedMessage
{
    /// <summary>The name under which a state holds its template.</summary>
    public const string OriginalFormat = "{OriginalFormat}";

    /// <param name="values">Already masked.</param>
    /// <param name="message">The message as it was, for a state that has no template.</param>
    /// <param name="original">The values as they were.</param>
    public static string Of(IReadOnlyList<KeyValuePair<string, object?>> values, string message, IReadOnlyList<KeyValuePair<string, object?>> original)
    {
        foreach (var (name, value) in values)
        {
            if (name == OriginalFormat && value is string template) return Write(template, values);
        }

        return Replace(values, message, original);
    }

    private static string Write(string template, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        var message = new StringBuilder(template.Length + 64);
        var hole = 0;
        for (var i = 0; i < template.Length; i++)
        {
            var character = template[i];
            if (character is '{' or '}' && i + 1 < template.Length && template[i + 1] == character)
            {
                message.Append(character);
                i++;
            }
            else if (character == '{' && template.IndexOf('}', i) is > 0 and var close)
            {
                message.Append(Text(template.AsSpan(i + 1, close - i - 1), hole++, values));
                i = close;
            }
            else
            {
                message.Append(character);
            }
        }

        return message.ToString();
    }

    private static string Text(ReadOnlySpan<char> hole, int position, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        var end = hole.IndexOfAny(',', ':');
        var name = (end < 0 ? hole : hole[..end]).Trim();
        var format = hole.IndexOf(':') is >= 0 and var colon ? hole[(colon + 1)..].ToString() : null;
        var value = position < values.Count ? values[position].Value : null;
        foreach (var pair in values)
        {
            if (name.SequenceEqual(pair.Key))
            {
                value = pair.Value;
                break;
            }
        }

        return value switch
        {
            null => "(null)",
            string text => text,
            IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
            System.Collections.IEnumerable items => string.Join(", ", items.Cast<object?>().Select(item => item ?? "(null)")),
            _ => value.ToString() ?? "",
        };
    }

    private static string Replace(IReadOnlyList<KeyValuePair<string, object?>> values, string message, IReadOnlyList<KeyValuePair<string, object?>> original)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (!ReferenceEquals(values[i].Value, original[i].Value) && Convert.ToString(original[i].Value, CultureInfo.InvariantCulture) is { Length: > 0 } text)
                message = message.Replace(text, Convert.ToString(values[i].Value, CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        return message;
    }
}
