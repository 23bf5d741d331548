using System.Text;
using PaymentSafety.Core.Json;

namespace PaymentSafety.Preflight.Plans;

/// <summary>Reads CSV as RFC 4180 has it: quotes, quotes doubled inside of them, line breaks in quoted fields. A line may also end in LF alone.</summary>
internal static class Csv
{
    /// <exception cref="PositionedTextException">The text is not CSV.</exception>
    public static IReadOnlyList<IReadOnlyList<CsvField>> Parse(string text)
    {
        var records = new List<IReadOnlyList<CsvField>>();
        var cursor = new Cursor(text);
        while (!cursor.IsAtEnd)
            records.Add(Record(cursor));
        return records;
    }

    private static List<CsvField> Record(Cursor cursor)
    {
        var fields = new List<CsvField>();
        while (true)
        {
            fields.Add(cursor.Current == '"' ? Quoted(cursor) : Plain(cursor));
            if (cursor.Current == ',')
            {
                cursor.Move();
                continue;
            }

            cursor.MoveOverLineEnd();
            return fields;
        }
    }

    private static CsvField Plain(Cursor cursor)
    {
        var (start, position) = (cursor.Index, cursor.Position);
        while (!cursor.IsAtEnd && cursor.Current is not (',' or '\r' or '\n'))
        {
            if (cursor.Current == '"')
                throw new PositionedTextException("a quote stands inside of a field without quotes; the field must be in quotes, and the quote doubled", cursor.Position);
            cursor.Move();
        }

        return new CsvField(cursor.Text[start..cursor.Index], IsQuoted: false, position);
    }

    private static CsvField Quoted(Cursor cursor)
    {
        var position = cursor.Position;
        var value = new StringBuilder();
        cursor.Move();
        while (true)
        {
            if (cursor.IsAtEnd)
                throw new PositionedTextException("a quote is opened and never closed", position);
            var current = cursor.Current;
            cursor.Move();
            if (current == '"')
            {
                if (cursor.Current != '"')
                    break;
                cursor.Move();
            }

            value.Append(current);
        }

        if (!cursor.IsAtEnd && cursor.Current is not (',' or '\r' or '\n'))
            throw new PositionedTextException("something follows the closing quote of a field", cursor.Position);
        return new CsvField(value.ToString(), IsQuoted: true, position);
    }

    private sealed class Cursor(string text)
    {
        private int _line = 1;
        private int _lineStart;

        public string Text { get; } = text;

        public int Index { get; private set; }

        public bool IsAtEnd => Index >= Text.Length;

        /// <summary>NUL at the end, which no one asks for.</summary>
        public char Current => IsAtEnd ? '\0' : Text[Index];

        public TextPosition Position => new(_line, Index - _lineStart + 1);

        public void Move()
        {
            if (Text[Index++] == '\n')
                (_line, _lineStart) = (_line + 1, Index);
        }

        public void MoveOverLineEnd()
        {
            if (Current == '\r')
                Move();
            if (Current == '\n')
                Move();
        }
    }
}

/// <summary>A field of CSV.</summary>
/// <param name="Text">What it holds, without quotes.</param>
/// <param name="IsQuoted">Whether it stood in quotes: an empty text, and not nothing.</param>
/// <param name="Position">Its first character.</param>
internal sealed record CsvField(string Text, bool IsQuoted, TextPosition Position);

/// <summary>Why a text is not what it should be, and where.</summary>
internal sealed class PositionedTextException(string reason, TextPosition position) : Exception(reason)
{
    public TextPosition Position { get; } = position;
}
