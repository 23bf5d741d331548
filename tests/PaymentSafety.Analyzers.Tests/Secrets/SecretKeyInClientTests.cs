using PaymentSafety.Analyzers.Secrets;
using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpAnalyzerVerifier<PaymentSafety.Analyzers.Secrets.SecretKeyInClient>;

namespace PaymentSafety.Analyzers.Tests.Secrets;

public class SecretKeyInClientTests
{
    public static TheoryData<string> ClientProperties => new()
    {
        "UsingMicrosoftNETSdkBlazorWebAssembly = true",
        "RuntimeIdentifier = browser-wasm",
        "_SupportedPlatformList = browser",
        "TargetFramework = net10.0-browser",
        "UseMaui = true",
        "TargetFramework = net10.0-android35.0",
        "TargetFramework = net10.0-ios",
    };

    [Theory]
    [MemberData(nameof(ClientProperties))]
    public async Task A_secret_in_a_client_project_is_one_that_ships(string property)
    {
        var test = Test("""class C { string a = "{|PAY3005:SECRET_LIVE|}", b = "{|PAY3005:SECRET_TEST|}", c = {|PAY3005:"wh" + "sec_BODYBODY1"|}; }""");
        Add(test, property);

        await test.RunAsync();
    }

    [Theory]
    [MemberData(nameof(ClientProperties))]
    public async Task A_secret_setting_read_in_a_client_project_ships_too(string property)
    {
        var test = Test("""
            using Microsoft.Extensions.Configuration;
            class C
            {
                object M(IConfiguration c) => new[]
                {
                    {|PAY3005:c["Stripe:SecretKey"]|}, {|PAY3005:c.GetSection("Stripe")["ApiKey"]|}, {|PAY3005:c.GetValue<string>("StripeSettings:WebhookSecret")|},
                    {|PAY3005:System.Environment.GetEnvironmentVariable("STRIPE_SECRET_KEY")|}, {|PAY3005:c.GetSection("Stripe:SecretKey").Value|},
                    c["Stripe:PublishableKey"], c["Auth:ClientSecret"], c["Stripe:Currency"],
                };
            }
            """);
        Add(test, property);

        await test.RunAsync();
    }

    [Theory]
    [InlineData("UsingMicrosoftNETSdkWeb = true")]
    [InlineData("_SupportedPlatformList = Linux,macOS,Windows,browser")]
    [InlineData("TargetFramework = net10.0-windows10.0.19041.0")]
    [InlineData("UseMaui = false")]
    public async Task A_server_may_read_its_secrets(string property)
    {
        var test = Test("""
            using Microsoft.Extensions.Configuration;
            class C { string M(IConfiguration c) => c["Stripe:SecretKey"]; string key = "{|PAY3001:SECRET_LIVE|}"; }
            """);
        Add(test, property);

        await test.RunAsync();
    }

    [Fact]
    public async Task A_publishable_key_is_made_for_clients_and_keeps_its_own_rule()
    {
        var test = Test("""class C { string a = "{|PAY3004:PUBLISHABLE_LIVE|}"; }""");
        Add(test, "UseMaui = true");

        await test.RunAsync();
    }

    [Fact]
    public async Task A_program_that_starts_the_WebAssembly_host_is_a_client_whatever_the_build_says()
    {
        var test = Test("""
            using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
            class Program
            {
                static void Main(string[] args) => WebAssemblyHostBuilder.CreateDefault(args);
                string key = "{|PAY3005:SECRET_LIVE|}";
            }
            namespace Microsoft.AspNetCore.Components.WebAssembly.Hosting { public class WebAssemblyHostBuilder { public static object CreateDefault(string[] args) => args; } }
            """);
        test.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;

        await test.RunAsync();
    }

    [Fact]
    public async Task A_server_that_hosts_the_client_is_none()
    {
        var test = Test("""
            class Program { static void Main() { } string key = "{|PAY3001:SECRET_LIVE|}"; }
            namespace Microsoft.AspNetCore.Components.WebAssembly.Hosting { public class WebAssemblyHostBuilder { } }
            """);
        test.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;

        await test.RunAsync();
    }

    [Fact]
    public async Task A_project_that_references_Maui_is_a_client()
    {
        await Test("""
            class C { string key = "{|PAY3005:SECRET_LIVE|}"; }
            namespace Microsoft.Maui.Hosting { public class MauiApp { } }
            """).RunAsync();
    }

    private static Verifier.Test Test(string source)
    {
        var test = new Verifier.Test { TestCode = Keys.Fill(source), CompilerDiagnostics = CompilerDiagnostics.Errors };
        test.Analyzers.Add(new HardCodedCredentialAnalyzer());
        return test;
    }

    private static void Add(Verifier.Test test, string property) =>
        test.TestState.AnalyzerConfigFiles.Add(("/client.globalconfig", $"is_global = true\nbuild_property.{property}\n"));
}
