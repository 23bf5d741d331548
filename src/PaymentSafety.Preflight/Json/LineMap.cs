using System.Text;

namespace PaymentSafety.Preflight.Json;

/// <summary>Turns byte offsets of a UTF-8 text into lines and columns. Offsets that come in ascending order cost one pass over the text.</summary>
internal sealed class LineMap
{
    private readonly List<int> _starts = [0];

    // A minified map is one long line: counting each column from the line's start would be quadratic.
    private int _knownOffset;
    private int _knownColumn;

    public LineMap(ReadOnlySpan<byte> utf8)
    {
        for (var i = 0; i < utf8.Length; i++)
        {
            if (utf8[i] == (byte)'\n')
                _starts.Add(i + 1);
        }
    }

    public TextPosition At(ReadOnlySpan<byte> utf8, long offset)
    {
        var index = _starts.BinarySearch((int)offset);
        var line = index >= 0 ? index : ~index - 1;
        return new TextPosition(line + 1, Column(utf8, _starts[line], (int)offset) + 1);
    }

    /// <summary>The place that a reader names by line and byte, both from 0.</summary>
    public TextPosition At(ReadOnlySpan<byte> utf8, long line, long byteInLine)
    {
        var start = _starts[(int)Math.Min(line, _starts.Count - 1)];
        return At(utf8, Math.Min(start + byteInLine, utf8.Length));
    }

    // Editors and compilers count UTF-16 code units; an invalid byte counts as the one replacement character it is shown as.
    private int Column(ReadOnlySpan<byte> utf8, int lineStart, int offset)
    {
        var (from, column) = _knownOffset >= lineStart && _knownOffset <= offset ? (_knownOffset, _knownColumn) : (lineStart, 0);
        (_knownOffset, _knownColumn) = (offset, column + Encoding.UTF8.GetCharCount(utf8[from..offset]));
        return _knownColumn;
    }
}
