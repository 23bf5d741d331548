using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PaymentSafety.Preflight.Checks;

namespace PaymentSafety.Preflight.Probing;

/// <summary>How the running app is asked, if at all.</summary>
public enum ProbeKind
{
    None,

    /// <summary>With an event whose signature is not Stripe's.</summary>
    Forged,

    /// <summary>And with one that is signed with the configured secret.</summary>
    Signed,
}

/// <summary>
/// Posts an event of type <c>paymentsafety.probe</c> to the app's own webhook. Nothing is sent to Stripe, and no key: an app that checks
/// signatures turns the forged one away and knows no such type.
/// </summary>
internal static class WebhookProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>Null when the map names no address.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<ProbeAnswers?> RunAsync(PreflightFacts facts, CancellationToken cancellationToken)
    {
        if (facts.Options.Probe == ProbeKind.None || facts.Map.Map is not { } map || map.WebhookAddress(facts.Mode) is not { } address || !Uri.TryCreate(address.Text, UriKind.Absolute, out var uri))
            return null;

        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { Timeout = Patience };
        var body = Event(facts);
        var forged = await PostAsync(client, uri, body, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)), cancellationToken).ConfigureAwait(false);
        ProbeAnswer? signed = null;
        if (facts.Options.Probe == ProbeKind.Signed && facts.Keys.WebhookSecret is { } setting)
        {
            // While a secret is rolled the app may hold either.
            foreach (var secret in setting.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                signed = await PostAsync(client, uri, body, secret, cancellationToken).ConfigureAwait(false);
                if (signed.Status is >= 200 and < 300)
                    break;
            }
        }

        return new ProbeAnswers(address.Text, map.At(address), forged, signed);
    }

    private static async Task<ProbeAnswer> PostAsync(HttpClient client, Uri address, string body, string secret, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json; charset=utf-8")),
            };
            request.Headers.TryAddWithoutValidation("Stripe-Signature", Signature(body, secret));
            request.Headers.TryAddWithoutValidation("User-Agent", "PaymentSafety-probe");
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            var location = answer.Headers.Location is { } to ? (to.IsAbsoluteUri ? to.GetLeftPart(UriPartial.Path) : to.OriginalString.Split('?', '#')[0]) : null;
            return new ProbeAnswer((int)answer.StatusCode, location, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeAnswer(null, null, $"no answer within {Patience.TotalSeconds:0} s");
        }
        catch (HttpRequestException exception)
        {
            return new ProbeAnswer(null, null, Reason(exception));
        }
    }

    private static string Reason(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name is unknown",
        HttpRequestError.SecureConnectionError => "TLS: " + (exception.InnerException is AuthenticationException authentication ? authentication.Message.TrimEnd('.') : "the handshake failed"),
        HttpRequestError.ConnectionError => "it cannot be reached",
        _ => "the connection was broken",
    };

    /// <summary>Stripe's scheme: the time, and the HMAC of the time, a dot and the body.</summary>
    private static string Signature(string body, string secret)
    {
        var time = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexString(mac).ToLowerInvariant()}";
    }

    private static string Event(PreflightFacts facts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", "evt_paymentsafety_probe");
            json.WriteString("object", "event");
            // The library refuses events of another release train before it looks at their type.
            json.WriteString("api_version", facts.Code?.StripeNet?.ApiVersion ?? facts.Stripe.Endpoints?.Value?.Items.FirstOrDefault(endpoint => endpoint.ApiVersion is not null)?.ApiVersion ?? StripeApi.StripeApiOptions.DefaultStripeVersion);
            json.WriteNumber("created", DateTimeOffset.UtcNow.ToUnixTimeSeconds());
            json.WriteStartObject("data");
            json.WriteStartObject("object");
            json.WriteString("id", "paymentsafety_probe");
            json.WriteString("object", "paymentsafety.probe");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteBoolean("livemode", facts.Mode == StripeMode.Live);
            json.WriteNumber("pending_webhooks", 0);
            json.WriteStartObject("request");
            json.WriteNull("id");
            json.WriteNull("idempotency_key");
            json.WriteEndObject();
            json.WriteString("type", "paymentsafety.probe");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
