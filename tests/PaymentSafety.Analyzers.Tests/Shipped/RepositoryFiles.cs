namespace PaymentSafety.Analyzers.Tests.Shipped;

/// <summary>Files of the repository that tests read as data; the build writes down where it is.</summary>
internal static class RepositoryFiles
{
    private static readonly Lazy<string> LazyRoot = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "repository-root.txt")).Trim());

    public static string Root => LazyRoot.Value;

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>C# sources below a folder, in a stable order and without what a build leaves there.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(PathOf(folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);
}
