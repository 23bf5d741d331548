using System.Text;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>Two texts line by line: '-' is only in the expected one, '+' only in the actual one.</summary>
internal static class TextDiff
{
    public static string Lines(string expected, string actual)
    {
        // The longest common subsequence; sources of tests are short enough for the whole table.
        var (before, after) = (Split(expected), Split(actual));
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var diff = new StringBuilder();
        int b = 0, a = 0;
        while (b < before.Length || a < after.Length)
        {
            if (b < before.Length && a < after.Length && before[b] == after[a])
            {
                diff.Append("  ").Append(before[b++]).Append('\n');
                a++;
            }
            else if (b < before.Length && (a == after.Length || common[b + 1, a] >= common[b, a + 1]))
            {
                diff.Append("- ").Append(before[b++]).Append('\n');
            }
            else
            {
                diff.Append("+ ").Append(after[a++]).Append('\n');
            }
        }

        return diff.ToString();
    }

    /// <summary>Line ends and blanks before them are shown, since they are the differences that no one sees.</summary>
    private static string[] Split(string text) =>
        [.. text.Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] + "<CR>" : line.EndsWith(' ') ? line[..^1] + "<blank>" : line)];
}
