using PaymentSafety.Analyzers.Tests.Shipped;

namespace PaymentSafety.Analyzers.Tests.Documentation;

/// <summary>AnalyzerReleases.*.md: what users of a release have, and what the next one brings.</summary>
public class ReleaseTrackingTests
{
    public static TheoryData<string> Ids => ShippedRules.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_one_row_with_its_category_and_severity(string id)
    {
        var (name, rule) = ShippedRules.All.Single(candidate => candidate.Descriptor.Id == id);
        var severity = rule.IsEnabledByDefault ? rule.DefaultSeverity.ToString() : "Disabled";

        Assert.Equal([id, rule.Category, severity, name], Assert.Single(Rows(), row => row[0] == id)[..4]);
    }

    [Fact]
    public void Every_row_has_a_rule() => Assert.Empty(Rows().Select(row => row[0]).Except(ShippedRules.All.Select(rule => rule.Descriptor.Id)));

    private static IEnumerable<string[]> Rows() =>
        from file in (string[])["AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md"]
        from line in File.ReadLines(RepositoryFiles.PathOf($"src/PaymentSafety.Analyzers/{file}"))
        where line.StartsWith("PAY", StringComparison.Ordinal)
        select line.Split('|', StringSplitOptions.TrimEntries);
}
