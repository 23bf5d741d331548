namespace PaymentSafety.EndToEnd.Tests.Scaffolding;

/// <summary>A user's app that references the package, in a folder of its own, with what a user would write and no more.</summary>
internal sealed class Shop
{
    public const string MapName = "stripe-prices.json";

    /// <summary>One plan: Stripe is asked four times: for the account, its price, the webhook endpoints and what was not delivered.</summary>
    public static readonly string RightMap = $$"""
        {
          "lite-monthly": {
            "test": "{{ShopScenario.LiteTestPrice}}",
            "live": "{{ShopScenario.LiteLivePrice}}"
          }
        }
        """;

    private readonly PackedFeed _feed;

    private Shop(PackedFeed feed, string folder, string name)
    {
        _feed = feed;
        Folder = folder;
        Name = name;
    }

    public string Folder { get; }

    public string Name { get; }

    public string ProjectFile => Name + ".csproj";

    /// <summary>Where the tests publish to.</summary>
    public string PublishFolder => Path.Combine(Folder, "published");

    /// <summary>What was published, relative to <see cref="PublishFolder"/>; empty where the folder does not exist.</summary>
    public IReadOnlyList<string> Published => FilesIn(PublishFolder);

    /// <summary>Writes the app, not restored.</summary>
    /// <param name="sdk">Microsoft.NET.Sdk or Microsoft.NET.Sdk.Web.</param>
    /// <param name="properties">Further lines of the project file.</param>
    /// <param name="folder">Where to write it; null for a folder of its own.</param>
    public static async Task<Shop> WriteAsync(string name = "Shop", string sdk = "Microsoft.NET.Sdk", string properties = "", string? folder = null)
    {
        var feed = await PackedFeed.GetAsync();
        var shop = new Shop(feed, folder ?? feed.NewFolder(name), name);
        Directory.CreateDirectory(shop.Folder);
        shop.Write("nuget.config", NuGetConfig(feed));
        shop.Write(shop.ProjectFile, $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="PaymentSafety" Version="{feed.Version}" PrivateAssets="all" />
                {StripeNetReference}
              </ItemGroup>
            </Project>
            """);
        shop.Write("Program.cs", """
            using Stripe;

            internal static class Program
            {
                private static void Main() => Console.WriteLine(typeof(StripeClient).Name);
            }
            """);
        shop.Write(MapName, RightMap);
        return shop;
    }

    /// <summary>Writes the app and restores it.</summary>
    public static async Task<Shop> CreateAsync(string name = "Shop", string sdk = "Microsoft.NET.Sdk", string properties = "")
    {
        var shop = await WriteAsync(name, sdk, properties);
        (await shop.DotnetAsync(["restore"])).MustSucceed();
        return shop;
    }

    /// <summary>How a project gets Stripe.net without a registry; with -p:StripeNetVersion=... it gets the package.</summary>
    public static string StripeNetReference => Places.StripeNetVersion.Length > 0
        ? $"""<PackageReference Include="Stripe.net" Version="[{Places.StripeNetVersion}]" />"""
        : $"""<Reference Include="Stripe.net" HintPath="{Places.StripeNet}" />""";

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    public string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Takes away what a test published or put in the map's place, and writes the right map.</summary>
    public void Reset()
    {
        if (Directory.Exists(PublishFolder))
            Directory.Delete(PublishFolder, recursive: true);
        if (Directory.Exists(PathOf(MapName)))
            Directory.Delete(PathOf(MapName));
        Write(MapName, RightMap);
    }

    /// <summary>Runs dotnet in the app's folder.</summary>
    public Task<DotnetRun> DotnetAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null) =>
        _feed.DotnetIn(Folder).RunAsync(arguments, variables, CancellationToken.None);

    /// <summary>Starts dotnet in the app's folder.</summary>
    public RunningDotnet StartDotnet(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables, params IReadOnlyList<string> launcher) =>
        _feed.DotnetIn(Folder).Start(arguments, variables, launcher);

    /// <summary>Publishes into <see cref="PublishFolder"/>, asking the stand-in with a live key that it knows.</summary>
    public Task<DotnetRun> PublishAsync(StripeServer stripe, params IEnumerable<string> arguments) =>
        DotnetAsync(["publish", "--no-restore", "-o", PublishFolder, .. Asking(stripe.Address), .. arguments], LiveKey);

    /// <summary>The key that the stand-in knows, under the name that the app reads.</summary>
    public static IReadOnlyDictionary<string, string> LiveKey { get; } = new Dictionary<string, string> { ["Stripe__SecretKey"] = ShopScenario.LiveRestrictedKey };

    /// <summary>What sends the gate to a stand-in.</summary>
    public static IEnumerable<string> Asking(Uri address) => ["-p:PaymentSafetyLocalStripe=true", $"-p:PaymentSafetyStripeApi={address.GetLeftPart(UriPartial.Authority)}"];

    public static IReadOnlyList<string> FilesIn(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)] : [];

    private static string NuGetConfig(PackedFeed feed)
    {
        // Offline, and the same everywhere: no source but ours, unless the real Stripe.net was asked for.
        var registry = Places.StripeNetVersion.Length > 0 ? """<add key="nuget.org" value="https://api.nuget.org/v3/index.json" />""" : "";
        return $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="{feed.Feed}" />
                {registry}
              </packageSources>
              <fallbackPackageFolders>
                <clear />
              </fallbackPackageFolders>
            </configuration>
            """;
    }
}
