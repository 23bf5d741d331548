using System.Reflection.PortableExecutable;
using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Package;

/// <summary>What a user installs: these files, no others, and nothing of the computer that built them.</summary>
public sealed class PackageContentTests
{
    private static readonly string[] ToolFiles =
    [
        "Microsoft.Extensions.DependencyInjection.Abstractions.dll",
        "Microsoft.Extensions.Logging.Abstractions.dll",
        "Npgsql.dll",
        "PaymentSafety.Core.dll",
        "PaymentSafety.Database.dll",
        "PaymentSafety.StripeApi.dll",
        "System.CommandLine.dll",
        "System.Diagnostics.DiagnosticSource.dll",
        "payment-safety.deps.json",
        "payment-safety.dll",
        "payment-safety.runtimeconfig.json",
    ];

    /// <summary>A file that is new here is a decision: it is loaded into a compiler, into MSBuild or into a gate that holds a key.</summary>
    private static readonly string[] Files =
    [
        "LICENSE",
        "PaymentSafety.nuspec",
        "README.md",
        "THIRD-PARTY-NOTICES.txt",
        "analyzers/dotnet/cs/PaymentSafety.Analyzers.dll",
        "analyzers/dotnet/cs/PaymentSafety.CodeFixes.dll",
        "analyzers/dotnet/cs/PaymentSafety.Core.dll",
        "build/PaymentSafety.SharedFiles.proj",
        "build/PaymentSafety.Snapshot.proj",
        "build/PaymentSafety.props",
        "build/PaymentSafety.targets",
        "build/presets/audit.globalconfig",
        "build/presets/none.globalconfig",
        "build/presets/recommended.globalconfig",
        "build/presets/strict.globalconfig",
        "build/schema/stripe-prices.schema.json",
        "icon.png",
        "tasks/netstandard2.0/PaymentSafety.Build.dll",
        .. ToolFiles.Select(file => "tools/net8.0/any/" + file),
        .. ToolFiles.Select(file => "tools/net10.0/linux-x64/" + file),
    ];

    [Fact]
    public async Task The_package_has_exactly_these_files() => Assert.Equal(Files.Order(StringComparer.Ordinal), (await PackageFile.OfThisRunAsync()).Files);

    [Fact]
    public async Task The_package_stays_out_of_what_its_users_ship()
    {
        var metadata = (await PackageFile.OfThisRunAsync()).Metadata;

        Assert.Equal("true", Value("developmentDependency"));
        Assert.DoesNotContain(metadata.Elements(), element => element.Name.LocalName is "dependencies" or "frameworkReferences" or "contentFiles");
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));

        string? Value(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
    }

    [Fact]
    public async Task Our_assemblies_carry_their_symbols_and_are_the_same_from_every_clone()
    {
        var package = await PackageFile.OfThisRunAsync();
        var own = package.Assemblies.Where(entry => Path.GetFileName(entry.Key).StartsWith("payment", StringComparison.OrdinalIgnoreCase)).ToList();

        Assert.Equal(12, own.Count);
        foreach (var (name, content) in own)
        {
            using var assembly = new PEReader(new MemoryStream(content));
            var entries = assembly.ReadDebugDirectory();
            Assert.True(entries.Any(entry => entry.Type == DebugDirectoryEntryType.Reproducible), $"{name} is not deterministic.");
            var symbols = entries.SingleOrDefault(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            Assert.True(symbols.DataSize > 0, $"{name} has no embedded symbols.");

            using var provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(symbols);
            var reader = provider.GetMetadataReader();
            var documents = reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name)).ToList();
            Assert.NotEmpty(documents);
            Assert.All(documents, document => Assert.StartsWith("/_/", document, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Nothing_in_the_package_names_the_computer_that_built_it()
    {
        var package = await PackageFile.OfThisRunAsync();
        var places = new[] { Places.Repository, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) }
            .Where(place => place.Length > 3)
            .SelectMany(place => new[] { System.Text.Encoding.UTF8.GetBytes(place), System.Text.Encoding.Unicode.GetBytes(place) })
            .ToList();

        Assert.All(package.Entries, entry => Assert.DoesNotContain(places, place => entry.Value.AsSpan().IndexOf(place) >= 0));
    }

    [Fact]
    public async Task Packed_twice_it_is_the_same()
    {
        var feed = await PackedFeed.GetAsync();
        var folder = feed.NewFolder("PackedTwice");
        (await PackedFeed.PackIntoAsync(folder, feed.Version)).MustSucceed();

        var first = await PackageFile.OfThisRunAsync();
        var second = PackageFile.Read(Path.Combine(folder, Path.GetFileName(feed.Package)));

        Assert.Equal(first.Entries.Keys, second.Entries.Keys);
        Assert.All(first.Entries, entry => Assert.True(entry.Value.AsSpan().SequenceEqual(second.Entries[entry.Key]), $"{entry.Key} differs."));
    }
}
