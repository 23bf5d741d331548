using System.Globalization;

namespace PaymentSafety.EndToEnd.Tests.Scaffolding;

/// <summary>
/// The package, packed once a test run into a feed of its own, with a package folder of its own: a user's cache is not touched, and nothing that
/// an earlier run left there is used. All tests share it.
/// </summary>
internal sealed class PackedFeed
{
    private static readonly Lazy<Task<PackedFeed>> Shared = new(PackAsync);

    private int _folders;

    private PackedFeed(string root)
    {
        Root = root;
        Version = "0.1.0-e2e." + DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
        Directory.CreateDirectory(Feed);
    }

    public string Version { get; }

    public string Feed => Path.Combine(Root, "feed");

    /// <summary>NUGET_PACKAGES of every test.</summary>
    public string Packages => Path.Combine(Root, "packages");

    public string Package => Path.Combine(Feed, $"PaymentSafety.{Version}.nupkg");

    private string Root { get; }

    /// <exception cref="InvalidOperationException">The package could not be made.</exception>
    public static Task<PackedFeed> GetAsync() => Shared.Value;

    /// <summary>An empty folder, outside of the repository so that none of its settings apply.</summary>
    public string NewFolder(string name)
    {
        var folder = Path.Combine(Root, string.Create(CultureInfo.InvariantCulture, $"{name}-{Interlocked.Increment(ref _folders)}"));
        Directory.CreateDirectory(folder);
        return folder;
    }

    public Dotnet DotnetIn(string folder) => new(folder, new Dictionary<string, string>(TemporaryFilesIn(Root))
    {
        ["NUGET_PACKAGES"] = Packages,
        // One compiler for all tests, as on a developer's computer: starting it takes most of the time of compiling a small app.
        ["UseSharedCompilation"] = "true",
    });

    /// <summary>Packs what was built with the tests once more.</summary>
    public static async Task<DotnetRun> PackIntoAsync(string folder, string version) =>
        await new Dotnet(Places.Repository, TemporaryFilesIn(folder)).RunAsync(
            ["pack", "src/PaymentSafety", "--no-build", "-c", Places.Configuration, $"-p:PackageVersion={version}", "-o", folder], null, CancellationToken.None);

    /// <summary>Deletes everything that the tests of this run wrote, when there is something.</summary>
    public static void Delete()
    {
        if (!Shared.IsValueCreated || !Shared.Value.IsCompletedSuccessfully)
            return;
        var root = Shared.Value.Result.Root;
        try
        {
            Directory.Delete(root, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // On Windows the compiler server may still hold the analyzers; a temporary folder that stays is no failed test.
            Console.Error.WriteLine($"{root} stays: {exception.Message}");
        }
    }

    /// <summary>The SDK leaves empty folders behind whenever it builds: they are deleted with ours.</summary>
    private static Dictionary<string, string> TemporaryFilesIn(string folder)
    {
        var temporary = Directory.CreateDirectory(Path.Combine(folder, "tmp")).FullName;
        return new Dictionary<string, string> { ["TMPDIR"] = temporary, ["TEMP"] = temporary, ["TMP"] = temporary };
    }

    private static async Task<PackedFeed> PackAsync()
    {
        var feed = new PackedFeed(Directory.CreateTempSubdirectory("paymentsafety-e2e-").FullName);
        var run = await PackIntoAsync(feed.Feed, feed.Version);
        return run.ExitCode == 0 && File.Exists(feed.Package) ? feed : throw new InvalidOperationException("The package could not be made." + Environment.NewLine + run);
    }
}
