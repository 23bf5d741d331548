using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PaymentSafety.Analyzers.Tests.Shipped;

namespace PaymentSafety.Analyzers.Tests.Secrets;

/// <summary>
/// What analyzers say is kept: in build logs, in SARIF, in code review. All of them run here over code that holds values at every
/// place that one of them quotes from, and none may show a character of one.
/// </summary>
public class NoValueIsShownTests
{
    private const string Card = "4539578763621486";

    private const string Source = """
        using System;
        using System.Net.Http;
        using System.Security.Cryptography;
        using System.Text;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.Logging;
        using Stripe;

        [ApiController]
        public class PayController : ControllerBase
        {
            private const string Written = "SECRET_LIVE";
            private const string Other = "7f3kQ9zLm2Xc8Vb4Nn6Kp1Rt5Ws0Yd";

            public string A(IConfiguration c) => c["Stripe:SecretKey:SECRET_LIVE"] + c["Stripe:SecretKey"] + Environment.GetEnvironmentVariable("STRIPE_SECRET_KEY_SECRET_LIVE");
            public IActionResult B(IConfiguration c) => Ok(c.GetSection("Stripe:SECRET_LIVE")["SecretKey"]);

            public void C(IConfiguration c, ILogger log, HttpClient http, string json, string header)
            {
                StripeConfiguration.ApiKey = "SECRET_LIVE";
                StripeConfiguration.ApiKey = Other;
                StripeConfiguration.ApiKey = "PUBLISHABLE_LIVE";
                _ = new StripeClient("sk_" + "live_BODY");
                _ = EventUtility.ConstructEvent(json, header, "WEBHOOK", tolerance: 0);
                new PaymentIntentService().Create(new PaymentIntentCreateOptions { PaymentMethod = "pm_card_visa", Description = "SECRET_LIVE CARD" }, new RequestOptions { IdempotencyKey = "SECRET_LIVE", ApiKey = "SECRET_TEST" });
                new ChargeService().Create(new ChargeCreateOptions { Source = "tok_visa", Amount = (long)(1.5 * 100), Currency = "SECRET_LIVE" });
                new CustomerService().Get("SECRET_LIVE");
                log.LogInformation("SECRET_LIVE CARD {Key}", StripeConfiguration.ApiKey);
                log.LogInformation($"card {"CARD"} {c["Stripe:SecretKey:SECRET_LIVE"]}");
                Console.WriteLine("CARD" + c["STRIPE_SECRET_KEY"] + "SECRET_LIVE");
                _ = new HMACSHA256(Encoding.UTF8.GetBytes(c["Stripe:ApiKey:SECRET_LIVE"]!));
                http.PostAsync("https://api.stripe.com/v1/charges?key=SECRET_LIVE&card=CARD", new StringContent("SECRET_LIVE"));
                http.PostAsync("https://SECRET_LIVE:@api.stripe.com/v1/charges/SECRET_TEST", null);
                http.DefaultRequestHeaders.Add("Authorization", "Bearer SECRET_LIVE");
                var cardNumber = "CARD";
                log.LogError(cardNumber);
                throw new InvalidOperationException("CARD " + cardNumber + Written);
            }
        }
        // SECRET_LIVE WEBHOOK CARD
        """;

    [Theory]
    [InlineData("")]
    [InlineData("build_property.UseMaui = true")]
    public async Task No_diagnostic_holds_a_character_of_a_value(string property)
    {
        var tree = CSharpSyntaxTree.ParseText(Keys.Fill(Source).Replace("CARD", Card, StringComparison.Ordinal), path: "/Pay.cs");
        var compilation = CSharpCompilation.Create(
            "Shop", [tree], ReferenceSet.Stripe52.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var options = new AnalyzerOptions([new Text("/appsettings.json", Keys.SecretLive)], new MarkedFiles(property));

        var diagnostics = await compilation
            .WithAnalyzers([.. ShippedRules.Analyzers], new CompilationWithAnalyzersOptions(options, null, concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync();

        Assert.True(diagnostics.Select(diagnostic => diagnostic.Id).Distinct().Count() > 6, string.Join('\n', diagnostics));
        Assert.Contains(diagnostics, diagnostic => diagnostic.Location.GetLineSpan().Path == "/appsettings.json");
        string[] values = [Keys.Body, "7f3kQ9zLm2Xc8Vb4Nn6Kp1Rt5Ws0Yd", Card];
        Assert.Empty(diagnostics.Where(diagnostic => Array.Exists(values, value => Holds(ShownBy(diagnostic), value))).Select(ShownBy));
    }

    private static string ShownBy(Diagnostic diagnostic) =>
        string.Join('\n', [diagnostic.Id, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), .. diagnostic.Properties.Select(pair => $"{pair.Key}={pair.Value}")]);

    /// <summary>Four characters in a row of a value are four too many.</summary>
    private static bool Holds(string shown, string value) =>
        Enumerable.Range(0, value.Length - 3).Any(start => shown.Contains(value.Substring(start, 4), StringComparison.Ordinal));

    private sealed class Text(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) =>
            Microsoft.CodeAnalysis.Text.SourceText.From(content, System.Text.Encoding.UTF8);
    }

    private sealed class MarkedFiles(string property) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => new Values(property);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values(string.Empty);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values("build_metadata.AdditionalFiles.PaymentSafetyScan = true");
    }

    private sealed class Values(string line) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = line.Split(" = ") is [var name, var given] && name == key ? given : null;
            return value is not null;
        }
    }
}
