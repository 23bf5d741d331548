using Microsoft.CodeAnalysis;
using PaymentSafety.Analyzers.Tests.Shipped;

namespace PaymentSafety.Analyzers.Tests.Documentation;

/// <summary>Every rule has a page that says the same things in the same order.</summary>
public class RulePageTests
{
    private const string Unwritten = "(not written yet)";

    public static TheoryData<string> Ids => ShippedRules.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_has_the_title_the_facts_and_every_section(string id)
    {
        var rule = ShippedRules.Find(id);
        if (GeneratedText.Regenerate && !File.Exists(RepositoryFiles.PathOf(RulePage.FileName(id))))
        {
            GeneratedText.VerifyFile(RulePage.FileName(id), Template(rule));
        }

        GeneratedText.VerifySection(RulePage.FileName(id), "rule", Facts(rule));
        var page = RulePage.Read(id);
        Assert.Equal($"# {id}: {rule.Title}", page.Title);
        Assert.Equal(RulePage.Headings, page.SectionOrder);
        Assert.All(RulePage.Headings, heading =>
        {
            Assert.NotEmpty(page[heading]);
            Assert.False(page[heading].Contains(Unwritten, StringComparison.Ordinal), $"'{heading}' of {RulePage.FileName(id)} is {Unwritten}.");
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_says_how_to_suppress_the_rule(string id)
    {
        var suppress = RulePage.Read(id)[RulePage.Suppress];

        Assert.Contains($"#pragma warning disable {id}", suppress, StringComparison.Ordinal);
        Assert.Contains($"dotnet_diagnostic.{id}.severity", suppress, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_names_the_level_and_its_reason(string id) =>
        Assert.StartsWith($"**{RuleLevel.Of(ShippedRules.Find(id))}**", RulePage.Read(id)[RulePage.Severity], StringComparison.Ordinal);

    [Fact]
    public void Every_page_has_a_rule() =>
        Assert.Empty(
            Directory.EnumerateFiles(RepositoryFiles.PathOf(RulePage.Folder), "*.md")
                .Select(path => Path.GetFileNameWithoutExtension(path))
                .Except(ShippedRules.All.Select(rule => rule.Descriptor.Id)));

    private static string Facts(DiagnosticDescriptor rule) =>
        $"""
        | Category | Level | Fix |
        |---|---|---|
        | {rule.Category} | {RuleLevel.Of(rule)} | {(ShippedRules.HasFix(rule.Id) ? "yes" : "no")} |

        """;

    private static string Template(DiagnosticDescriptor rule) =>
        $"""
        # {rule.Id}: {rule.Title}

        <!-- rule -->
        {Facts(rule).TrimEnd()}
        <!-- /rule -->

        {Unwritten}

        {string.Join("\n\n", RulePage.Headings.Select(heading => $"## {heading}\n\n{Section(rule, heading)}"))}

        """;

    private static string Section(DiagnosticDescriptor rule, string heading) => heading switch
    {
        RulePage.Options => "This rule has no options.",
        RulePage.Severity => $"**{RuleLevel.Of(rule)}**: {Unwritten}",
        RulePage.Suppress =>
            $"""
            For one place, with a reason:

            ```text
            #pragma warning disable {rule.Id} // why this place is safe
            ...
            #pragma warning restore {rule.Id}
            ```

            For a folder or a project, in `.editorconfig`:

            ```ini
            dotnet_diagnostic.{rule.Id}.severity = none
            ```
            """,
        _ => Unwritten,
    };
}
