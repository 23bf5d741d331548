using Microsoft.CodeAnalysis.CSharp;
using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpAnalyzerVerifier<PaymentSafety.Analyzers.Secrets.HardCodedCredentialAnalyzer>;

namespace PaymentSafety.Analyzers.Tests.Secrets;

/// <summary>One key in every construct of C# that can hold or join one: each is found once, on the exact characters.</summary>
public class CredentialConstructTests
{
    public static TheoryData<string> Whole => new()
    {
        """class C { string s = "\"{|PAY3001:SECRET_LIVE|}\""; }""",
        "class C { string s = @\"\"\"{|PAY3001:SECRET_LIVE|}\"\"\"; }",
        "class C { string s = @\"a\n  {|PAY3001:SECRET_LIVE|}\nb\"; }",
        "class C { string s = \"\"\"\"\n  \"\"\" {|PAY3001:SECRET_LIVE|} \"\"\"\n  \"\"\"\"; }",
        """class C { string s = $@"{1} {|PAY3001:SECRET_LIVE|}"; }""",
        "class C { string s = $$\"\"\"{ {|PAY3001:SECRET_LIVE|} {{1}} }\"\"\"; }",
        """class C { string s = $"{"{|PAY3001:SECRET_LIVE|}"}"; }""",
        """class C { string s = $"{"a" + $"{|PAY3001:SECRET_LIVE|}"}"; }""",
        "class C { System.ReadOnlySpan<byte> S => \"\"\"{|PAY3001:SECRET_LIVE|}\"\"\"u8; }",
        """class C { System.ReadOnlySpan<byte> S => @"{|PAY3001:SECRET_LIVE|}"u8; }""",
        """class C { string[] s = { "a", "{|PAY3001:SECRET_LIVE|}", "{|PAY3002:SECRET_TEST|}" }; }""",
        """class C { object s = new { key = "{|PAY3001:SECRET_LIVE|}" }; }""",
        """class C { object s = new System.Collections.Generic.Dictionary<string, string> { ["{|PAY3001:SECRET_LIVE|}"] = "{|PAY3003:WEBHOOK|}" }; }""",
        """class C { object s = ("{|PAY3001:SECRET_LIVE|}", 1); }""",
        """class C { string M(int x) => x switch { 1 => "{|PAY3001:SECRET_LIVE|}", _ => "{|PAY3002:SECRET_TEST|}" }; }""",
        """class C { void M() { throw new System.Exception("{|PAY3001:SECRET_LIVE|}"); } }""",
        """class C { void M() { goto x; x: System.Console.Write("{|PAY3001:SECRET_LIVE|}"); } }""",
        """class C { C(string s) { } C() : this("{|PAY3001:SECRET_LIVE|}") { } }""",
        """record R(string Key = "{|PAY3001:SECRET_LIVE|}");""",
        """interface I { const string Key = "{|PAY3001:SECRET_LIVE|}"; }""",
        """enum E { [System.ComponentModel.Description("{|PAY3001:SECRET_LIVE|}")] A }""",
        """class C { [return: System.ComponentModel.Description("{|PAY3001:SECRET_LIVE|}")] int M([System.ComponentModel.Description("{|PAY3002:SECRET_TEST|}")] int x) => x; }""",
        """[assembly: System.Reflection.AssemblyMetadata("key", "{|PAY3001:SECRET_LIVE|}")]""",
#if ROSLYN_4_14_OR_GREATER
        """class C { object f = (string key = "{|PAY3001:SECRET_LIVE|}") => key; }""",
#endif
        """class C { [System.Runtime.InteropServices.DllImport("{|PAY3001:SECRET_LIVE|}")] static extern void M(); }""",
        "class C { } // {|PAY3001:SECRET_LIVE|}",
        "class C { /* a\n * {|PAY3001:SECRET_LIVE|} */ }",
        "class C { /*{|PAY3001:SECRET_LIVE|}*/ }",
        "/** <summary>{|PAY3001:SECRET_LIVE|}</summary> */ class C { }",
        "/// <example><code>new StripeClient(\"{|PAY3001:SECRET_LIVE|}\")</code></example>\nclass C { }",
        "/// <see href=\"https://{|PAY3001:SECRET_LIVE|}@api.stripe.com\"/>\nclass C { }",
        "/// <![CDATA[{|PAY3001:SECRET_LIVE|}]]>\nclass C { }",
        "class C { }\n#if NEVER // {|PAY3001:SECRET_LIVE|}\n#endif\n",
        "class C { }\n#if NEVER\n#else\n// {|PAY3001:SECRET_LIVE|}\n#endif\n",
        "class C { }\n#if NEVER\n#if ALSO\n {|PAY3001:SECRET_LIVE|}\n#endif\n#endif\n",
        "#pragma warning disable CS1030\n#warning {|PAY3001:SECRET_LIVE|}\nclass C { }",
        "#pragma checksum \"{|PAY3001:SECRET_LIVE|}\" \"{00000000-0000-0000-0000-000000000000}\" \"\"\nclass C { }",
        "class C { string s =\r\n\t\"{|PAY3001:SECRET_LIVE|}\";\r\n}",
        "class C { string s = \"é漢😀 {|PAY3001:SECRET_LIVE|}\"; }",
        """class C { string s = "{|PAY3001:SECRET_LIVE|}" + "" + "{|PAY3002:SECRET_TEST|}"; }""",
        """class C { const string A = "{|PAY3001:SECRET_LIVE|}"; const string B = A; const string D = A + B; string E = $"{A}{B}"; string F => string.Concat(A, B); }""",
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public async Task A_key_that_stands_whole_is_found_on_its_characters(string source) => await VerifyAsync(source);

    public static TheoryData<string> Joined => new()
    {
        """class C { System.ReadOnlySpan<byte> S => {|PAY3001:"sk_live_"u8 + "BODY"u8|}; }""",
        """class C { const string A = $"sk_"; const string B = {|PAY3001:$"{A}live_{"BODY"}"|}; }""",
        """class C { string s = {|PAY3001:$"sk_{"live"}_{"BODY"}"|}; }""",
        """class C { string s = {|PAY3001:"" + 's' + 'k' + "_live_" + "BODY"|}; }""",
        """class C { string s = {|PAY3001:@"sk_" + "live_" + $"BODY"|}; }""",
        "class C { string s = {|PAY3001:\"sk_live_\" + \"\"\"BODY\"\"\"|}; }",
        """class C { string s = {|PAY3001:string.Format("sk_live_{0}", "BODY")|}; }""",
        """class C { string s = {|PAY3001:string.Format("{0}_{1}_{2}", "sk", "live", "BODY")|}; }""",
        """class C { string s = {|PAY3001:string.Join("_", "sk", "live", "BODY")|}; }""",
        """class C { string s = {|PAY3001:string.Join('_', new[] { "sk", "live", "BODY" })|}; }""",
        """class C { string s = {|PAY3001:System.String.Concat("sk_live", "_", "BODY")|}; }""",
        """class C { string s = {|PAY3001:string.Concat("sk_live_", string.Concat("BODY", "x"))|}; }""",
        """class C { static readonly char[] Parts = { 's', 'k', '_', 'l', 'i', 'v', 'e', '_' }; string s = {|PAY3001:new string(Parts) + "BODY"|}; }""",
        """class C { void M() { var parts = new[] { 's', 'k', '_', 'l', 'i', 'v', 'e', '_' }; var s = {|PAY3001:new string(parts) + "BODY"|}; } }""",
        """class C { string s = {|PAY3001:string.Join("", new[] { 's', 'k', '_', 'l', 'i', 'v', 'e', '_' }) + "BODY"|}; }""",
        """class C { string s = {|PAY3001:string.Concat(new char[] { 's', 'k', '_', 'l', 'i', 'v', 'e', '_' }) + "BODY"|}; }""",
        """class C { static readonly string[] Parts = { "sk_", "live_", "BODY" }; string s = {|PAY3001:string.Concat(Parts)|}; }""",
        """class C { string s = {|PAY3001:new string(['s', 'k', '_', 'l', 'i', 'v', 'e', '_']) + "BODY"|}; }""",
        """class C { string s = {|PAY3001:string.Join("", ["sk_", "live_", "BODY"])|}; }""",
        """class C { string M() { string a = "sk_live_", b = "BODY"; return {|PAY3001:a + b|}; } }""",
        """class C { string Prefix => "sk_live_"; string s => {|PAY3001:Prefix + "BODY"|}; }""",
        """class C { string Prefix { get; } = "sk_live_"; string s => {|PAY3001:Prefix + "BODY"|}; }""",
        """class C { string s = {|PAY3001:(true ? "" : "x") + "sk_" + "live_BODY"|}; }""",
        """class C { object s = (object)({|PAY3001:"sk_" + "live_BODY"|}); }""",
        """[System.Obsolete({|PAY3001:$"sk_{"live_BODY"}"|})] class C { }""",
    };

    [Theory]
    [MemberData(nameof(Joined))]
    public async Task A_key_that_is_put_together_is_found_as_the_whole_expression(string source) => await VerifyAsync(source);

    [Theory]
    [InlineData("""class C { string M(string x) => string.Format("sk_live_{0}", x); }""")]
    [InlineData("""class C { string M(string[] x) => string.Join("_", x); }""")]
    [InlineData("""class C { string M(string x) => string.Join("_", "sk", "live", x); }""")]
    [InlineData("""class C { string s = string.Join(", ", "sk_live_", "BODY"); }""")]
    [InlineData("""class C { string s = string.Format("{0} {1}", "sk_live_", "BODY"); }""")]
    [InlineData("""class C { int M(int a) { a += 1; return a; } string N(string s) { s += "sk_live_"; return s; } }""")]
    [InlineData("""class C { string s = string.Format("{0"); string t = string.Format("{9}", "x"); string u = string.Format("{{0}}", "x"); }""")]
    [InlineData("""class C { object M(System.Text.StringBuilder b) => b.Append("sk_live_").Append("BODY"); }""")]
    public async Task What_gives_no_key_stays_silent(string source) => await VerifyAsync(source);

    private static Task VerifyAsync(string source) => new Verifier.Test { TestCode = Keys.Fill(source), LanguageVersion = LanguageVersion.Latest }.RunAsync();
}
