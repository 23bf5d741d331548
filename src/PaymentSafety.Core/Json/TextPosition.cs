namespace PaymentSafety.Core.Json;

/// <summary>A place in a text file as editors count it: lines and columns (UTF-16 code units) start at 1.</summary>
public readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>The place of a problem that has no better one: the file as a whole.</summary>
    public static readonly TextPosition Start = new(1, 1);
}
