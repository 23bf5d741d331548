using PaymentSafety.CodeFixes.Secrets;
using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpCodeFixVerifier<PaymentSafety.Analyzers.Secrets.HardCodedCredentialAnalyzer, PaymentSafety.CodeFixes.Secrets.HardCodedCredentialFixer>;

namespace PaymentSafety.Analyzers.Tests.Secrets;

public class HardCodedCredentialFixerTests
{
    private const string Environment = """Environment.GetEnvironmentVariable("STRIPE_SECRET_KEY") ?? throw new InvalidOperationException("STRIPE_SECRET_KEY is not set.")""";
    private const string Configuration = """configuration["Stripe:SecretKey"] ?? throw new InvalidOperationException("Stripe:SecretKey is not set.")""";

    public static TheoryData<string, string> Fixes => new()
    {
        // Configuration in scope
        { """class C(IConfiguration configuration) { StripeClient M() => new("{|PAY3001:SECRET_LIVE|}"); }""", $$"""class C(IConfiguration configuration) { StripeClient M() => new({{Configuration}}); }""" },
        { """class C(IConfiguration configuration) { readonly string key = "{|PAY3002:SECRET_TEST|}"; }""", $$"""class C(IConfiguration configuration) { readonly string key = {{Configuration}}; }""" },
        {
            """class C { readonly IConfiguration _configuration = null!; void M() { StripeConfiguration.ApiKey = {|PAY3001:"sk_live_" + "BODY"|}; } }""",
            """class C { readonly IConfiguration _configuration = null!; void M() { StripeConfiguration.ApiKey = _configuration["Stripe:SecretKey"] ?? throw new InvalidOperationException("Stripe:SecretKey is not set."); } }"""
        },
        {
            """class C { static void M(WebApplicationBuilder builder) { StripeConfiguration.ApiKey = "{|PAY3001:SECRET_LIVE|}"; } }""",
            """class C { static void M(WebApplicationBuilder builder) { StripeConfiguration.ApiKey = builder.Configuration["Stripe:SecretKey"] ?? throw new InvalidOperationException("Stripe:SecretKey is not set."); } }"""
        },
        {
            """class C(IConfiguration configuration) { Event M(string json, string header) => EventUtility.ConstructEvent(json, header, "{|PAY3003:WEBHOOK|}"); }""",
            """class C(IConfiguration configuration) { Event M(string json, string header) => EventUtility.ConstructEvent(json, header, configuration["Stripe:WebhookSecret"] ?? throw new InvalidOperationException("Stripe:WebhookSecret is not set.")); }"""
        },

        // A settings class in scope
        { """class StripeOptions { public string SecretKey { get; set; } = ""; } class C(StripeOptions options, IConfiguration configuration) { StripeClient M() => new("{|PAY3001:SECRET_LIVE|}"); }""",
          """class StripeOptions { public string SecretKey { get; set; } = ""; } class C(StripeOptions options, IConfiguration configuration) { StripeClient M() => new(options.SecretKey); }""" },
        { """class StripeSettings { public string PublishableKey { get; set; } = ""; } class C(Microsoft.Extensions.Options.IOptions<StripeSettings> options) { string M() => "{|PAY3004:PUBLISHABLE_LIVE|}"; }""",
          """class StripeSettings { public string PublishableKey { get; set; } = ""; } class C(Microsoft.Extensions.Options.IOptions<StripeSettings> options) { string M() => options.Value.PublishableKey; }""" },

        // Nothing in scope but the environment
        { """class C { string M() => "{|PAY3001:SECRET_LIVE|}"; }""", $$"""class C { string M() => {{Environment}}; }""" },
        { """class C { readonly IConfiguration _configuration = null!; readonly string key = "{|PAY3001:SECRET_LIVE|}"; }""", $$"""class C { readonly IConfiguration _configuration = null!; readonly string key = {{Environment}}; }""" },
        { """class C(IConfiguration configuration) { static string M() => "{|PAY3001:SECRET_LIVE|}"; }""", $$"""class C(IConfiguration configuration) { static string M() => {{Environment}}; }""" },
        { """class C { private const string Key = "{|PAY3001:SECRET_LIVE|}"; StripeClient M() => new(Key); }""", $$"""class C { private static readonly string Key = {{Environment}}; StripeClient M() => new(Key); }""" },
        { """class C { string M() { const string key = "{|PAY3001:SECRET_LIVE|}"; return key; } }""", $$"""class C { string M() { string key = {{Environment}}; return key; } }""" },
        { """class C { string M(int x) => $"Bearer {|PAY3001:SECRET_LIVE|} {x}"; }""", $$$"""class C { string M(int x) => $"Bearer {({{{Environment}}})} {x}"; }""" },
        { """class C { string s = "Bearer {|PAY3001:SECRET_LIVE|};x"; }""", $$"""class C { string s = "Bearer " + ({{Environment}}) + ";x"; }""" },
        { """class C { string s = @"key={|PAY3001:SECRET_LIVE|}"; }""", $$"""class C { string s = @"key=" + ({{Environment}}); }""" },
        { """class C { int n = "{|PAY3001:SECRET_LIVE|}".Length; }""", $$"""class C { int n = ({{Environment}}).Length; }""" },
        { """class C { string s = "{|PAY3001:SECRET_LIVE|}", t = "{|PAY3002:SECRET_TEST|}"; }""", $$"""class C { string s = {{Environment}}, t = {{Environment}}; }""" },

        // What a variable gives of it would stay behind
        { """class C { const string Prefix = "sk_live_"; string s = {|PAY3001:Prefix + "BODY"|}; }""", $$"""class C { const string Prefix = "sk_live_"; string s = {{Environment}}; }""" },
        { """class C { const string Prefix = "sk_live_", Rest = "BODY"; string s = {|PAY3001:Prefix + Rest|}; }""", """class C { const string Prefix = "sk_live_", Rest = "BODY"; string s = {|PAY3001:Prefix + Rest|}; }""" },
        { """class C { static readonly string Rest = "BODY"; string s => {|PAY3001:$"sk_live_{Rest}"|}; }""", """class C { static readonly string Rest = "BODY"; string s => {|PAY3001:$"sk_live_{Rest}"|}; }""" },

        // The fallback goes, not the setting
        { """class C(IConfiguration configuration) { string M() => configuration["Stripe:SecretKey"] ?? "{|PAY3002:SECRET_TEST|}"; }""", $$"""class C(IConfiguration configuration) { string M() => {{Configuration}}; }""" },

        // Comments keep the prefix
        { "// was {|PAY3001:SECRET_LIVE|}\nclass C { }", "// was sk_live_...\nclass C { }" },

        // Where the language wants a constant there is nothing to offer
        { """[Obsolete("{|PAY3001:SECRET_LIVE|}")] class C { }""", """[Obsolete("{|PAY3001:SECRET_LIVE|}")] class C { }""" },
        { """class C { void M(string key = "{|PAY3001:SECRET_LIVE|}") { } }""", """class C { void M(string key = "{|PAY3001:SECRET_LIVE|}") { } }""" },
        { """class C { const string Key = "{|PAY3001:SECRET_LIVE|}"; void M(string key = Key) { } }""", """class C { const string Key = "{|PAY3001:SECRET_LIVE|}"; void M(string key = Key) { } }""" },
        { """class C { bool M(string key) => key is "{|PAY3001:SECRET_LIVE|}"; }""", """class C { bool M(string key) => key is "{|PAY3001:SECRET_LIVE|}"; }""" },
    };

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task The_credential_is_read_instead_and_its_value_is_gone(string source, string expected)
    {
        var test = Test(source, expected);
        test.NumberOfIncrementalIterations = 2;

        await test.RunAsync();
    }

    [Fact]
    public async Task A_constant_that_reaches_a_sink_by_a_variable_is_replaced_where_it_is_written()
    {
        var test = Test(
            """class C { StripeClient M() { var key = "7f3kQ9zLm2Xc8Vb4Nn6Kp1Rt5Ws0Yd"; return new({|PAY3001:key|}); } }""",
            $$"""class C { StripeClient M() { var key = {{Environment}}; return new(key); } }""");

        await test.RunAsync();
    }

    [Fact]
    public async Task The_environment_is_offered_beside_the_configuration()
    {
        var test = Test("""class C(IConfiguration configuration) { StripeClient M() => new("{|PAY3001:SECRET_LIVE|}"); }""", $$"""class C(IConfiguration configuration) { StripeClient M() => new({{Environment}}); }""");
        test.CodeActionEquivalenceKey = HardCodedCredentialFixer.FromEnvironment;

        await test.RunAsync();
    }

    [Fact]
    public async Task Names_of_the_project_do_not_get_in_the_way()
    {
        var test = Test(
            """class Environment { } class C { string M() => "{|PAY3001:SECRET_LIVE|}"; }""",
            $$"""class Environment { } class C { string M() => System.{{Environment}}; }""");

        await test.RunAsync();
    }

    private static Verifier.Test Test(string source, string expected) => new()
    {
        ImplicitUsings = true,
        TestCode = Keys.Fill($"using Stripe;\n{source}"),
        FixedCode = Keys.Fill($"using Stripe;\n{expected}"),
    };
}
