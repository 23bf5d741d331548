using System.Text;
using PaymentSafety.Analyzers.Tests.Shipped;

namespace PaymentSafety.Analyzers.Tests.Documentation;

public class ReadmeTests
{
    [Fact]
    public void Readme_lists_the_rules()
    {
        var table = new StringBuilder("| Id | Rule | Category | Level | Fix |\n|---|---|---|---|---|\n");
        foreach (var (_, rule) in ShippedRules.All)
        {
            var category = rule.Category[(rule.Category.IndexOf('.') + 1)..];
            table.Append($"| [{rule.Id}](docs/rules/{rule.Id}.md) | {rule.Title} | {category} | {RuleLevel.Of(rule)} | {(ShippedRules.HasFix(rule.Id) ? "yes" : "")} |\n");
        }

        GeneratedText.VerifySection("README.md", "rules", table.ToString());
    }
}
