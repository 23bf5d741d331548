using System.Globalization;
using System.Text;
using PaymentSafety.Core.Json;

namespace PaymentSafety.Preflight.Json;

/// <summary>Files and bytes for <see cref="PositionedJsonReader"/>: a byte order mark is allowed, and what is not UTF-8 is refused where it stands.</summary>
public static class PositionedJson
{
    /// <summary>Larger files are refused: a map of 10,000 plans with every field has about 5 MiB.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <exception cref="PositionedJsonException">The content is not JSON, not UTF-8, empty or larger than <see cref="MaxBytes"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a directory.</exception>
    public static JsonValue ReadFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // One byte more than there should be shows a file that grew, or never had a length (a pipe).
        var content = new byte[(stream.CanSeek ? Math.Min(stream.Length, MaxBytes) : MaxBytes) + 1];
        var read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        if (read > MaxBytes)
            throw new PositionedJsonException(string.Create(CultureInfo.InvariantCulture, $"the file is larger than {MaxBytes / 1024 / 1024} MiB"), TextPosition.Start);
        return Parse(content.AsSpan(0, read));
    }

    /// <summary>Parses UTF-8 text.</summary>
    /// <exception cref="PositionedJsonException">The text is not JSON, or not UTF-8.</exception>
    public static JsonValue Parse(ReadOnlySpan<byte> utf8) => PositionedJsonReader.Parse(Decode(utf8));

    /// <summary>The text without its byte order mark. Encoding it again gives the very bytes, because none that is not UTF-8 was accepted.</summary>
    /// <exception cref="PositionedJsonException">It is not UTF-8.</exception>
    internal static string Decode(ReadOnlySpan<byte> utf8)
    {
        if (utf8 is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new PositionedJsonException("the file is UTF-16; save it as UTF-8", TextPosition.Start);
        if (utf8 is [0xEF, 0xBB, 0xBF, ..])
            utf8 = utf8[3..];
        try
        {
            return Strict.GetString(utf8);
        }
        catch (DecoderFallbackException exception)
        {
            throw new PositionedJsonException("the file is not valid UTF-8", PlaceOf(utf8[..Math.Max(0, exception.Index)]));
        }
    }

    /// <summary>The place after these bytes.</summary>
    private static TextPosition PlaceOf(ReadOnlySpan<byte> before)
    {
        var line = before.Count((byte)'\n');
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]);
        return new TextPosition(line + 1, column + 1);
    }
}
