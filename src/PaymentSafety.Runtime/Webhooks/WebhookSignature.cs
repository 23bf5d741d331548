using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PaymentSafety.Runtime.Webhooks;

/// <summary>Stripe's signature of an event: HMAC-SHA256 over the time, a dot and the body as it came (https://docs.stripe.com/webhooks#verify-manually).</summary>
internal static class WebhookSignature
{
    private const int HexLength = 64;

    /// <summary>A header has a signature for each secret that is rolled, and little else.</summary>
    private const int LongestHeader = 4096;

    /// <param name="body">The raw bytes: parsed and written again it is another body.</param>
    /// <param name="header">Stripe-Signature: <c>t=1700000000,v1=…,v1=…,v0=…</c>.</param>
    /// <param name="secrets">The endpoint's secrets; one that fits is enough.</param>
    /// <param name="tolerance">How far the time may be from <paramref name="now"/>, in either direction.</param>
    /// <param name="now">This computer's time.</param>
    /// <returns>Null for a good signature.</returns>
    public static WebhookRefusal? Check(ReadOnlySpan<byte> body, string? header, IEnumerable<string> secrets, TimeSpan tolerance, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(header)) return WebhookRefusal.Unsigned;
        if (header.Length > LongestHeader || !TryRead(header, out var time, out var timestamp, out var signatures)) return WebhookRefusal.BadSignature;
        // The signature first: a time that nobody signed is not worth a word about clocks.
        var fits = false;
        foreach (var secret in secrets)
        {
            var expected = Of(secret, timestamp, body);
            foreach (var signature in signatures) fits |= CryptographicOperations.FixedTimeEquals(signature, expected);
        }

        if (!fits) return WebhookRefusal.BadSignature;
        return (now - time).Duration() > tolerance ? WebhookRefusal.TooOld : null;
    }

    /// <summary>The signature of a body.</summary>
    public static byte[] Of(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp));
        hash.AppendData("."u8);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static bool TryRead(string header, out DateTimeOffset time, out string timestamp, out List<byte[]> signatures)
    {
        time = default;
        timestamp = "";
        signatures = [];
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal)) timestamp = part[2..];
            else if (part.StartsWith("v1=", StringComparison.Ordinal) && part.Length == 3 + HexLength && TryHex(part[3..], out var signature)) signatures.Add(signature);
        }

        // As digits only: "+1700000000" and " 1700000000" are the same number, and another text than what was signed.
        if (timestamp.Length is 0 or > 12 || !timestamp.All(char.IsAsciiDigit) || signatures.Count == 0) return false;
        var seconds = long.Parse(timestamp, CultureInfo.InvariantCulture);
        if (seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()) return false;
        time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }

    private static bool TryHex(string text, out byte[] bytes)
    {
        bytes = [];
        if (!text.All(char.IsAsciiHexDigit)) return false;
        bytes = Convert.FromHexString(text);
        return true;
    }
}
