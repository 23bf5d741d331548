using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Reports;

namespace PaymentSafety.Preflight.Tests.Reports;

public class ChecksPageTests
{
    private static string Page => Path.Combine(Repository.Root, "docs", "preflight.md");

    [Fact]
    public void The_page_is_what_the_table_says()
    {
        if (Environment.GetEnvironmentVariable("PAYMENTSAFETY_REGENERATE") == "1")
            File.WriteAllText(Page, ChecksPage.Markdown());

        Assert.Equal(File.ReadAllText(Page).ReplaceLineEndings("\n"), ChecksPage.Markdown());
    }

    [Fact]
    public void Every_help_link_leads_to_a_heading()
    {
        var headings = ChecksPage.Markdown().Split('\n').Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..]);

        Assert.Equal(CheckTable.All.Select(check => check.Id), headings);
        Assert.All(CheckTable.All, check => Assert.EndsWith("docs/preflight.md#" + check.Id.ToLowerInvariant(), check.HelpLink, StringComparison.Ordinal));
    }
}
