using System.Net;
using System.Security.Cryptography;
using System.Text;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Probing;
using PaymentSafety.Preflight.Tests.Gate;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Checks;

/// <summary>The probe of the app's own webhook, against an app that answers as a case wants.</summary>
public sealed class ProbeCheckTests : IAsyncLifetime
{
    private static readonly string Secret = "whsec_" + "Vq3ZrT8mK1xPw7YbN5sLd2HfJ9cGaE4u";

    private readonly HttpListener _app = new();
    private GateFixture _gate = null!;
    private string _address = null!;

    public async Task InitializeAsync()
    {
        _gate = await GateFixture.StartAsync();
        for (var port = 21000 + Environment.ProcessId % 10000; ; port++)
        {
            try
            {
                _app.Prefixes.Clear();
                _app.Prefixes.Add($"http://127.0.0.1:{port}/");
                _app.Start();
                _address = $"http://127.0.0.1:{port}/hook";
                break;
            }
            catch (HttpListenerException) when (port < 60000)
            {
                // Taken by another program.
                continue;
            }
        }

        _gate.UseTestMode();
        _gate.Variables["STRIPE_WEBHOOK_SECRET"] = Secret;
        _gate.Options = _gate.Options with { Probe = ProbeKind.Forged };
        _gate.Write("stripe-prices.json", GateFixture.Map.Replace("{\n  \"lite", $"{{\n  \"$webhook\": {{ \"test\": \"{_address}\" }},\n  \"lite", StringComparison.Ordinal));
        var test = _gate.Server.World.FindKey(ShopScenario.TestSecretKey)!.Account.Test;
        test.WebhookEndpoints.Put(test.WebhookEndpoints.Find("we_1ShopEStandIn001endpoint")! with { Url = _address });
    }

    public async Task DisposeAsync()
    {
        _app.Close();
        await _gate.DisposeAsync();
    }

    [Theory]
    [InlineData(200, "PF5014", "answered 200 to a forged event: signatures are not checked.")]
    [InlineData(404, "PF5015", "answered 404: no POST route.")]
    [InlineData(405, "PF5015", "answered 405: no POST route.")]
    [InlineData(307, "PF5016", "redirects to https://shop.example.com/login; Stripe treats redirects as failures.")]
    [InlineData(401, "PF5017", "answered 401: authentication, CSRF or firewall blocks Stripe.")]
    [InlineData(403, "PF5017", "answered 403: authentication, CSRF or firewall blocks Stripe.")]
    [InlineData(500, "PF5018", "failed (500).")]
    [InlineData(415, "PF5018", "failed (415).")]
    public async Task An_app_that_does_not_turn_a_forged_event_away_is_an_error(int status, string id, string message)
    {
        _ = AnswerAsync(_ => status);

        (await _gate.RunAsync()).AssertOnly(id, Severity.Error, "stripe-prices.json", 2, 25, $"{_address} {message}");
    }

    [Fact]
    public async Task An_app_that_turns_it_away_passes_and_that_is_noted()
    {
        _ = AnswerAsync(_ => 400);

        var run = await _gate.RunAsync();

        run.AssertPassed();
        Assert.Contains(run.Notes, note => note.Code == "PF5019");
    }

    [Fact]
    public async Task An_app_that_is_not_there_is_an_error()
    {
        _app.Close();

        (await _gate.RunAsync()).AssertOnly("PF5018", Severity.Error, "stripe-prices.json", 2, 25, $"{_address} failed (it cannot be reached).");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_signed_event_tells_whether_the_app_has_the_same_secret(bool same)
    {
        var appSecret = same ? Secret : "whsec_another";
        _ = AnswerAsync(request => IsSigned(request, appSecret) ? 200 : 400);
        _gate.Options = _gate.Options with { Probe = ProbeKind.Signed };

        var run = await _gate.RunAsync();

        if (same)
            run.AssertPassed();
        else
            run.AssertOnly("PF5020", Severity.Error, "stripe-prices.json", 2, 25, "The running app rejects an event signed with STRIPE_WEBHOOK_SECRET: it uses another secret.");
    }

    [Fact]
    public async Task Nobody_is_probed_who_did_not_ask_for_it()
    {
        var asked = false;
        _ = AnswerAsync(_ =>
        {
            asked = true;
            return 200;
        });
        _gate.Options = _gate.Options with { Probe = ProbeKind.None };

        (await _gate.RunAsync()).AssertPassed();
        Assert.False(asked);
    }

    private async Task AnswerAsync(Func<(string Body, string Signature), int> answer)
    {
        while (_app.IsListening)
        {
            try
            {
                var context = await _app.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                context.Response.StatusCode = answer((await reader.ReadToEndAsync(), context.Request.Headers["Stripe-Signature"] ?? ""));
                context.Response.RedirectLocation = "https://shop.example.com/login?from=probe";
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    // Written here a second time, by Stripe's documents, so that the probe is not compared with itself.
    private static bool IsSigned((string Body, string Signature) request, string secret)
    {
        var parts = request.Signature.Split(',').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        var expected = Convert.ToHexStringLower(hmac.ComputeHash(Encoding.UTF8.GetBytes(parts["t"] + "." + request.Body)));
        return parts["v1"] == expected;
    }
}
