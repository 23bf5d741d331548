using System.Globalization;

namespace PaymentSafety.Tour;

/// <summary>artifacts/tour: the feed with the package, and copies of the shops, so that the tour changes no file of the repository.</summary>
internal sealed class TourFolder
{
    private const string TestKeyMark = "<test key>";

    private readonly string _root;

    private TourFolder(string repository)
    {
        Repository = repository;
        _root = Path.Combine(repository, "artifacts", "tour");
        Version = "0.1.0-tour." + DateTime.UtcNow.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
    }

    public string Repository { get; }

    /// <summary>Of this tour alone: NuGet keeps what it has read of a version, whatever is in the feed later.</summary>
    public string Version { get; }

    public string Feed => Path.Combine(_root, "feed");

    public string Package => Path.Combine(Feed, $"PaymentSafety.{Version}.nupkg");

    public string WrongShop => Path.Combine(_root, "shops", "WrongShop");

    public string RightShop => Path.Combine(_root, "shops", "RightShop");

    public string PriceMap => Path.Combine(RightShop, "stripe-prices.json");

    /// <exception cref="InvalidOperationException">The program does not run from a clone of the repository.</exception>
    public static TourFolder Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PaymentSafety.sln")))
                return new TourFolder(folder.FullName);
        }

        throw new InvalidOperationException("The tour runs from a clone of the repository: `dotnet run --project samples/Tour`.");
    }

    /// <summary>As a path is typed at the root of the repository.</summary>
    public string Shown(string path) => Path.GetRelativePath(Repository, path).Replace('\\', '/');

    public string PublishFolder(string name) => Path.Combine(_root, "published", name);

    /// <summary>Empties the folder and copies the shops into it.</summary>
    /// <param name="testKey">Written into the wrong shop's settings: no file of the repository holds a key.</param>
    public void Prepare(string testKey)
    {
        if (Directory.Exists(_root))
            Directory.Delete(_root, recursive: true);
        Directory.CreateDirectory(Feed);
        File.WriteAllText(Path.Combine(_root, "package.props"), $"<Project><PropertyGroup><PaymentSafetyVersion>{Version}</PaymentSafetyVersion></PropertyGroup></Project>\n");

        var samples = Path.Combine(Repository, "samples");
        var shops = Path.Combine(_root, "shops");
        foreach (var path in Directory.EnumerateFiles(samples, "*", SearchOption.AllDirectories))
        {
            var parts = Path.GetRelativePath(samples, path).Split(Path.DirectorySeparatorChar);
            if (parts[0] is "Tour" or "CreditShop" || parts.Any(part => part is "bin" or "obj"))
                continue;
            var copy = Path.Combine(shops, Path.Combine(parts));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        var settings = Path.Combine(WrongShop, "appsettings.json");
        File.WriteAllText(settings, File.ReadAllText(settings).Replace(TestKeyMark, testKey, StringComparison.Ordinal));
    }
}
