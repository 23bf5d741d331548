using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PaymentSafety.Analyzers.Stripe;
using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpAnalyzerVerifier<PaymentSafety.Analyzers.Secrets.HardCodedCredentialAnalyzer>;

namespace PaymentSafety.Analyzers.Tests.Secrets;

/// <summary>Constants at the places where Stripe.net takes a credential. OTHER is a secret in no known shape.</summary>
public class CredentialSinkTests
{
    private const string Other = "7f3kQ9zLm2Xc8Vb4Nn6Kp1Rt5Ws0Yd";

    [Theory]
    [InlineData("PAY3001", """_ = new StripeClient({|PAY3001:"OTHER"|});""")]
    [InlineData("PAY3001", """StripeConfiguration.ApiKey = {|PAY3001:"OTHER"|};""")]
    [InlineData("PAY3001", """_ = new RequestOptions { ApiKey = {|PAY3001:"OTHER"|} };""")]
    [InlineData("PAY3001", """_ = new OAuthTokenCreateOptions { ClientSecret = {|PAY3001:"OTHER"|} };""")]
    [InlineData("PAY3001", """_ = new StripeClientOptions { ApiKey = {|PAY3001:"OTHER"|} };""")]
    [InlineData("PAY3003", """_ = EventUtility.ConstructEvent(json, header, {|PAY3003:"OTHER"|});""")]
    [InlineData("PAY3003", """_ = EventUtility.ConstructEvent(secret: {|PAY3003:"OTHER"|}, json: json, stripeSignatureHeader: header);""")]
    [InlineData("PAY3003", """EventUtility.ValidateSignature(json, header, {|PAY3003:"OTHER"|});""")]
    [InlineData("PAY3001", """var key = "OTHER"; _ = new StripeClient({|PAY3001:key|});""")]
    [InlineData("PAY3001", """const string key = "OTHER"; _ = new StripeClient({|PAY3001:key|});""")]
    [InlineData("PAY3001", """_ = new StripeClient({|PAY3001:Key|});""")]
    [InlineData("PAY3001", """_ = new StripeClient({|PAY3001:ReadOnlyKey|});""")]
    [InlineData("PAY3001", """_ = new StripeClient(given ?? {|PAY3001:"OTHER"|});""")]
    [InlineData("PAY3001", """_ = new StripeClient(given.Length > 3 ? given : {|PAY3001:"OTHER"|});""")]
    [InlineData("PAY3001", """_ = new StripeClient({|PAY3001:"7f3kQ9zLm2Xc8Vb" + "4Nn6Kp1Rt5Ws0Yd"|});""")]
    [InlineData("PAY3001", """_ = new StripeClient({|PAY3001:optional|});""")]
    [InlineData("PAY3001", """_ = new StripeClient({|PAY3001:StaticProperty|});""")]
    [InlineData("PAY3001", """_ = new StripeClient({|PAY3001:GetOnly|});""")]
    [InlineData("PAY3001", """_ = new StripeClient({|PAY3001:Computed|});""")]
    [InlineData("PAY3001", """_ = new StripeClient({|PAY3001:new Settings().SecretKey|});""")]
    [InlineData("PAY3001", """_ = new StripeClient({|PAY3001:settings.SecretKey|});""")]
    [InlineData("PAY3001", """_ = new StripeClient({|PAY3001:settings.Field|});""")]
    [InlineData("PAY3001", """_ = new StripeClient({|PAY3001:_assignedNowhere|});""")]
    [InlineData("PAY3001", """_ = new StripeClient(configuration.GetValue("Stripe:SecretKey", {|PAY3001:"OTHER"|}));""")]
    [InlineData("PAY3001", """StripeConfiguration.ApiKey ??= {|PAY3001:"OTHER"|};""")]
    [InlineData("PAY3001", """StripeConfiguration.ApiKey = settings.Nothing ??= {|PAY3001:"OTHER"|};""")]
    [InlineData("PAY3001", """StripeConfiguration.ApiKey = given switch { "live" => given, _ => {|PAY3001:"OTHER"|} };""")]
    [InlineData("PAY3001", """StripeConfiguration.ApiKey = {|PAY3001:"OTHER"|}.Trim();""")]
    [InlineData("PAY3001", """StripeConfiguration.ApiKey = {|PAY3001:"3f2504e0-4f89-11d3-9a0c-0305e82c3301"|};""")]
    [InlineData("PAY3001", """var options = new RequestOptions(); options.ApiKey = {|PAY3001:"OTHER"|};""")]
    [InlineData("PAY3001", """var key = Key; var again = key; _ = new StripeClient({|PAY3001:again|});""")]
    [InlineData("PAY3003", """var hook = "OTHER"; _ = EventUtility.ConstructEvent(json, header, {|PAY3003:hook|}, tolerance: 300, throwOnApiVersionMismatch: false);""")]
    public async Task A_constant_in_any_shape_is_a_hard_coded_key(string id, string statement)
    {
        Assert.Contains(id, statement, StringComparison.Ordinal);
        await Test(statement).RunAsync();
    }

    [Theory]
    [InlineData("""_ = new StripeClient(given);""")]
    [InlineData("""_ = new StripeClient("test");""")]
    [InlineData("""_ = new StripeClient("sk_test_123");""")]
    [InlineData("""_ = new StripeClient("sk_live_...");""")]
    [InlineData("""_ = new StripeClient("<your secret key here, 30 characters>");""")]
    [InlineData("""_ = new StripeClient("STRIPE_SECRET_KEY_OF_THE_SHOP_1");""")]
    [InlineData("""_ = new StripeClient("not-a-key-but-a-long-description");""")]
    [InlineData("""_ = new StripeClient("${STRIPE_SECRET_KEY_1234567890}");""")]
    [InlineData("""_ = new StripeClient("00000000000000000000000000000000");""")]
    [InlineData("""StripeConfiguration.ApiKey = "";""")]
    [InlineData("""StripeConfiguration.ApiKey = null;""")]
    [InlineData("""StripeConfiguration.ApiKey = given + "OTHER";""")]
    [InlineData("""_ = EventUtility.ConstructEvent(json, header, "whsec_test_secret");""")]
    [InlineData("""_ = EventUtility.ConstructEvent("OTHER", "OTHER", given);""")]
    [InlineData("""_ = new PaymentIntentConfirmOptions { ClientSecret = "OTHER" };""")]
    [InlineData("""_ = new RequestOptions { IdempotencyKey = "OTHER" };""")]
    [InlineData("""var key = "OTHER"; key = given; _ = new StripeClient(key);""")]
    [InlineData("""_ = new StripeClient(settings.Other);""")]
    [InlineData("""_ = new StripeClient(settings.Nothing);""")]
    [InlineData("""_ = new StripeClient(configuration["Stripe:SecretKey"]);""")]
    [InlineData("""_ = new StripeClient(configuration.GetValue<string>("Stripe:SecretKeyOfTheShop1234567890"));""")]
    [InlineData("""_ = new StripeClient(configuration.GetValue("Stripe:SecretKeyOfTheShop1234567890", "test"));""")]
    [InlineData("""_ = new StripeClient(System.IO.File.ReadAllText("OTHER"));""")]
    [InlineData("""_ = new StripeClient(System.Environment.GetEnvironmentVariable("OTHER"));""")]
    [InlineData("""StripeConfiguration.ApiKey ??= given;""")]
    public async Task Placeholders_unknown_values_and_other_parameters_stay_silent(string statement) => await Test(statement).RunAsync();

    [Theory]
    [InlineData("""_ = new StripeClient({|#0:"PUBLISHABLE_LIVE"|});""")]
    [InlineData("""StripeConfiguration.ApiKey = given ?? {|#0:"PUBLISHABLE_LIVE"|};""")]
    [InlineData("""_ = new StripeClient({|#0:"pk_" + "live_BODY"|});""")]
    public async Task A_publishable_key_there_is_of_the_wrong_kind(string statement)
    {
        var test = Test(statement);
        test.ExpectedDiagnostics.Add(Verifier.Diagnostic("PAY3004").WithLocation(0).WithArguments(
            "live publishable key",
            32,
            "the place of a secret",
            "a secret key belongs here, and Stripe refuses this one. Read the secret key from the environment or a secret store."));

        await test.RunAsync();
    }

    [Fact]
    public async Task What_looks_like_a_key_is_reported_where_it_is_written_and_once() =>
        await Test("""var key = "{|PAY3001:SECRET_LIVE|}"; _ = new StripeClient(key); StripeConfiguration.ApiKey = "{|PAY3002:SECRET_TEST|}";""").RunAsync();

    [Fact]
    public async Task A_constant_of_another_assembly_is_told_of_where_it_is_used()
    {
        var test = Test("""_ = new StripeClient({|PAY3001:Elsewhere.Shaped|}); StripeConfiguration.ApiKey = {|PAY3001:Elsewhere.Unshaped|};""");
        var library = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText($$"""public static class Elsewhere { public const string Shaped = "{{Keys.SecretLive}}", Unshaped = "{{Other}}"; }""")],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);
        test.TestState.AdditionalReferences.Add(MetadataReference.CreateFromImage(image.ToArray()));

        await test.RunAsync();
    }

    [Fact]
    public async Task In_a_test_project_a_key_of_unknown_mode_is_a_suggestion()
    {
        var test = Test("""_ = new StripeClient({|#0:"OTHER"|});""");
        test.IsTestProject = true;
        test.ExpectedDiagnostics.Add(Verifier.Diagnostic("PAY3002").WithSeverity(DiagnosticSeverity.Info).WithLocation(0).WithArguments("key of unknown mode", 30, "what 'StripeClient' is given"));

        await test.RunAsync();
    }

    /// <summary>Every row of the facts is either a place that the rule watches, or one whose value lives for one payment.</summary>
    [Fact]
    public void Every_credential_parameter_of_Stripe_is_known()
    {
        var unknown = Shipped.RepositoryFiles.PathOf("tests/StripeSurface/Facts/secret-parameters.tsv") is var path
            ? File.ReadLines(path).Skip(1).Select(line => line.Split('\t')).Where(row => !IsAnswerOrClientSecret(row[1], row[2]) && !IsKnown(row)).Select(row => string.Join(' ', row)).ToArray()
            : [];

        Assert.Empty(unknown);
    }

    private static bool IsKnown(string[] row) =>
        SecretParameters.KindOf(row[1]["Stripe.".Length..], row[2].Replace("set_", "", StringComparison.Ordinal), row[4]) != SecretParameterKind.None;

    private static bool IsAnswerOrClientSecret(string type, string member) =>
        (member is "set_ClientSecret" && type != "Stripe.OAuthTokenCreateOptions")
        || (member == "set_Secret" && type is "Stripe.EphemeralKey" or "Stripe.WebhookEndpoint" or "Stripe.Terminal.ConnectionToken");

    private static Verifier.Test Test(string statement) => new()
    {
        TestCode = Keys.Fill($$"""
            using Microsoft.Extensions.Configuration;
            using Stripe;

            class C
            {
                const string Key = "OTHER";
                static readonly string ReadOnlyKey = "OTHER";
                static string StaticProperty => "OTHER";
                string GetOnly { get; } = "OTHER";
                string Computed { get { return "OTHER"; } }
                private string _assignedNowhere = "OTHER";

                void M(string given, string json, string header, Settings settings, IConfiguration configuration, string optional = "OTHER")
                {
                    {{statement}}
                }
            }

            class Settings
            {
                public string SecretKey { get; set; } = "OTHER";
                public string Field = "OTHER";
                public string? Nothing { get; set; }
                public string Other { get; set; } = "test";
            }
            """.Replace("OTHER", Other, StringComparison.Ordinal)),
    };
}
