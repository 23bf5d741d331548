namespace StripeSurface.Tests;

/// <summary>The tables of the one release that this project was built against.</summary>
internal static class Facts
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Facts");

    /// <summary>The release that the project asked for. A wrong assembly beside it must fail, so it is not read from there.</summary>
    public static string Release { get; } = Path.GetFileNameWithoutExtension(Directory.GetFiles(Folder, "methods-*.tsv").Single())["methods-".Length..];

    public static IReadOnlyList<string[]> Read(string table) =>
        File.ReadLines(Path.Combine(Folder, $"{table}-{Release}.tsv")).Skip(1).Select(line => line.Split('\t')).ToList();
}
