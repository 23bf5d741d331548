namespace PaymentSafety.Core;

/// <summary>The patterns that a person's fingers make and a random generator does not.</summary>
internal static class BodyPattern
{
    private const int LongestRun = 4;

    /// <summary>Hexadecimal secrets draw from 16 characters, so that five in a row turn up in every thousandth of them.</summary>
    private const int LongestRunOfHexadecimal = 6;

    private const int LongestSequence = 6;

    /// <summary>What follows each character, where anything does: by value, backwards, along the keyboard's rows, down its columns.</summary>
    private static readonly char[] Up = Successors("01234567890", "abcdefghijklmnopqrstuvwxyza");
    private static readonly char[] Down = Successors("09876543210", "azyxwvutsrqponmlkjihgfedcba");
    private static readonly char[] Row = Successors("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm");
    private static readonly char[] Column = Successors("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm");

    public static bool HasRunOfOneCharacter(ReadOnlySpan<char> body)
    {
        var longest = 1;
        var run = 1;
        var isHexadecimal = TokenBoundary.IsHexDigit(body[0]);
        for (var i = 1; i < body.Length; i++)
        {
            run = body[i] == body[i - 1] ? run + 1 : 1;
            longest = Math.Max(longest, run);
            isHexadecimal &= TokenBoundary.IsHexDigit(body[i]);
        }

        return longest > (isHexadecimal ? LongestRunOfHexadecimal : LongestRun);
    }

    /// <summary>
    /// Whether the body is letters of one case alone, as words are written. Of random letters and digits, 20 come out so once in
    /// seventeen million times.
    /// </summary>
    public static bool IsSpelled(ReadOnlySpan<char> body)
    {
        var lower = 0;
        var upper = 0;
        foreach (var character in body)
        {
            lower += character is >= 'a' and <= 'z' ? 1 : 0;
            upper += character is >= 'A' and <= 'Z' ? 1 : 0;
        }

        return lower == body.Length || upper == body.Length;
    }

    /// <summary>Whether the body is one block written at least twice over (a last, cut-off copy counts).</summary>
    public static bool IsRepeatedBlock(ReadOnlySpan<char> body)
    {
        // The longest border of the whole body gives its shortest period: Knuth, Morris and Pratt.
        Span<int> border = stackalloc int[body.Length];
        for (int i = 1, length = 0; i < body.Length; i++)
        {
            while (length > 0 && body[i] != body[length])
            {
                length = border[length - 1];
            }

            if (body[i] == body[length])
            {
                length++;
            }

            border[i] = length;
        }

        return body.Length - border[body.Length - 1] <= body.Length / 2;
    }

    /// <summary>
    /// Whether the body counts: seven steps of one kind in a row, or at least half of all steps (<c>abc123def456</c>), between
    /// neighbours or every second character (<c>a1b2c3d4</c>).
    /// </summary>
    public static bool IsSequence(ReadOnlySpan<char> body) =>
        IsSequence(body, 1, Up) || IsSequence(body, 1, Down) || IsSequence(body, 1, Row) || IsSequence(body, 1, Column)
        || IsSequence(body, 2, Up) || IsSequence(body, 2, Down);

    private static bool IsSequence(ReadOnlySpan<char> body, int distance, char[] successors)
    {
        var steps = 0;
        var run = 0;
        for (var i = distance; i < body.Length; i++)
        {
            if (successors[Lower(body[i - distance]) & 0x7F] != Lower(body[i]))
            {
                run = 0;
                continue;
            }

            steps++;
            run++;
            if (run >= LongestSequence * distance)
            {
                return true;
            }
        }

        return steps * 2 >= body.Length - distance;
    }

    private static char[] Successors(params string[] lines)
    {
        var successors = new char[128];
        foreach (var line in lines)
        {
            for (var i = 1; i < line.Length; i++)
            {
                successors[line[i - 1]] = line[i];
            }
        }

        return successors;
    }

    /// <summary>How many different characters the body has, and its Shannon entropy in bits per character.</summary>
    public static int DistinctCharacters(ReadOnlySpan<char> body, out double bitsPerCharacter)
    {
        Span<int> counts = stackalloc int[128];
        counts.Clear();
        foreach (var character in body)
        {
            counts[character & 0x7F]++;
        }

        var distinct = 0;
        var sum = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
            {
                distinct++;
                sum += count * Math.Log(count, 2);
            }
        }

        bitsPerCharacter = Math.Log(body.Length, 2) - (sum / body.Length);
        return distinct;
    }

    private static char Lower(char character) => character is >= 'A' and <= 'Z' ? (char)(character | 0x20) : character;
}
