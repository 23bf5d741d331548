using System.IO.Compression;
using System.Xml.Linq;
using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Package;

/// <summary>What is in a nupkg.</summary>
internal sealed class PackageFile
{
    private PackageFile(IReadOnlyDictionary<string, byte[]> entries) => Entries = entries;

    /// <summary>Every entry by its name.</summary>
    public IReadOnlyDictionary<string, byte[]> Entries { get; }

    /// <summary>What NuGet itself writes into every package is left out.</summary>
    public IEnumerable<string> Files => Entries.Keys
        .Where(name => name != "[Content_Types].xml" && !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, byte[]>> Assemblies => Entries.Where(entry => entry.Key.EndsWith(".dll", StringComparison.Ordinal));

    /// <summary>The metadata element of the nuspec.</summary>
    public XElement Metadata
    {
        get
        {
            using var nuspec = new MemoryStream(Entries["PaymentSafety.nuspec"]);
            return XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        }
    }

    public static async Task<PackageFile> OfThisRunAsync() => Read((await PackedFeed.GetAsync()).Package);

    public static PackageFile Read(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        return new PackageFile(archive.Entries.ToDictionary(entry => entry.FullName, Content));
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using (var stream = entry.Open())
            stream.CopyTo(content);
        return content.ToArray();
    }
}
