using System.Text.RegularExpressions;

namespace PaymentSafety.Core.Tests;

/// <summary>
/// Rows of a labelled case file. Secret-like text is broken up by <c>~</c> in the files, so that no scanner takes the tests for a
/// leak; <c>\uXXXX</c> stands for that character.
/// </summary>
internal static partial class CaseFile
{
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(CaseFile).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException("The case file is not embedded in the test assembly.", name);
        using var reader = new StreamReader(stream);
        var header = true;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (!header)
            {
                yield return line.Split('\t');
            }

            header = false;
        }
    }

    public static string Decode(string text) =>
        UnicodeEscape().Replace(
            text.Replace("~", string.Empty, StringComparison.Ordinal),
            escape => ((char)Convert.ToInt32(escape.Groups[1].Value, 16)).ToString());

    [GeneratedRegex(@"\\u([0-9A-Fa-f]{4})")]
    private static partial Regex UnicodeEscape();
}
