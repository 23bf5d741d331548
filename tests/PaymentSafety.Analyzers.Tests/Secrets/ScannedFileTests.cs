using Microsoft.CodeAnalysis;
using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpAnalyzerVerifier<PaymentSafety.Analyzers.Secrets.HardCodedCredentialAnalyzer>;

namespace PaymentSafety.Analyzers.Tests.Secrets;

public class ScannedFileTests
{
    [Theory]
    [InlineData("appsettings.json", "{\n  // the key\n  \"Stripe\": { \"SecretKey\": \"{|PAY3001:SECRET_LIVE|}\", \"Hook\": \"{|PAY3003:WEBHOOK|}\" }\n}")]
    [InlineData("appsettings.Production.json", "{\"Stripe\":{\"SecretKey\":\"{|PAY3002:SECRET_TEST|}\"}}")]
    [InlineData("web.config", "<configuration><add key=\"k\" value=\"{|PAY3001:SECRET_LIVE|}\"/></configuration>")]
    [InlineData(".env", "A=1\r\nSTRIPE_SECRET_KEY={|PAY3001:SECRET_LIVE|}\r\nB=2")]
    [InlineData("Dockerfile", "FROM x\nENV STRIPE_SECRET_KEY={|PAY3001:SECRET_LIVE|}\nARG K=\"{|PAY3002:RESTRICTED_TEST|}\"")]
    [InlineData("docker-compose.yml", "environment:\n  - STRIPE_KEY={|PAY3001:RESTRICTED_LIVE|}")]
    [InlineData(".github/workflows/deploy.yml", "run: curl -u {|PAY3001:SECRET_LIVE|}: https://api.stripe.com")]
    [InlineData("Shop.csproj", "<Project><PropertyGroup><StripeSecretKey>{|PAY3001:SECRET_LIVE|}</StripeSecretKey></PropertyGroup></Project>")]
    [InlineData("Pages/Pay.razor", "@code { string key = \"{|PAY3001:SECRET_LIVE|}\"; }")]
    [InlineData("Views/Pay.cshtml", "<script>Stripe('{|PAY3004:PUBLISHABLE_LIVE|}')</script>")]
    [InlineData("wwwroot/app.js", "loadStripe('{|PAY3005:SECRET_LIVE|}'); loadStripe('{|PAY3004:PUBLISHABLE_LIVE|}')")]
    [InlineData("wwwroot/appsettings.json", "{ \"Key\": \"{|PAY3005:SECRET_TEST|}\" }")]
    [InlineData("deploy.sh", "export STRIPE_SECRET_KEY='{|PAY3001:SECRET_LIVE|}'")]
    public async Task Every_kind_of_file_is_read_as_text(string path, string content) => await VerifyAsync(path, content);

    [Theory]
    [InlineData("appsettings.json", "{ \"SecretKey\": \"sk_live_<your key>\", \"Hook\": \"whsec_...\", \"Other\": \"${STRIPE_SECRET_KEY}\" }")]
    [InlineData("appsettings.json", "")]
    [InlineData("compose.yml", "STRIPE_KEY: ${STRIPE_KEY:?sk_live_}")]
    public async Task Placeholders_and_references_stay_silent(string path, string content) => await VerifyAsync(path, content);

    [Theory]
    [InlineData("appsettings.Development.json")]
    [InlineData("Properties/launchSettings.json")]
    [InlineData(".env.local")]
    [InlineData(".env.development")]
    [InlineData("docker-compose.override.yml")]
    public async Task Test_keys_in_files_for_developers_are_a_suggestion_and_live_keys_stay_errors(string path)
    {
        var test = Test(path, "\"{|#0:SECRET_TEST|}\" \"{|#1:SECRET_LIVE|}\"");
        test.ExpectedDiagnostics.Add(Verifier.Diagnostic("PAY3002").WithSeverity(DiagnosticSeverity.Info).WithLocation(0));
        test.ExpectedDiagnostics.Add(Verifier.Diagnostic("PAY3001").WithLocation(1));

        await test.RunAsync();
    }

    [Theory]
    [InlineData("build_property.UsingMicrosoftNETSdkBlazorWebAssembly = true")]
    [InlineData("build_property.UseMaui = true")]
    public async Task A_page_of_a_client_ships_with_it_and_its_settings_do_not(string property)
    {
        var test = Test("Pages/Pay.razor", "@code { string key = \"{|PAY3005:SECRET_TEST|}\"; string open = \"{|PAY3004:PUBLISHABLE_LIVE|}\"; }");
        test.TestState.AdditionalFiles.Add(("appsettings.json", Keys.Fill("\"{|PAY3002:SECRET_TEST|}\"")));
        test.TestState.AnalyzerConfigFiles.Add(("/client.globalconfig", $"is_global = true\n{property}\n[/0/appsettings.json]\nbuild_metadata.AdditionalFiles.PaymentSafetyScan = true\n"));

        await test.RunAsync();
    }

    [Fact]
    public async Task Files_that_the_package_did_not_mark_are_left_alone() =>
        await new Verifier.Test { TestCode = "class C { }", TestState = { AdditionalFiles = { ("other.json", Keys.SecretLive) } } }.RunAsync();

    [Fact]
    public async Task A_file_can_be_left_out_by_its_section()
    {
        var test = Test("appsettings.json", Keys.SecretLive);
        test.TestState.AnalyzerConfigFiles.Add(("/0/.editorconfig", "root = true\n[appsettings.json]\npayment_safety_scan = false\n"));

        await test.RunAsync();
    }

    [Fact]
    public async Task All_files_can_be_left_out_by_a_property()
    {
        var test = Test("appsettings.json", Keys.SecretLive);
        test.TestState.AnalyzerConfigFiles.Add(("/property.globalconfig", "is_global = true\nbuild_property.PaymentSafetyScanFiles = false\n"));

        await test.RunAsync();
    }

    [Fact]
    public async Task The_message_names_the_file_and_no_character()
    {
        var test = Test("appsettings.json", "{ \"k\": \"{|#0:SECRET_LIVE|}\" }");
        test.ExpectedDiagnostics.Add(Verifier.Diagnostic("PAY3001").WithLocation(0).WithArguments("live secret key", 32, "appsettings.json"));

        await test.RunAsync();
    }

    [Fact]
    public async Task UTF_16_without_a_byte_order_mark_is_read_all_the_same()
    {
        var key = string.Concat(Keys.SecretLive.Select(character => $"{character}\0"));
        var test = Test("appsettings.json", $"\"\0a\0\"\0\n\0\"\0{key}\"\0");
        test.ExpectedDiagnostics.Add(Verifier.Diagnostic("PAY3001").WithLocation("/0/appsettings.json", 2, 4));

        await test.RunAsync();
    }

    [Fact]
    public async Task A_file_of_20_MB_is_read_to_its_end()
    {
        var test = Test("appsettings.json", string.Concat(Enumerable.Repeat("{ \"name\": \"risk_level\", \"sk_\": \"sk_live_\" },\n", 450_000)) + "\"{|PAY3001:SECRET_LIVE|}\"");

        await test.RunAsync();
    }

    [Fact]
    public async Task What_is_generated_from_a_page_is_reported_on_the_page_only()
    {
        var test = Test("Pages/Pay.razor", "@code { string key = \"{|PAY3001:SECRET_LIVE|}\"; }");
        test.TestState.Sources.Add(("/0/obj/Pages_Pay_razor.g.cs", Keys.Fill("""class Pay { string key = "SECRET_LIVE"; }""")));

        await test.RunAsync();
    }

    private static Task VerifyAsync(string path, string content) => Test(path, content).RunAsync();

    private static Verifier.Test Test(string path, string content)
    {
        var test = new Verifier.Test { TestCode = "class C { }" };
        test.TestState.AdditionalFiles.Add((path, Keys.Fill(content)));
        test.TestState.AnalyzerConfigFiles.Add(("/marks.globalconfig", $"is_global = true\n[/0/{path}]\nbuild_metadata.AdditionalFiles.PaymentSafetyScan = true\n"));
        return test;
    }
}
