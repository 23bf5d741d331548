using System.Globalization;
using System.Text;

namespace PaymentSafety.Build;

/// <summary>
/// A JSON object whose values are texts and whole numbers. Read by hand: .NET Standard's own reader takes longer to set itself up than a publish
/// needs for anything else of the gate, and another one would have to be loaded into MSBuild beside this task.
/// </summary>
internal sealed class FlatObject
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly string _text;
    private int _at;

    private FlatObject(string text) => _text = text;

    /// <returns>Null for anything else, a cut-off object included.</returns>
    public static FlatObject? TryParse(string text)
    {
        var parsed = new FlatObject(text);
        return parsed.ReadObject() ? parsed : null;
    }

    public string? Text(string name) => _values.TryGetValue(name, out var value) ? value : null;

    public int? Number(string name) => int.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private bool ReadObject()
    {
        if (!Take('{'))
            return false;
        if (!Take('}'))
        {
            do
            {
                if (ReadText() is not { } name || !Take(':') || ReadValue() is not { } value)
                    return false;
                _values[name] = value;
            }
            while (Take(','));
            if (!Take('}'))
                return false;
        }

        SkipBlanks();
        return _at == _text.Length;
    }

    private string? ReadValue()
    {
        SkipBlanks();
        if (_at < _text.Length && _text[_at] == '"')
            return ReadText();
        var start = _at;
        while (_at < _text.Length && (_text[_at] == '-' || _text[_at] is >= '0' and <= '9'))
            _at++;
        return _at > start ? _text.Substring(start, _at - start) : null;
    }

    private string? ReadText()
    {
        if (!Take('"'))
            return null;
        var read = new StringBuilder();
        while (_at < _text.Length)
        {
            var character = _text[_at++];
            if (character == '"')
                return read.ToString();
            if (character != '\\')
                read.Append(character);
            else if (ReadEscaped() is { } escaped)
                read.Append(escaped);
            else
                return null;
        }

        return null;
    }

    private char? ReadEscaped()
    {
        var character = _at < _text.Length ? _text[_at++] : '\0';
        switch (character)
        {
            case '"' or '\\' or '/':
                return character;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _at + 4 <= _text.Length && ushort.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                return (char)unit;
            default:
                return null;
        }
    }

    private bool Take(char expected)
    {
        SkipBlanks();
        if (_at >= _text.Length || _text[_at] != expected)
            return false;
        _at++;
        return true;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is (' ' or '\t' or '\r' or '\n'))
            _at++;
    }
}
