using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PaymentSafety.Analyzers.Tests.VerificationTests;

/// <summary>Fixes that are right pass the verifier, and each wrong one fails it by name.</summary>
public class CodeFixVerificationTests
{
    private const string Before =
        """
        class C
        {
            int M()
            {
                var [|badA|] = 1;
                var [|badB|] = 2;
                return badA + badB;
            }
        }
        """;

    private const string After =
        """
        class C
        {
            int M()
            {
                var goodA = 1;
                var goodB = 2;
                return goodA + goodB;
            }
        }
        """;

    [Fact]
    public Task Fixes_one_by_one_and_all_at_once() => CSharpCodeFixVerifier<BadLocalAnalyzer, GoodLocalFix>.VerifyCodeFixAsync(Before, After);

    [Fact]
    public Task Takes_the_expected_diagnostics_beside_the_markup() =>
        CSharpCodeFixVerifier<BadLocalAnalyzer, GoodLocalFix>.VerifyCodeFixAsync(
            "class C { void M() { int {|#0:badA|} = 1; } }",
            CSharpCodeFixVerifier<BadLocalAnalyzer, GoodLocalFix>.Diagnostic().WithSpan(1, 26, 1, 30).WithSpan(1, 16, 1, 17).WithArguments("badA", "M"),
            "class C { void M() { int goodA = 1; } }");

    [Theory]
    [InlineData(0, null, "good")]
    [InlineData(1, null, "better")]
    [InlineData(null, "better", "better")]
    [InlineData(1, "better", "better")]
    public async Task Applies_the_chosen_action(int? index, string? key, string word)
    {
        var titles = new List<string>();
        await new CSharpCodeFixVerifier<BadLocalAnalyzer, FixWithAChoice>.Test
        {
            TestCode = Before,
            FixedCode = After.Replace("good", word),
            CodeActionIndex = index,
            CodeActionEquivalenceKey = key,
            CodeActionVerifier = action => titles.Add(action.Title),
        }.RunAsync();
        Assert.Equal($"Call it {word}", Assert.Single(titles.Distinct(), title => title.StartsWith("Call", StringComparison.Ordinal)));
    }

    [Fact]
    public Task Fixes_over_documents_and_projects()
    {
        var test = new CSharpCodeFixVerifier<BadLocalAnalyzer, GoodLocalFix>.Test();
        test.TestState.Sources.Add("class A { int M(Lib.B b) { var [|badA|] = b.M(); return badA; } }");
        test.TestState.Sources.Add("class C { void M() { int [|badC|] = 1; } }");
        test.TestState.AdditionalProjects["Lib"].Sources.Add("namespace Lib { public class B { public int M() { var [|badB|] = 2; return badB; } } }");
        test.TestState.AdditionalProjectReferences.Add("Lib");
        test.FixedState.Sources.Add("class A { int M(Lib.B b) { var goodA = b.M(); return goodA; } }");
        test.FixedState.Sources.Add("class C { void M() { int goodC = 1; } }");
        test.FixedState.AdditionalProjects["Lib"].Sources.Add("namespace Lib { public class B { public int M() { var goodB = 2; return goodB; } } }");
        return test.RunAsync();
    }

    [Fact]
    public Task Equal_texts_say_that_no_action_is_offered() => CSharpCodeFixVerifier<BadLocalAnalyzer, FixThatOffersNothing>.VerifyCodeFixAsync(Before, Before);

    [Fact]
    public Task A_reason_skips_what_fixes_all() =>
        new CSharpCodeFixVerifier<BadLocalAnalyzer, FixWithoutFixAll>.Test { TestCode = Before, FixedCode = After, SkipFixAll = "each needs its own name" }.RunAsync();

    [Fact]
    public Task Rejects_an_action_that_should_not_be_offered() =>
        Fails<GoodLocalFix>(Before, Before, "Fixed one by one: /0/Test0.cs is not as expected", "-         var badA = 1;", "+         var goodA = 1;");

    [Fact]
    public Task Rejects_another_text() =>
        Fails<GoodLocalFix>(Before, After.Replace("return ", "return  "), "Fixed one by one: /0/Test0.cs is not as expected", "-         return  goodA", "+         return goodA");

    [Fact]
    public Task Rejects_a_fix_that_leaves_a_compile_error() =>
        Fails<FixThatLeavesAnError>(
            "class C { int M() { var [|badA|] = 1; return badA; } }",
            "class C { int M() { var goodA = 1; return badA; } }",
            "The fixed code: 0 diagnostics were expected and 1 found",
            "Unexpected compiler error",
            "CS0103");

    /// <summary>A span that lives over an await is found by the compiler's last phases only.</summary>
    [Fact]
    public Task Rejects_a_fix_whose_code_does_not_emit() =>
        Fails<FixThatDoesNotEmit>(
            EmitSource("int [|badA|] = 1;"),
            EmitSource("Use(Span, await Task.FromResult(1));"),
            "The fixed code does not emit",
            "CS4007");

    [Fact]
    public Task Rejects_a_fix_that_changes_nothing() => Fails<FixThatChangesNothing>(Before, After, "'Call it good' changes nothing", "var badA = 1;");

    [Fact]
    public Task Rejects_a_fix_that_offers_nothing() =>
        Fails<FixThatOffersNothing>(Before, After, "FixThatOffersNothing offers no action", "TST0001 at /0/Test0.cs(5,13,5,17): no action");

    [Fact]
    public Task Rejects_a_fix_without_end() => Fails<FixWithoutEnd>(Before, After, "After 2 fixes 'Call it good' is still offered for TST0001", "badAderder");

    [Fact]
    public Task Rejects_a_fix_all_that_differs() => Fails<FixAllThatDiffers>(Before, After, "FixAll in document: /0/Test0.cs is not as expected", "-         var goodA = 1;");

    [Fact]
    public Task Rejects_a_fix_without_fix_all() => Fails<FixWithoutFixAll>(Before, After, "FixWithoutFixAll has no FixAllProvider");

    [Fact]
    public Task Rejects_an_action_without_a_key() => Fails<FixWithoutKey>(Before, After, "'Call it good' has no equivalence key");

    [Fact]
    public Task Rejects_a_tree_that_its_text_does_not_parse_to() =>
        Fails<FixWithATreeOfItsOwn>(
            "class C { void M() { int [|badA|] = 1; } }",
            "class C { void M() { int good = 1, A = 1; } }",
            "built a syntax tree that its text does not parse to");

    [Fact]
    public Task Rejects_a_crash_on_half_typed_code() =>
        Fails<FixThatCrashesOnHalfASource>(
            "class C { void M() { int [|badA|] = 1; } }",
            "class C { void M() { int goodA = 1; } }",
            "Half-typed code: FixThatCrashesOnHalfASource crashed on TST0001",
            "half",
            "int badA");

    [Fact]
    public async Task Rejects_a_key_that_the_chosen_action_does_not_have()
    {
        var test = new CSharpCodeFixVerifier<BadLocalAnalyzer, FixWithAChoice>.Test
        {
            TestCode = Before, FixedCode = After, CodeActionIndex = 0, CodeActionEquivalenceKey = "better",
        };
        await Failing.WithMessageAsync(test.RunAsync, "Action 0, 'Call it good', has the key 'good' and not 'better'");
    }

    [Fact]
    public async Task Rejects_diagnostics_that_the_fixed_code_should_still_have()
    {
        var test = new CSharpCodeFixVerifier<BadLocalAnalyzer, GoodLocalFix>.Test { TestCode = Before, FixedCode = After };
        test.FixedState.ExpectedDiagnostics.Add(new DiagnosticResult(BadLocalAnalyzer.Rule).WithSpan(5, 13, 5, 18));
        await Failing.WithMessageAsync(test.RunAsync, "The fixed code: 1 diagnostics were expected and 0 found", "Missing diagnostic");
    }

    private static string EmitSource(string statement) =>
        $$"""
        using System;
        using System.Threading.Tasks;

        class C
        {
            static Span<int> Span => default;

            static void Use(Span<int> span, int number) { }

            async Task M()
            {
                await Task.Yield();
                {{statement}}
            }
        }
        """;

    private static Task Fails<TCodeFix>(string before, string after, params string[] message)
        where TCodeFix : CodeFixProvider, new() =>
        Failing.WithMessageAsync(() => CSharpCodeFixVerifier<BadLocalAnalyzer, TCodeFix>.VerifyCodeFixAsync(before, after), message);
}
