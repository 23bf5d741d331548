using PaymentSafety.Analyzers.Tests.Shipped;

namespace PaymentSafety.Analyzers.Tests.Documentation;

/// <summary>
/// Text in the repository that is made from the table of rules. The tests compare it, and write it when they are run with
/// PAYMENTSAFETY_REGENERATE=1.
/// </summary>
internal static class GeneratedText
{
    public static bool Regenerate { get; } = Environment.GetEnvironmentVariable("PAYMENTSAFETY_REGENERATE") == "1";

    /// <summary>The whole file is generated.</summary>
    public static void VerifyFile(string relative, string expected)
    {
        var path = RepositoryFiles.PathOf(relative);
        if (Regenerate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
        }

        Assert.True(File.Exists(path), $"{relative} does not exist. {Instruction}");
        var actual = File.ReadAllText(path);
        Assert.True(actual == expected, $"{relative} is stale. {Instruction}\n{TextDiff.Lines(expected, actual)}");
    }

    /// <summary>What stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c> is generated.</summary>
    public static void VerifySection(string relative, string name, string expected)
    {
        var path = RepositoryFiles.PathOf(relative);
        Assert.True(File.Exists(path), $"{relative} does not exist. {Instruction}");
        var text = File.ReadAllText(path);
        var (start, end) = ($"<!-- {name} -->\n", $"<!-- /{name} -->");
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = text.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= start.Length && to >= from, $"{relative} has no section between '{start.TrimEnd()}' and '{end}', each alone on a line.");
        VerifyFile(relative, text[..from] + expected + text[to..]);
    }

    private const string Instruction =
        "Run PAYMENTSAFETY_REGENERATE=1 dotnet test tests/PaymentSafety.Analyzers.Tests --filter FullyQualifiedName~Documentation, and commit what changed.";
}
