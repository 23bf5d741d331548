using System.Text;

namespace PaymentSafety.Benchmarks;

/// <summary>The texts that the scanners are timed on.</summary>
internal static class BenchmarkText
{
    /// <summary>How many characters each of them has.</summary>
    public const int Length = 8 * 1024 * 1024;

    public static string Make(string name) => name switch
    {
        "source" => Repeat(Source()),
        "one line" => Repeat(Source().Replace('\n', ' ')),
        _ => Repeat(name),
    };

    /// <summary>Every C# file of this repository, so that the mix of words, names and underscores is that of real code.</summary>
    private static string Source()
    {
        // The program lies below the repository; the paths that the compiler writes down are the same for every clone, and none of this one.
        var root = new DirectoryInfo(Environment.GetEnvironmentVariable("PAYMENTSAFETY_REPOSITORY") ?? AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "PaymentSafety.sln")))
        {
            root = root.Parent;
        }

        if (root is null)
        {
            throw new DirectoryNotFoundException("The repository was not found above the benchmark's program; set PAYMENTSAFETY_REPOSITORY to its folder.");
        }

        var text = new StringBuilder();
        foreach (var folder in new[] { "src", "tests" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(root.FullName, folder), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                if (!file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                {
                    text.Append(File.ReadAllText(file));
                }
            }
        }

        return text.ToString();
    }

    private static string Repeat(string unit)
    {
        var text = new StringBuilder(Length + unit.Length);
        while (text.Length < Length)
        {
            text.Append(unit);
        }

        return text.ToString(0, Length);
    }
}
