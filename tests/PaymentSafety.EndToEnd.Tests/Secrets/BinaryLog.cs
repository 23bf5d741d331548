using System.IO.Compression;
using System.Text;

namespace PaymentSafety.EndToEnd.Tests.Secrets;

/// <summary>
/// A binary log, as whoever is given it can read it: the events, and the archive of imported files that is embedded in it. Searched as bytes, so that
/// nothing depends on what a reader of logs shows.
/// </summary>
internal sealed class BinaryLog
{
    private readonly byte[] _events;
    private readonly IReadOnlyDictionary<string, byte[]> _files;

    private BinaryLog(byte[] events, IReadOnlyDictionary<string, byte[]> files) => (_events, _files) = (events, files);

    /// <summary>The files that MSBuild put into the log, by name.</summary>
    public IEnumerable<string> Files => _files.Keys;

    /// <exception cref="InvalidDataException">It is no binary log, or one without its archive.</exception>
    public static BinaryLog Read(string path)
    {
        using var content = new MemoryStream();
        using (var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
            file.CopyTo(content);
        var events = content.ToArray();

        var start = events.AsSpan().LastIndexOf("PK\u0005\u0006"u8) >= 0 ? events.AsSpan().IndexOf("PK\u0003\u0004"u8) : -1;
        if (start < 0)
            throw new InvalidDataException($"{path} has no archive of imported files.");
        using var archive = new ZipArchive(new MemoryStream(events[start..]));
        return new BinaryLog(events, archive.Entries.ToDictionary(entry => entry.FullName, ContentOf));
    }

    /// <summary>How often a text stands in the log, in the encodings that it may have.</summary>
    public int Count(string text) => new[] { Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text) }.Sum(bytes => Count(_events, bytes) + _files.Values.Sum(file => Count(file, bytes)));

    private static int Count(ReadOnlySpan<byte> content, ReadOnlySpan<byte> text)
    {
        var count = 0;
        for (var at = content.IndexOf(text); at >= 0; at = content.IndexOf(text))
        {
            count++;
            content = content[(at + text.Length)..];
        }

        return count;
    }

    private static byte[] ContentOf(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using (var stream = entry.Open())
            stream.CopyTo(content);
        return content.ToArray();
    }
}
