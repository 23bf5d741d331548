#if ROSLYN_4_14_OR_GREATER // the labelled code is written in the language of that compiler

using System.Globalization;
using Xunit.Abstractions;

namespace PaymentSafety.Analyzers.Tests.Idempotency;

/// <summary>How often the rules are right on code that looks like what shops write: each finding by line and id, and the figures of all.</summary>
public class LabelledCodeTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. LabelledCode.All.Select(code => code.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Findings_are_the_labelled_ones(string name)
    {
        var code = LabelledCode.All.Single(candidate => candidate.Name == name);

        var found = await code.FoundAsync();

        string[] differences = [.. code.Expected.Except(found).Select(finding => $"missed: {finding}"), .. found.Except(code.Expected).Select(finding => $"wrong: {finding}")];
        Assert.True(differences.Length == 0, string.Join("\n", differences));
    }

    /// <summary>A sample that was to compile and does not would measure something else.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Code_compiles_unless_it_says_that_it_does_not(string name)
    {
        var code = LabelledCode.All.Single(candidate => candidate.Name == name);
        var errors = await code.CompilerErrorsAsync();

        Assert.True(code.IsWhole == (errors.Count == 0), $"{errors.Count} errors\n{string.Join('\n', errors)}");
    }

    [Fact]
    public async Task Precision_and_recall_are_at_least_99_percent()
    {
        var rows = new List<(string Id, bool IsExpected, bool IsFound)>();
        foreach (var code in LabelledCode.All)
        {
            var expected = code.Expected.ToHashSet();
            var found = (await code.FoundAsync()).ToHashSet();
            rows.AddRange(expected.Union(found).Select(finding => (finding.Id, expected.Contains(finding), found.Contains(finding))));
        }

        output.WriteLine($"{LabelledCode.All.Sum(code => code.CallSites)} calls in {LabelledCode.All.Count} projects");
        Assert.All(rows.GroupBy(row => row.Id).OrderBy(rule => rule.Key, StringComparer.Ordinal), rule =>
        {
            var right = rule.Count(row => row is { IsExpected: true, IsFound: true });
            var precision = Share(right, rule.Count(row => row.IsFound));
            var recall = Share(right, rule.Count(row => row.IsExpected));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rule.Key}: {right} right, precision {precision:P1}, recall {recall:P1}"));
            Assert.True(precision >= 0.99 && recall >= 0.99, rule.Key);
        });
    }

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}

#endif
