using Verifier = PaymentSafety.Analyzers.Tests.Verification.CSharpCodeFixVerifier<PaymentSafety.Analyzers.Webhooks.WebhookAnalyzer, PaymentSafety.CodeFixes.Webhooks.UnverifiedWebhookEventFixer>;

namespace PaymentSafety.Analyzers.Tests.Webhooks;

public class UnverifiedWebhookEventTests
{
    private const string Read = "var json = await new StreamReader(Request.Body).ReadToEndAsync();";

    public static TheoryData<string, string> Fixes => new()
    {
        {
            $$"""{{Read}} var e = EventUtility.{|PAY4001:ParseEvent|}(json); return Ok(e.Data.Object);""",
            $$"""{{Read}} var e = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], configuration["Stripe:WebhookSecret"] ?? throw new InvalidOperationException("Stripe:WebhookSecret is not set.")); return Ok(e.Data.Object);"""
        },
        {
            $$"""{{Read}} var e = EventUtility.{|PAY4001:ParseEvent|}(json, false); return Ok(e.Data.Object);""",
            $$"""{{Read}} var e = EventUtility.ConstructEvent(json, Request.Headers["Stripe-Signature"], configuration["Stripe:WebhookSecret"] ?? throw new InvalidOperationException("Stripe:WebhookSecret is not set."), throwOnApiVersionMismatch: false); return Ok(e.Data.Object);"""
        },
        {
            $$"""{{Read}} string signature = Request.Headers["Stripe-Signature"]!, secret = ""; var e = System.Text.Json.JsonSerializer.{|PAY4001:Deserialize<Event>|}(json); return Ok(e!.Data);""",
            $$"""{{Read}} string signature = Request.Headers["Stripe-Signature"]!, secret = ""; var e = EventUtility.ConstructEvent(json, signature, secret); return Ok(e!.Data);"""
        },
    };

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task Fix_verifies_with_the_header_and_the_secret_in_scope(string before, string after)
    {
        var test = new Verifier.Test { TestCode = Action(before), FixedCode = Action(after), ImplicitUsings = true };
        await test.RunAsync();
    }

    /// <summary>Without a header there is nothing to verify with: the handler has to be given it first.</summary>
    [Theory]
    [InlineData("""class Hook { public object Webhook(string payload) => EventUtility.{|PAY4001:ParseEvent|}(payload).Data; }""")]
    [InlineData("""class Hook : ControllerBase { public object Receive([FromBody] Event {|PAY4001:stripeEvent|}) => stripeEvent.Data; }""")]
    public async Task Nothing_is_offered_where_no_header_can_be_read(string source)
    {
        var test = new Verifier.Test { TestCode = Usings + source, FixedCode = Usings + source, ImplicitUsings = true };
        await test.RunAsync();
    }

    [Theory]
    [InlineData("""class Replay { public object Again(string stored) => EventUtility.ParseEvent(stored).Data; }""")]
    [InlineData("""class Hook { public object Webhook(string payload, string header) { EventUtility.ValidateSignature(payload, header, ""); return EventUtility.ParseEvent(payload).Data; } }""")]
    [InlineData("""class Hook { public object Webhook(string payload, string header) { var hash = System.Security.Cryptography.HMACSHA256.HashData([], []); return EventUtility.ParseEvent(payload).Data; } }""")]
    [InlineData("""class Client { public async Task<object> Get(HttpClient http) => (await http.GetFromJsonAsync<Event>("/v1/events/evt_1"))!.Data; }""")]
    [InlineData("""class Hook { public bool Webhook(string payload) => EventUtility.ParseEvent(payload).Livemode; }""")]
    public async Task Texts_that_were_checked_or_are_no_request_stay_silent(string source)
    {
        var test = new Verifier.Test { TestCode = Usings + source, ImplicitUsings = true };
        await test.RunAsync();
    }

    private const string Usings = """
        using System.Net.Http.Json;
        using Microsoft.AspNetCore.Mvc;
        using Stripe;

        """;

    private static string Action(string lines) => Usings + $$"""
        public class HookController(IConfiguration configuration) : ControllerBase
        {
            public async Task<IActionResult> Receive()
            {
                {{lines}}
            }
        }
        """;
}
