using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PaymentSafety.Core;
using PaymentSafety.Runtime.Settings;

namespace PaymentSafety.Runtime.Webhooks;

/// <summary>Checks that a request to the webhook is Stripe's, new, of the app's mode and in the app's version, in this order. It keeps nothing and sends nothing.</summary>
public sealed class StripeWebhookGuard
{
    private const int LongestId = 255;

    private readonly PaymentSafetyOptions _options;
    private readonly IReadOnlyList<string> _secrets;
    private readonly StripeMode _mode;
    private readonly TimeProvider _time;

    /// <param name="options">Secrets, mode, tolerance, version.</param>
    /// <param name="mode">Live or test.</param>
    /// <param name="time">This computer's clock.</param>
    public StripeWebhookGuard(PaymentSafetyOptions options, StripeMode mode, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _mode = mode;
        _time = time ?? TimeProvider.System;
        // An empty secret signs as well as any other: whoever forgot to set it would accept everybody's events.
        _secrets = (options.WebhookSecret ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    internal StripeWebhookGuard(IOptions<PaymentSafetyOptions> options, StripeSettingsReader reader, TimeProvider time)
        : this(options.Value, reader.ModeOf(options.Value), time)
    {
    }

    /// <summary>The largest body that is looked at, in bytes.</summary>
    public int MaxBodyBytes => _options.Webhooks.MaxBodyBytes;

    /// <summary>Checks one request.</summary>
    /// <param name="body">The raw bytes of the body, as they came.</param>
    /// <param name="signature">The header Stripe-Signature; null when there is none.</param>
    public WebhookVerdict Check(ReadOnlySpan<byte> body, string? signature)
    {
        if (_secrets.Count == 0) return new(null, WebhookRefusal.NoSecret);
        if (body.Length > MaxBodyBytes) return new(null, WebhookRefusal.TooLarge);
        if (WebhookSignature.Check(body, signature, _secrets, _options.Webhooks.Tolerance, _time.GetUtcNow()) is { } refusal) return new(null, refusal);
        if (Read(body) is not { } webhookEvent) return new(null, WebhookRefusal.NotAnEvent);
        if (webhookEvent.Livemode != (_mode == StripeMode.Live)) return new(webhookEvent, WebhookRefusal.OtherMode);
        return IsOtherTrain(webhookEvent.ApiVersion, _options.Webhooks.ApiVersion) ? new(null, WebhookRefusal.OtherVersion) : new(webhookEvent, null);
    }

    /// <summary>Versions of one release train (<c>2026-07-29.dahlia</c>) can be read by one another's code; those without a train only by their own.</summary>
    private static bool IsOtherTrain(string? version, string? expected)
    {
        if (expected is null || version is null || version == expected) return false;
        var (train, expectedTrain) = (Train(version), Train(expected));
        return train is null || !string.Equals(train, expectedTrain, StringComparison.OrdinalIgnoreCase);
    }

    private static string? Train(string version) => version.IndexOf('.') is > 0 and var dot ? version[(dot + 1)..] : null;

    private static StripeWebhookEvent? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body);
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "object") != "event") return null;
            if (Text(root, "id") is not { Length: > 0 and <= LongestId } id || Text(root, "type") is not { Length: > 0 and <= LongestId } type) return null;
            if (!root.TryGetProperty("livemode", out var livemode) || livemode.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return null;
            if (!root.TryGetProperty("created", out var created) || created.ValueKind != JsonValueKind.Number || !created.TryGetInt64(out var seconds) || seconds is < 0 or > 253402300799) return null;
            return new StripeWebhookEvent(id, type, ObjectId(root), livemode.GetBoolean(), DateTimeOffset.FromUnixTimeSeconds(seconds), Text(root, "api_version"), json);
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? ObjectId(JsonElement root) =>
        root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty("object", out var item) && item.ValueKind == JsonValueKind.Object
            ? Text(item, "id")
            : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
