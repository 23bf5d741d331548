using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Tests.VerificationTests;
using Xunit.Sdk;

namespace PaymentSafety.Analyzers.Tests.Reliability;

/// <summary>The reliability tests find what they are there for.</summary>
public class SweepTests
{
    [Fact]
    public void Cuts_at_every_nth_token_and_leaves_it_out() =>
        Assert.Equal(["class C {", "class C {  x; }", "class C { int x", "class C { int x }"], BrokenCode.CutEvery("class C { int x; }", tokens: 2, first: 3).Select(cut => cut.TrimEnd()));

    [Fact]
    public async Task Finds_an_analyzer_that_half_a_source_crashes()
    {
        const string Source = "class C { void M() { int a = 1; } }";
        var sweep = new Sweep([new CrashesOnHalfASource()]);
        await sweep.AnalyzeAsync(Sweep.Compile([("/Whole.cs", Source)]));

        await Failing.WithMessageAsync(() => sweep.CutAsync([Source], every: 1, first: 0), "AD0001", "half", "/Cut", "int a = ");
    }

    [Fact]
    public void Finds_an_analyzer_that_holds_a_compilation() =>
        Assert.Throws<FalseException>(() => ReliabilityTests.AssertLetGo([new Holder()]));

    private sealed class Holder : BadLocalAnalyzer
    {
        private static ImmutableArray<Compilation> s_held = [];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationAction(compilation => s_held = s_held.Add(compilation.Compilation));
        }
    }
}
