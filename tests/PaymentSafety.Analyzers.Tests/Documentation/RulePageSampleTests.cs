using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Tests.Shipped;

namespace PaymentSafety.Analyzers.Tests.Documentation;

/// <summary>
/// The C# samples of the pages do what the pages say. A sample is a whole source or top-level statements; it is compiled with the
/// implicit usings of the web SDK and with Stripe's namespaces, under the settings (ini) of its section. What is no such source is fenced as text.
/// </summary>
public class RulePageSampleTests
{
    private const string StripeUsings = "global using Stripe;\nglobal using Stripe.Checkout;\n";

    public static TheoryData<string> Ids => ShippedRules.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Samples_of_what_fires_fire(string id)
    {
        var page = RulePage.Read(id);
        var samples = page.Samples(RulePage.WhatFires).ToArray();

        Assert.NotEmpty(samples);
        foreach (var sample in samples)
        {
            Assert.Contains(id, await ReportedAsync(id, sample, page.Settings(RulePage.WhatFires)));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Samples_of_what_is_right_are_silent(string id)
    {
        var page = RulePage.Read(id);
        var samples = page.Samples(RulePage.WhatIsRight).ToArray();

        Assert.NotEmpty(samples);
        foreach (var sample in samples)
        {
            Assert.Empty(await ReportedAsync(id, sample, page.Settings(RulePage.WhatIsRight)));
        }
    }

    /// <summary>Some of them the rule cannot see; they must compile all the same.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Samples_of_what_looks_right_compile(string id)
    {
        foreach (var sample in RulePage.Read(id).Samples(RulePage.LooksRight))
        {
            await ReportedAsync(id, sample, settings: "");
        }
    }

    private static async Task<IReadOnlyCollection<string>> ReportedAsync(string id, string sample, string settings)
    {
        var test = new CSharpAnalyzerTest<EmptyDiagnosticAnalyzer>
        {
            TestCode = sample, ImplicitUsings = true, OutputKind = HasStatements(sample) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
        };
        test.TestState.Sources.Add(StripeUsings);
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "[*.cs]\n" + settings));

        // A sample that does not compile shows nothing.
        await test.RunAsync();
        test.Analyzers.AddRange(ShippedRules.AnalyzersOf(id));
        return [.. (await test.ReportAsync()).Select(diagnostic => diagnostic.Id).Where(reported => reported == id)];
    }

    private static bool HasStatements(string sample) =>
        CSharpSyntaxTree.ParseText(sample).GetCompilationUnitRoot().Members.Any(member => member is GlobalStatementSyntax);
}
