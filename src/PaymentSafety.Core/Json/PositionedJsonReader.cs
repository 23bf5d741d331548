using System.Globalization;
using System.Text;

namespace PaymentSafety.Core.Json;

/// <summary>
/// Reads JSON as .NET's configuration does (comments and trailing commas are allowed) and keeps the place of every value. Of our own, because
/// the gate and the source generator must read one file in one way, and nothing but this assembly may lie beside a generator.
/// </summary>
public static class PositionedJsonReader
{
    /// <summary>Deeper nesting is refused, as System.Text.Json does.</summary>
    public const int MaxDepth = 64;

    /// <summary>Parses a text, which has no byte order mark.</summary>
    /// <exception cref="PositionedJsonException">The text is not JSON.</exception>
    public static JsonValue Parse(string text) => new Parser(text ?? throw new ArgumentNullException(nameof(text))).Root();

    private sealed class Parser(string text)
    {
        private readonly LineMap _lines = new(text);
        private int _next;
        private int _depth;

        public JsonValue Root()
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                throw new PositionedJsonException("the file is empty", TextPosition.Start);
            }

            SkipBlanks();
            var root = Value();
            SkipBlanks();
            return _next == text.Length ? root : throw Wrong("the file goes on after the end of the root value");
        }

        private JsonValue Value() => Peek() switch
        {
            '{' => Object(),
            '[' => Array(),
            '"' => String(),
            't' => Literal("true", JsonValueKind.True),
            'f' => Literal("false", JsonValueKind.False),
            'n' => Literal("null", JsonValueKind.Null),
            '-' or (>= '0' and <= '9') => Number(),
            _ => throw Unexpected("a value"),
        };

        private JsonValue Object()
        {
            var start = Enter();
            var properties = new List<JsonMember>();
            for (; ; )
            {
                SkipBlanks();
                if (Peek() == '}')
                {
                    return JsonValue.Object(_lines.At(start), Leave(start), properties);
                }

                if (Peek() != '"')
                {
                    throw Unexpected("a property name in quotes, or }");
                }

                var name = String();
                SkipBlanks();
                Take(':');
                SkipBlanks();
                properties.Add(new JsonMember(name.Text, name.Position, name.Span, Value()));
                EndOfItem('}');
            }
        }

        private JsonValue Array()
        {
            var start = Enter();
            var items = new List<JsonValue>();
            for (; ; )
            {
                SkipBlanks();
                if (Peek() == ']')
                {
                    return JsonValue.Array(_lines.At(start), Leave(start), items);
                }

                items.Add(Value());
                EndOfItem(']');
            }
        }

        private int Enter()
        {
            if (++_depth > MaxDepth)
            {
                throw Wrong($"it is nested deeper than {MaxDepth} levels");
            }

            return _next++;
        }

        private JsonSpan Leave(int start)
        {
            _depth--;
            return new JsonSpan(start, ++_next);
        }

        private void EndOfItem(char end)
        {
            SkipBlanks();
            if (Peek() == ',')
            {
                _next++;
            }
            else if (Peek() != end)
            {
                throw Unexpected($", or {end}");
            }
        }

        private JsonValue Literal(string word, JsonValueKind kind)
        {
            if (string.CompareOrdinal(text, _next, word, 0, word.Length) != 0)
            {
                throw Unexpected("a value");
            }

            var start = _next;
            _next += word.Length;
            return JsonValue.Scalar(kind, _lines.At(start), new JsonSpan(start, _next), word);
        }

        private JsonValue Number()
        {
            var start = _next;
            if (Peek() == '-')
            {
                _next++;
            }

            // 0 stands alone: 012 means ten in some languages.
            if (Peek() == '0')
            {
                _next++;
            }
            else
            {
                Digits();
            }

            if (Peek() == '.')
            {
                _next++;
                Digits();
            }

            if (Peek() is 'e' or 'E')
            {
                _next++;
                if (Peek() is '+' or '-')
                {
                    _next++;
                }

                Digits();
            }

            return JsonValue.Scalar(JsonValueKind.Number, _lines.At(start), new JsonSpan(start, _next), text.Substring(start, _next - start));
        }

        private void Digits()
        {
            if (!IsDigit(Peek()))
            {
                throw Unexpected("a digit");
            }

            while (IsDigit(Peek()))
            {
                _next++;
            }
        }

        private JsonValue String()
        {
            var start = _next++;
            StringBuilder? unescaped = null;
            var plain = _next;
            for (; ; )
            {
                if (_next == text.Length)
                {
                    throw Wrong("a text is not closed");
                }

                var character = text[_next];
                if (character == '"')
                {
                    break;
                }

                if (character < ' ')
                {
                    throw Wrong("a text holds a line break or another control character");
                }

                if (character != '\\')
                {
                    _next++;
                    continue;
                }

                unescaped ??= new StringBuilder();
                unescaped.Append(text, plain, _next - plain).Append(Escape());
                plain = _next;
            }

            var value = unescaped is null ? text.Substring(plain, _next - plain) : unescaped.Append(text, plain, _next - plain).ToString();
            _next++;
            return HoldsHalfAPair(value)
                ? throw new PositionedJsonException("a text is not valid Unicode (it holds half of a surrogate pair)", _lines.At(start))
                : JsonValue.Scalar(JsonValueKind.String, _lines.At(start), new JsonSpan(start, _next), value);
        }

        private char Escape()
        {
            _next++;
            var escaped = Peek();
            switch (escaped)
            {
                case '"' or '\\' or '/':
                    _next++;
                    return escaped;
                case 'b' or 'f' or 'n' or 'r' or 't':
                    _next++;
                    return escaped switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', _ => '\t' };
                case 'u' when _next + 4 < text.Length && ushort.TryParse(text.Substring(_next + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                    _next += 5;
                    return (char)code;
                default:
                    throw Wrong("a text holds an escape that JSON does not know");
            }
        }

        private void SkipBlanks()
        {
            for (; ; )
            {
                while (_next < text.Length && text[_next] is ' ' or '\t' or '\r' or '\n')
                {
                    _next++;
                }

                if (Peek() != '/')
                {
                    return;
                }

                _next = EndOfComment();
            }
        }

        private int EndOfComment()
        {
            switch (_next + 1 < text.Length ? text[_next + 1] : '\0')
            {
                case '/':
                    var end = text.IndexOf('\n', _next);
                    return end < 0 ? text.Length : end;
                case '*':
                    var close = text.IndexOf("*/", _next + 2, StringComparison.Ordinal);
                    return close < 0 ? throw Wrong("a comment is not closed") : close + 2;
                default:
                    throw Unexpected("a value or a comment");
            }
        }

        private void Take(char expected)
        {
            if (Peek() != expected)
            {
                throw Unexpected(expected.ToString());
            }

            _next++;
        }

        private char Peek() => _next < text.Length ? text[_next] : '\0';

        private PositionedJsonException Unexpected(string expected) => Wrong(
            _next >= text.Length ? $"it ends where {expected} should be" : $"{Shown(text[_next])} stands where {expected} should be");

        private PositionedJsonException Wrong(string reason) => new(reason, _lines.At(_next));

        private static string Shown(char character) =>
            character is > ' ' and < (char)0x7F ? $"'{character}'" : string.Format(CultureInfo.InvariantCulture, "the character U+{0:X4}", (int)character);

        private static bool IsDigit(char character) => character is >= '0' and <= '9';

        private static bool HoldsHalfAPair(string value)
        {
            for (var i = 0; i < value.Length; i++)
            {
                if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                {
                    i++;
                }
                else if (char.IsSurrogate(value[i]))
                {
                    return true;
                }
            }

            return false;
        }
    }
}

/// <summary>Why a text is not JSON, and where.</summary>
public sealed class PositionedJsonException(string reason, TextPosition position) : Exception(reason)
{
    public TextPosition Position { get; } = position;
}
