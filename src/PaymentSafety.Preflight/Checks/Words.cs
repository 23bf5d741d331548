using System.Globalization;
using System.Text;
using PaymentSafety.Core.Json;

namespace PaymentSafety.Preflight.Checks;

/// <summary>How values are put into sentences.</summary>
internal static class Words
{
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Cuts what would make a message unreadable.</summary>
    public static string Clip(string text) => JsonValueText.Clip(text);

    /// <summary>Text from outside in one line: what stands in a database must not write lines of its own into the log of a build.</summary>
    public static string OneLine(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character)) : text;

    /// <summary>What a JSON value is, as the end of "but is …".</summary>
    public static string Describe(JsonValue value) => JsonValueText.Describe(value);

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => string.Join(", ", items.Take(items.Count - 1)) + " and " + items[^1],
    };

    /// <summary>"a, b and c", "a, b and 7 more".</summary>
    public static string Some(IReadOnlyList<string> items, int most) =>
        items.Count <= most ? List(items) : List([.. items.Take(most - 1), $"{Number(items.Count - most + 1)} more"]);

    /// <summary>"plan 'a'", "plans 'a' and 'b'", "plans 'a', 'b', 'c' and 7 more".</summary>
    public static string Plans(IReadOnlyList<string> names)
    {
        const int shown = 4;
        return (names.Count == 1 ? "plan " : "plans ") + (names.Count <= shown
            ? List([.. names.Select(name => $"'{name}'")])
            : List([.. names.Take(shown - 1).Select(name => $"'{name}'"), $"{Number(names.Count - shown + 1)} more"]));
    }

    /// <summary>The name that a person may have meant, or null: the nearest by edit distance, when it is near.</summary>
    public static string? Nearest(string written, IEnumerable<string> names)
    {
        // Longer than any name could be meant: not worth a table of its size.
        if (written.Length > 60)
            return null;
        var best = names.Select(name => (Name: name, Distance: Distance(written.ToLowerInvariant(), name.ToLowerInvariant()))).MinBy(candidate => candidate.Distance);
        return best.Name is not null && best.Distance <= Math.Max(1, best.Name.Length / 3) ? best.Name : null;
    }

    /// <summary>What stands where no blank may stand, in words; null for ordinary characters.</summary>
    public static string? Invisible(Rune character) => character.Value switch
    {
        ' ' => "a blank",
        '\t' => "a tab",
        '\r' or '\n' => "a line break",
        0x00A0 => "a no-break space",
        0xFEFF => "a byte order mark",
        >= 0x200B and <= 0x200F or 0x2060 => "an invisible character",
        _ when Rune.IsWhiteSpace(character) => "a blank",
        _ when Rune.IsControl(character) || Rune.GetUnicodeCategory(character) == UnicodeCategory.Format => "an invisible character",
        _ => null,
    };

    /// <summary>Insertions, deletions, replacements and swapped neighbours: what fingers do.</summary>
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                table[i, j] = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }

        return table[a.Length, b.Length];
    }
}
