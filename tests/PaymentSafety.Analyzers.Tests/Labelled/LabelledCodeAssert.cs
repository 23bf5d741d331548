#if ROSLYN_4_14_OR_GREATER // the labelled code is written in the language of that compiler

using System.Globalization;
using Xunit.Abstractions;

namespace PaymentSafety.Analyzers.Tests.Labelled;

/// <summary>How often rules are right on code that looks like what shops write: each finding by line and id, and the figures of all.</summary>
internal static class LabelledCodeAssert
{
    public static async Task FindingsAreTheLabelledAsync(this IReadOnlyList<LabelledCode> codes, string name)
    {
        var code = codes.Single(candidate => candidate.Name == name);

        var found = await code.FoundAsync();

        string[] differences = [.. code.Expected.Except(found).Select(finding => $"missed: {finding}"), .. found.Except(code.Expected).Select(finding => $"wrong: {finding}")];
        Assert.True(differences.Length == 0, string.Join("\n", differences));
    }

    /// <summary>A sample that was to compile and does not would measure something else.</summary>
    public static async Task CompilesUnlessItSaysThatItDoesNotAsync(this IReadOnlyList<LabelledCode> codes, string name)
    {
        var code = codes.Single(candidate => candidate.Name == name);
        var errors = await code.CompilerErrorsAsync();

        Assert.True(code.IsWhole == (errors.Count == 0), $"{errors.Count} errors\n{string.Join('\n', errors)}");
    }

    public static async Task PrecisionAndRecallAreAtLeastAsync(this IReadOnlyList<LabelledCode> codes, double least, ITestOutputHelper output)
    {
        var rows = new List<(string Id, bool IsExpected, bool IsFound)>();
        foreach (var code in codes)
        {
            var expected = code.Expected.ToHashSet();
            var found = (await code.FoundAsync()).ToHashSet();
            rows.AddRange(expected.Union(found).Select(finding => (finding.Id, expected.Contains(finding), found.Contains(finding))));
        }

        output.WriteLine($"{codes.Sum(code => code.CallSites)} calls in {codes.Count} projects");
        Assert.All(rows.GroupBy(row => row.Id).OrderBy(rule => rule.Key, StringComparer.Ordinal), rule =>
        {
            var right = rule.Count(row => row is { IsExpected: true, IsFound: true });
            var precision = Share(right, rule.Count(row => row.IsFound));
            var recall = Share(right, rule.Count(row => row.IsExpected));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rule.Key}: {right} right, precision {precision:P1}, recall {recall:P1}"));
            Assert.True(precision >= least && recall >= least, rule.Key);
        });
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}

#endif
