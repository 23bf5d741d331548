using System.Text;
using PaymentSafety.Core.Json;
using PaymentSafety.Preflight.Json;

namespace PaymentSafety.Tool.Prices;

/// <summary>Changes a map on the disk, whole or not at all: a reader, or a kill, may come at any time.</summary>
internal sealed class PriceMapWriter
{
    private readonly string _path;

    /// <param name="path">The map; what a link points to is changed, and the link stays.</param>
    public PriceMapWriter(string path) => _path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    /// <summary>Fails where the map could not be changed later: to be called before anything is created.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The map or its folder may not be written to.</exception>
    public void EnsureWritable()
    {
        using (new FileStream(_path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
        {
            // Only that it opens is of interest.
        }

        var draft = DraftName();
        File.WriteAllBytes(draft, []);
        File.Delete(draft);
    }

    /// <summary>Writes an id into the map as it is on the disk now: an editor may have saved it since it was read.</summary>
    /// <exception cref="IOException">The file could not be read or written, or no longer holds the plan.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read or written.</exception>
    /// <exception cref="PositionedJsonException">The file is no longer JSON.</exception>
    public void SetPriceId(string plan, StripeMode mode, string priceId)
    {
        var bytes = File.ReadAllBytes(_path);
        var mark = bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[..3] : [];
        var text = PriceMapEditor.SetPriceId(PositionedJson.Decode(bytes), plan, mode, priceId) ?? throw new IOException($"plan '{plan}' is no longer in it");
        Replace([.. mark, .. Encoding.UTF8.GetBytes(text)]);
    }

    private void Replace(byte[] content)
    {
        var draft = DraftName();
        try
        {
            using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
            {
                file.Write(content);
                // On the disk before it takes the map's name: a power cut must leave the old map or the new one.
                file.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(draft, File.GetUnixFileMode(_path));
            File.Move(draft, _path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private string DraftName() => $"{_path}.{Environment.ProcessId}.tmp";
}
