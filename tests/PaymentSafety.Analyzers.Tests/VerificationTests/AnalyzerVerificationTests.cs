using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PaymentSafety.Analyzers.Tests.VerificationTests;

/// <summary>Analyzers that do what is expected pass the verifier, and each difference fails it by name.</summary>
public class AnalyzerVerificationTests
{
    private const string Source = "class C { void M() { int {|#0:badA|} = 1; } void {|#1:N|}() { int {|#2:badB|} = 1; } }";

    private static readonly DiagnosticResult Rule = new(BadLocalAnalyzer.Rule);
    private static readonly DiagnosticResult A = Rule.WithLocation(0).WithSpan(1, 16, 1, 17).WithArguments("badA", "M");
    private static readonly DiagnosticResult B = Rule.WithLocation(2).WithLocation(1).WithArguments("badB", "N");

    [Fact]
    public Task Accepts_what_is_expected_in_any_order() => Verify(B, A);

    [Fact]
    public Task Accepts_a_message_and_a_start_only() =>
        Verify(A, Rule.WithLocation(1, 53).WithLocation(1).WithMessage("Local 'badB' of 'N' is bad"));

    [Fact]
    public Task Accepts_markup_by_rule_and_by_id() =>
        CSharpAnalyzerVerifier<BadLocalAnalyzer>.VerifyAnalyzerAsync("class C { void M() { int [|badA|] = 1, {|TST0001:badB|} = 2; } }");

    [Fact]
    public Task Accepts_an_expected_compile_error() =>
        CSharpAnalyzerVerifier<BadLocalAnalyzer>.VerifyAnalyzerAsync("class C { void M() { int [|badA|] = {|CS0103:x|}; } }");

    [Fact]
    public Task Rejects_a_wrong_span() =>
        Fails("Wrong span", "expected Warning TST0001 at /0/Test0.cs(1,26,1,31)", "found    Warning TST0001 at /0/Test0.cs(1,26,1,30)", "    ~~~~").When(
            Rule.WithSpan(1, 26, 1, 31).WithSpan(1, 16, 1, 17), B);

    [Fact]
    public Task Rejects_a_wrong_start() => Fails("Wrong span", "/0/Test0.cs(1,27)").When(Rule.WithLocation(1, 27).WithSpan(1, 16, 1, 17), B);

    [Fact]
    public Task Rejects_a_wrong_file() =>
        Fails("Wrong span", "/0/Test1.cs(1,26,1,30)").When(Rule.WithSpan("/0/Test1.cs", 1, 26, 1, 30).WithSpan(1, 16, 1, 17), B);

    [Fact]
    public Task Rejects_a_location_where_none_is_expected() => Fails("Wrong span", "expected Warning TST0001 at no location").When(A.WithNoLocation(), B);

    [Fact]
    public Task Rejects_a_wrong_id() =>
        Fails("Wrong id", "expected Warning TST9999").When(new DiagnosticResult("TST9999", DiagnosticSeverity.Warning).WithLocation(0), B);

    [Fact]
    public Task Rejects_a_missing_diagnostic() =>
        Fails("3 diagnostics were expected and 2 found", "Missing diagnostic", "(1,1,1,6)").When(A, B, Rule.WithSpan(1, 1, 1, 6));

    [Fact]
    public Task Rejects_an_extra_diagnostic() =>
        Fails("1 diagnostics were expected and 2 found", "Unexpected diagnostic", "TST0001 at /0/Test0.cs(1,53,1,57)").When(A);

    [Fact]
    public Task Rejects_a_diagnostic_that_is_found_once_and_expected_twice() => Fails("Missing diagnostic").When(A, A, B);

    [Fact]
    public Task Rejects_a_wrong_severity() => Fails("Wrong severity", "expected Error TST0001", "found    Warning TST0001").When(A.WithSeverity(DiagnosticSeverity.Error), B);

    [Fact]
    public Task Rejects_a_wrong_argument() => Fails("Wrong argument", "(\"badX\", \"M\")", "Local 'badA' of 'M' is bad").When(A.WithArguments("badX", "M"), B);

    [Fact]
    public Task Rejects_a_wrong_message() => Fails("Wrong message", "Local 'badX'").When(A.WithArguments("badA", "M").WithMessage("Local 'badX' of 'M' is bad"), B);

    [Fact]
    public Task Rejects_a_wrong_additional_location() => Fails("Wrong additional locations", "(1,26,1,30) and /0/Test0.cs(1,17,1,18)").When(Rule.WithLocation(0).WithSpan(1, 17, 1, 18), B);

    [Fact]
    public Task Rejects_a_missing_additional_location() => Fails("Wrong additional locations").When(A.WithSpan(1, 1, 1, 6), B);

    [Fact]
    public Task Rejects_an_additional_location_that_is_not_expected() => Fails("Wrong additional locations").When(Rule.WithLocation(0), B);

    [Fact]
    public Task Rejects_an_unexpected_compile_error() =>
        Failing.WithMessageAsync(
            () => CSharpAnalyzerVerifier<BadLocalAnalyzer>.VerifyAnalyzerAsync("class C { void M() { int [|badA|] = x; } }"),
            "Unexpected compiler error",
            "CS0103");

    /// <summary>On the oldest compiler it might be the language of a newer one.</summary>
    [Fact]
    public async Task Rejects_an_unexpected_syntax_error_on_the_current_compiler()
    {
        Func<Task> verify = () => CSharpAnalyzerVerifier<BadLocalAnalyzer>.VerifyAnalyzerAsync("class C(int c) { void M() { int [|badA|] = 1 } }");
        if (TestCompiler.IsCurrent)
        {
            await Failing.WithMessageAsync(verify, "Unexpected compiler error", "CS1002");
        }
        else
        {
            await verify();
        }
    }

    [Fact]
    public Task Rejects_a_crash_on_a_source_of_any_language() =>
        Failing.WithMessageAsync(
            () => CSharpAnalyzerVerifier<Crashing>.VerifyAnalyzerAsync("class C { void M() { int [|badA|] = 1; } } class D(int d) { }"), "AD0001", "tripped over badA");

    [Fact]
    public Task Rejects_a_compile_error_that_does_not_come() =>
        Failing.WithMessageAsync(
            () => CSharpAnalyzerVerifier<BadLocalAnalyzer>.VerifyAnalyzerAsync("class C { void M() { int [|badA|] = {|CS0103:1|}; } }"),
            "Missing diagnostic",
            "CS0103");

    [Fact]
    public Task Rejects_arguments_that_do_not_fit_the_message() =>
        Failing.WithMessageAsync(
            () => CSharpAnalyzerVerifier<TooFewArguments>.VerifyAnalyzerAsync("class C { void M() { int [|badA|] = 1; } }"),
            "Message arguments do not fit the message format");

    [Fact]
    public Task Rejects_a_crash_even_where_nothing_is_expected() =>
        Failing.WithMessageAsync(
            () => CSharpAnalyzerVerifier<Crashing>.VerifyAnalyzerAsync("class C { void M() { int badA = 1; } }"), "AD0001", "tripped over badA");

    [Fact]
    public Task Rejects_a_crash_that_is_expected() =>
        Failing.WithMessageAsync(
            () => CSharpAnalyzerVerifier<Crashing>.VerifyAnalyzerAsync(
                "class C { void M() { int badA = 1; } }", new DiagnosticResult("AD0001", DiagnosticSeverity.Warning)),
            "AD0001");

    [Theory]
    [InlineData("class C { void M() { int a = 1; } }", OutputKind.DynamicallyLinkedLibrary)]
    [InlineData("int a = 1;\n", OutputKind.ConsoleApplication)]
    public Task Rejects_a_crash_on_half_typed_code(string source, OutputKind kind) =>
        Failing.WithMessageAsync(
            new CSharpAnalyzerVerifier<CrashesOnHalfASource>.Test { TestCode = source, OutputKind = kind }.RunAsync, "Half-typed code", "AD0001", "half", "int a = ");

    [Fact]
    public Task Rejects_a_location_key_that_no_markup_has() =>
        Fails("TST0001 is expected at location 7").When(Rule.WithLocation(7));

    [Fact]
    public Task Accepts_the_same_reports_in_generated_code_of_an_analyzer_that_opts_in() =>
        CSharpAnalyzerVerifier<GeneratedCodeToo>.VerifyAnalyzerAsync("class C { void M() { int [|badA|] = 1; } }");

    [Fact]
    public Task Rejects_reports_in_generated_code_of_an_analyzer_that_does_not_opt_in()
    {
        var test = new CSharpAnalyzerVerifier<GeneratedCodeByStealth>.Test { TestCode = "class C { void M() { int [|badA|] = 1; } }" };
        return Failing.WithMessageAsync(test.RunAsync, "The same sources marked <auto-generated/>", "Unexpected diagnostic", "TST0001 at /0/Test0.cs(2,26,2,30)");
    }

    [Fact]
    public Task Rejects_an_analyzer_that_opts_in_and_misses_reports_in_generated_code() =>
        Failing.WithMessageAsync(
            () => CSharpAnalyzerVerifier<OnlyInFirstLine>.VerifyAnalyzerAsync("class C { void M() { int [|badA|] = 1; } }"),
            "The same sources marked <auto-generated/>",
            "Missing diagnostic");

    [Fact]
    public Task Rejects_reports_that_a_pragma_does_not_silence() =>
        Failing.WithMessageAsync(
            () => CSharpAnalyzerVerifier<DeafToPragmas>.VerifyAnalyzerAsync("class C { void M() { int [|badA|] = 1; } }"),
            "The same sources under #pragma warning disable",
            "Unexpected diagnostic");

    [Fact]
    public Task Accepts_a_rule_that_no_pragma_may_silence() =>
        CSharpAnalyzerVerifier<NotConfigurable>.VerifyAnalyzerAsync("class C { void M() { int [|badA|] = 1; } }");

    [Fact]
    public Task Accepts_a_diagnostic_without_a_location() =>
        CSharpAnalyzerVerifier<WithoutLocation>.VerifyAnalyzerAsync(
            "class C { void M() { int badA = 1; } }", CSharpAnalyzerVerifier<WithoutLocation>.Diagnostic().WithArguments("badA", "M"));

    [Fact]
    public Task Switches_on_what_is_off_by_default() => CSharpAnalyzerVerifier<OffByDefault>.VerifyAnalyzerAsync("class C { void M() { int [|badA|] = 1; } }");

    [Theory]
    [InlineData(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.TST0002.severity = none\n", 0)]
    [InlineData(".globalconfig", "is_global = true\ndotnet_diagnostic.TST0002.severity = none\n", 0)]
    [InlineData(".globalconfig", "is_global = true\ndotnet_diagnostic.TST0002.severity = error\n", 1)]
    public Task Obeys_configuration_files(string name, string content, int errors)
    {
        var test = new CSharpAnalyzerVerifier<OffByDefault>.Test { TestCode = "class C { void {|#1:M|}() { int {|#0:badA|} = 1; } }" };
        test.TestState.AnalyzerConfigFiles.Add((name, content));
        test.ExpectedDiagnostics.AddRange(Enumerable.Repeat(
            CSharpAnalyzerVerifier<OffByDefault>.Diagnostic("TST0002").WithSeverity(DiagnosticSeverity.Error).WithLocation(0).WithLocation(1), errors));
        return test.RunAsync();
    }

    [Fact]
    public Task Gives_additional_files_to_analyzers_with_their_options()
    {
        var test = new CSharpAnalyzerVerifier<BadFileAnalyzer>.Test { TestCode = "class C { }" };
        test.TestState.AdditionalFiles.Add(("appsettings.json", "{ \"x\":\n  \"[|BAD|]\" }"));
        test.TestState.AdditionalFiles.Add(("other.json", "BAD"));
        test.TestState.AnalyzerConfigFiles.Add((".editorconfig", "[other.json]\ntest.allow_bad = true\n"));
        return test.RunAsync();
    }

    [Fact]
    public Task Runs_several_analyzers_at_once()
    {
        var test = new CSharpAnalyzerVerifier<BadLocalAnalyzer>.Test { TestCode = "class C { void M() { int {|TST0001:{|TST0003:badA|}|} = 1; } }" };
        test.Analyzers.Add(new NotConfigurable());
        return test.RunAsync();
    }

    [Fact]
    public async Task Rejects_bare_markup_where_several_rules_could_be_meant()
    {
        var test = new CSharpAnalyzerVerifier<BadLocalAnalyzer>.Test { TestCode = "class C { void M() { int [|badA|] = 1; } }" };
        test.Analyzers.Add(new NotConfigurable());
        await Failing.WithMessageAsync(test.RunAsync, "[|...|] stands for the only rule of the test, and there are 2: TST0001, TST0003");
    }

    [Fact]
    public void Rejects_a_rule_that_the_analyzer_does_not_have() =>
        Assert.Contains("it supports TST0001", Assert.Throws<VerificationException>(() => CSharpAnalyzerVerifier<BadLocalAnalyzer>.Diagnostic("TST0002")).Message, StringComparison.Ordinal);

    [Fact]
    public Task Compiles_top_level_statements_as_a_program() =>
        new CSharpAnalyzerVerifier<EmptyDiagnosticAnalyzer>.Test { TestCode = "System.Console.WriteLine();", OutputKind = OutputKind.ConsoleApplication }.RunAsync();

    [Fact]
    public Task Compiles_in_the_language_version_that_is_asked_for() =>
        new CSharpAnalyzerVerifier<EmptyDiagnosticAnalyzer>.Test { TestCode = "class C { object o = {|CS8026:new|}(); }", LanguageVersion = LanguageVersion.CSharp5 }.RunAsync();

    [Fact]
    public Task Compiles_with_preprocessor_symbols()
    {
        var test = new CSharpAnalyzerVerifier<EmptyDiagnosticAnalyzer>.Test { TestCode = "#if !DEBUG\n#error\n#endif" };
        test.PreprocessorSymbols.Add("DEBUG");
        return test.RunAsync();
    }

    [Fact]
    public Task Compares_warnings_when_asked_to() =>
        new CSharpAnalyzerVerifier<EmptyDiagnosticAnalyzer>.Test
        {
            TestCode = "class C { string M(string? s) => {|CS8603:s|}; }", CompilerDiagnostics = CompilerDiagnostics.Warnings,
        }.RunAsync();

    [Fact]
    public Task Knows_the_libraries_that_payment_code_uses() =>
        new CSharpAnalyzerVerifier<EmptyDiagnosticAnalyzer>.Test
        {
            TestCode =
                """
                record R(Microsoft.Extensions.Logging.ILogger Logger, Serilog.ILogger Serilog, NLog.Logger NLog, Newtonsoft.Json.Linq.JObject Json, HttpContext Http);
                """,
            ImplicitUsings = true,
            ReferenceSet = ReferenceSet.WithoutStripe,
        }.RunAsync();

    [Fact]
    public Task Writes_the_methods_of_LoggerMessage() =>
        new CSharpAnalyzerVerifier<BadLocalAnalyzer>.Test
        {
            TestCode =
                """
                partial class Log
                {
                    [LoggerMessage(1, LogLevel.Information, "Paid {id}")]
                    public static partial void Paid(ILogger logger, string id);

                    void M(ILogger logger) { int [|bad|] = 1; Paid(logger, ""); }
                }
                """,
            ImplicitUsings = true,
        }.RunAsync();

    [Theory]
    [InlineData(nameof(ReferenceSet.Stripe52))]
    [InlineData(nameof(ReferenceSet.Stripe43))]
    public Task Compiles_against_a_release_of_Stripe_net(string set) =>
        new CSharpAnalyzerVerifier<EmptyDiagnosticAnalyzer>.Test
        {
            TestCode =
                """
                class Shop
                {
                    Task<Stripe.PaymentIntent> PayAsync(Stripe.PaymentIntentCreateOptions options) =>
                        new Stripe.PaymentIntentService().CreateAsync(options, new Stripe.RequestOptions { IdempotencyKey = "order-1" });
                }
                """,
            ImplicitUsings = true,
            ReferenceSet = set == nameof(ReferenceSet.Stripe52) ? ReferenceSet.Stripe52 : ReferenceSet.Stripe43,
        }.RunAsync();

    [Fact]
    public Task Compiles_without_Stripe_net() =>
        new CSharpAnalyzerVerifier<EmptyDiagnosticAnalyzer>.Test
        {
            TestCode = "class C { {|CS0246:Stripe|}.Event e; }", ReferenceSet = ReferenceSet.WithoutStripe,
        }.RunAsync();

    [Fact]
    public Task Simulates_a_test_project() =>
        new CSharpAnalyzerVerifier<EmptyDiagnosticAnalyzer>.Test { TestCode = "public class T { [Xunit.Fact] public void F() => Xunit.Assert.True(true); }", IsTestProject = true }.RunAsync();

    private static Task Verify(params DiagnosticResult[] expected) => CSharpAnalyzerVerifier<BadLocalAnalyzer>.VerifyAnalyzerAsync(Source, expected);

    private static Expectation Fails(params string[] message) => new(message);

    private sealed record Expectation(string[] Message)
    {
        public Task When(params DiagnosticResult[] expected) => Failing.WithMessageAsync(() => Verify(expected), Message);
    }
}
