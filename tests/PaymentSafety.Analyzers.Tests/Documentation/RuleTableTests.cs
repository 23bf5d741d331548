using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Tests.Shipped;

namespace PaymentSafety.Analyzers.Tests.Documentation;

public class RuleTableTests
{
    public static TheoryData<string> Ids => ShippedRules.Ids;

    public static TheoryData<string> Fixes => [.. ShippedRules.Fixes.Select(fix => fix.GetType().FullName!)];

    [Fact]
    public void Ids_are_unique() => Assert.Empty(ShippedRules.All.GroupBy(rule => rule.Descriptor.Id).Where(group => group.Count() > 1).Select(group => group.Key));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Id_is_PAY_and_the_number_of_its_category(string id)
    {
        string[] categories = ["Idempotency", "CardData", "Secrets", "Webhooks", "Practice"];

        Assert.Matches("^PAY[1-5][0-9]{3}$", id);
        Assert.Equal($"PaymentSafety.{categories[id[3] - '1']}", ShippedRules.Find(id).Category);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Help_link_leads_to_the_page(string id) => Assert.Equal($"{Rules.HelpLinkBase}{id}.md", ShippedRules.Find(id).HelpLinkUri);

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_analyzer_reports_it(string id) => Assert.NotEmpty(ShippedRules.AnalyzersOf(id));

    [Fact]
    public void Analyzers_report_nothing_that_is_not_in_the_table() =>
        Assert.Empty(ShippedRules.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Except(ShippedRules.All.Select(rule => rule.Descriptor)));

    /// <summary>An analyzer without the attribute is not loaded, and one beside the base skips what every rule owes its users.</summary>
    [Fact]
    public void Analyzers_are_for_CSharp_and_share_one_base() =>
        Assert.All(ShippedRules.Analyzers, analyzer =>
        {
            Assert.IsAssignableFrom<PaymentAnalyzer>(analyzer);
            Assert.Equal([LanguageNames.CSharp], analyzer.GetType().GetCustomAttribute<DiagnosticAnalyzerAttribute>()?.Languages ?? []);
        });

    [Theory]
    [MemberData(nameof(Fixes))]
    public void Fix_is_loaded_by_name_and_mends_rules_of_the_table(string type)
    {
        var fix = ShippedRules.Fixes.Single(candidate => candidate.GetType().FullName == type);
        var export = fix.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>();

        Assert.Equal([LanguageNames.CSharp], export?.Languages ?? []);
        Assert.Equal(fix.GetType().Name, export?.Name);
        Assert.Empty(fix.FixableDiagnosticIds.Except(ShippedRules.All.Select(rule => rule.Descriptor.Id)));
        Assert.NotEmpty(fix.FixableDiagnosticIds);
        Assert.NotNull(fix.GetFixAllProvider());
    }
}
