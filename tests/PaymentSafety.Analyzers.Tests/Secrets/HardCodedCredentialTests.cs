using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpAnalyzerVerifier<PaymentSafety.Analyzers.Secrets.HardCodedCredentialAnalyzer>;

namespace PaymentSafety.Analyzers.Tests.Secrets;

public class HardCodedCredentialTests
{
    [Theory]
    [InlineData("PAY3001", "SECRET_LIVE")]
    [InlineData("PAY3001", "RESTRICTED_LIVE")]
    [InlineData("PAY3001", "ORGANISATION")]
    [InlineData("PAY3002", "SECRET_TEST")]
    [InlineData("PAY3002", "RESTRICTED_TEST")]
    [InlineData("PAY3002", "CLAIMABLE")]
    [InlineData("PAY3002", "MODERN")]
    [InlineData("PAY3003", "WEBHOOK")]
    [InlineData("PAY3004", "PUBLISHABLE_LIVE")]
    [InlineData("PAY3004", "PUBLISHABLE_TEST")]
    public async Task Each_kind_and_mode_has_its_rule(string id, string key) =>
        await VerifyAsync($$"""class C { string key = "{|{{id}}:{{key}}|}"; }""");

    [Theory]
    [InlineData("""class C { string s = "{|PAY3001:SECRET_LIVE|}"; }""")]
    [InlineData("""class C { string s = @"key={|PAY3001:SECRET_LIVE|};"; }""")]
    [InlineData("class C { string s = \"\"\"\n    Bearer {|PAY3001:SECRET_LIVE|}\n    \"\"\"; }")]
    [InlineData("""class C { System.ReadOnlySpan<byte> S => "{|PAY3001:SECRET_LIVE|}"u8; }""")]
    [InlineData("""class C { string M(int x) => $"Bearer {|PAY3001:SECRET_LIVE|} {x}"; }""")]
    [InlineData("class C { string M(int x) => $\"\"\"{x} {|PAY3001:SECRET_LIVE|}\"\"\"; }")]
    [InlineData("""class C { string s = "a\n{|PAY3001:SECRET_LIVE|}\tb"; }""")]
    [InlineData("""class C { const string Key = "{|PAY3001:SECRET_LIVE|}"; string Again => Key; string More => "Bearer " + Key; }""")]
    [InlineData("""[System.Obsolete("{|PAY3001:SECRET_LIVE|}")] class C { }""")]
    [InlineData("""class C { void M(string key = "{|PAY3001:SECRET_LIVE|}") { } }""")]
    [InlineData("""class C { bool M(string key) => key is "{|PAY3001:SECRET_LIVE|}"; }""")]
    [InlineData("""class C { int M(string key) { switch (key) { case "{|PAY3001:SECRET_LIVE|}": return 1; default: return 0; } } }""")]
    [InlineData("// was {|PAY3001:SECRET_LIVE|}\nclass C { }")]
    [InlineData("/* {|PAY3001:SECRET_LIVE|} */ class C { }")]
    [InlineData("/// <summary>Use {|PAY3001:SECRET_LIVE|}.</summary>\nclass C { }")]
    [InlineData("class C { }\n#if NEVER\nclass D { string key = \"{|PAY3001:SECRET_LIVE|}\"; }\n#endif\n")]
    [InlineData("class C { }\n#region {|PAY3001:SECRET_LIVE|}\n#endregion\n")]
    public async Task A_key_is_found_wherever_it_is_written(string source) => await VerifyAsync(source);

    [Theory]
    [InlineData("""class C { string s = {|PAY3001:"sk_" + "live_" + "BODY"|}; }""")]
    [InlineData("""class C { string s = "Authorization: Bearer " + ({|PAY3001:"sk_" + "live_BODY"|}).Trim(); }""")]
    [InlineData("""class C { const string Prefix = "sk_live_"; string s = {|PAY3001:Prefix + "BODY"|}; }""")]
    [InlineData("""class C { const string Prefix = "sk_live_", Rest = "BODY"; string s = {|PAY3001:$"{Prefix}{Rest}"|}; }""")]
    [InlineData("""class C { static readonly string Prefix = "sk_live_"; string s => {|PAY3001:Prefix + "BODY"|}; }""")]
    [InlineData("""class C { string M() { var prefix = "sk_live_"; return {|PAY3001:prefix + "BODY"|}; } }""")]
    [InlineData("""class C { string M(string end) => {|PAY3001:"sk_" + "live_BODY" + end|}; }""")]
    [InlineData("""class C { string M(string start) => {|PAY3001:start + " sk_" + "live_BODY"|}; }""")]
    [InlineData("""class C { string s = {|PAY3001:string.Concat("sk_", "live_", "BODY")|}; }""")]
    [InlineData("""class C { string s = {|PAY3001:string.Join("", "sk", "_", "live", "_", "BODY")|}; }""")]
    [InlineData("""class C { string s = {|PAY3001:string.Concat(new[] { "sk_live_", "BODY" })|}; }""")]
    [InlineData("""class C { string s = {|PAY3001:new string(new[] { 's', 'k', '_', 'l', 'i', 'v', 'e', '_' }) + "BODY"|}; }""")]
    [InlineData("""class C { string s = {|PAY3001:new string(new[] { 's','k','_','l','i','v','e','_','P','S','F','T','q','7','L','m','2','X','c','9','V','b','4','N','n','8','K','p','3','R','t','6' })|}; }""")]
    [InlineData("""[System.Obsolete({|PAY3001:"sk_live_" + "BODY"|})] class C { }""")]
    [InlineData("""class C { void M(string key = {|PAY3001:"sk_live_" + "BODY"|}) { } }""")]
    [InlineData("""class C { const string A = "sk_live_"; const string B = {|PAY3001:A + "BODY"|}; const string D = "Bearer " + B; }""")]
    public async Task A_key_in_parts_is_found_as_the_expression_that_joins_them(string source) => await VerifyAsync(source);

    [Fact]
    public async Task Constants_are_joined_across_files()
    {
        var test = new Verifier.Test { TestCode = Keys.Fill("""class C { string s = {|PAY3002:Parts.Prefix + Parts.Rest|}; }""") };
        test.TestState.Sources.Add(Keys.Fill("""static class Parts { public const string Prefix = "sk_test_"; public static readonly string Rest = "BODY"; }"""));

        await test.RunAsync();
    }

    [Theory]
    [InlineData("\\u005f", "PAY3001")]
    [InlineData("\\U0000005F", "PAY3001")]
    [InlineData("\\x5f", "PAY3001")]
    public async Task A_character_written_by_its_number_hides_nothing(string underscore, string id) =>
        await VerifyAsync($$"""class C { string s = "\t{|{{id}}:sk{{underscore}}live{{underscore}}BODY|}!"; }""");

    [Theory]
    [InlineData("""class C { bool M(string key) => key.StartsWith("sk_live_") || key.StartsWith("rk_live_"); }""")]
    [InlineData("""class C { string s = "sk_live_<your key>"; string t = "sk_test_..."; string u = "sk_live_{key}"; }""")]
    [InlineData("""class C { string M(string rest) => "sk_live_" + rest; }""")]
    [InlineData("""class C { string M(string rest) => $"sk_live_{rest}"; }""")]
    [InlineData("""class C { string s = "task_live_BODY"; }""")]
    [InlineData("""class C { string s = "sk_live_yourStripeSecretKeyGoesHere"; }""")]
    [InlineData("""class C { int M(int a, int b) => a + b; string N(object o) => o + "x" + 1; }""")]
    [InlineData("""class C { string M(string mode) { mode = "live"; return "sk_" + mode + "_BODY"; } }""")]
    [InlineData("""class C { string[] M() => System.IO.Path.Join("sk_", "live").Split('_'); }""")]
    public async Task Prefixes_placeholders_and_unknown_parts_stay_silent(string source) => await VerifyAsync(source);

    [Fact]
    public async Task The_message_names_kind_length_and_place_and_no_character()
    {
        var test = new Verifier.Test { TestCode = Keys.Fill("""class C { string key = "{|#0:SECRET_LIVE|}"; /* {|#1:WEBHOOK|} */ }""") };
        test.ExpectedDiagnostics.Add(Verifier.Diagnostic("PAY3001").WithLocation(0).WithArguments("live secret key", 32, "a string"));
        test.ExpectedDiagnostics.Add(Verifier.Diagnostic("PAY3003").WithLocation(1).WithArguments("webhook signing secret", 38, "a comment"));

        await test.RunAsync();
    }

    [Fact]
    public async Task The_rules_hold_where_Stripe_is_not_referenced() =>
        await new Verifier.Test { TestCode = Keys.Fill("""class C { string key = "{|PAY3001:SECRET_LIVE|}"; }"""), ReferenceSet = ReferenceSet.WithoutStripe }.RunAsync();

    [Fact]
    public async Task Test_keys_in_test_projects_are_a_suggestion_and_live_keys_stay_errors()
    {
        var test = new Verifier.Test
        {
            IsTestProject = true,
            TestCode = Keys.Fill("""class C { string test = "{|#0:SECRET_TEST|}"; string live = "{|#1:SECRET_LIVE|}"; }"""),
        };
        test.ExpectedDiagnostics.Add(Verifier.Diagnostic("PAY3002").WithSeverity(DiagnosticSeverity.Info).WithLocation(0));
        test.ExpectedDiagnostics.Add(Verifier.Diagnostic("PAY3001").WithLocation(1));

        await test.RunAsync();
    }

    [Theory]
    [InlineData(false, DiagnosticSeverity.Error)]
    [InlineData(true, DiagnosticSeverity.Info)]
    public async Task The_strict_preset_raises_test_keys_but_not_where_they_are_usual(bool isTestProject, DiagnosticSeverity severity)
    {
        var test = new Verifier.Test { IsTestProject = isTestProject, TestCode = Keys.Fill("""class C { string test = "{|#0:SECRET_TEST|}"; }""") };
        test.TestState.AnalyzerConfigFiles.Add(("/strict.globalconfig", "is_global = true\npayment_safety.preset = strict\n"));
        test.ExpectedDiagnostics.Add(Verifier.Diagnostic("PAY3002").WithSeverity(severity).WithLocation(0));

        await test.RunAsync();
    }

    [Fact]
    public async Task A_long_chain_of_parts_is_read_in_one_go()
    {
        var parts = string.Join(" + ", Enumerable.Repeat("\"x\"", 1_000));

        await VerifyAsync($$"""class C { string s = {|PAY3001:{{parts}} + " sk_" + "live_BODY"|}; }""");
    }

    private static Task VerifyAsync(string source) => new Verifier.Test { TestCode = Keys.Fill(source), LanguageVersion = LanguageVersion.Latest }.RunAsync();
}
