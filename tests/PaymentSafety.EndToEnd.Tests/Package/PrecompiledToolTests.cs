using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Package;

/// <summary>
/// The tool is in the package twice: portable, and compiled ahead of time for some runtimes. The second one is faster and nothing else, and it is
/// never chosen where it could not be started.
/// </summary>
public sealed class PrecompiledToolTests : IClassFixture<StripeAndShop>
{
    private const string Portable = "tools/net8.0/any/";
    private const string Precompiled = "tools/net10.0/linux-x64/";
    private static readonly string[] CompiledAhead = ["PaymentSafety.Core.dll", "PaymentSafety.Database.dll", "PaymentSafety.StripeApi.dll", "System.CommandLine.dll", "payment-safety.dll"];

    private readonly StripeServer _stripe;
    private readonly Shop _shop;

    public PrecompiledToolTests(StripeAndShop fixture)
    {
        (_stripe, _shop) = (fixture.Stripe, fixture.Shop);
        _shop.Reset();
    }

    [Fact]
    public async Task The_precompiled_tool_is_the_portable_one_with_machine_code()
    {
        var package = await PackageFile.OfThisRunAsync();

        foreach (var (name, content) in package.Entries.Where(entry => entry.Key.StartsWith(Precompiled, StringComparison.Ordinal)))
        {
            var file = name[Precompiled.Length..];
            var portable = package.Entries[Portable + file];
            if (!CompiledAhead.Contains(file, StringComparer.Ordinal))
            {
                Assert.True(content.AsSpan().SequenceEqual(portable), $"{file} differs.");
                continue;
            }

            using var image = new PEReader(new MemoryStream(content));
            using var assembly = new PEReader(new MemoryStream(portable));
            Assert.True(HasMachineCode(image), $"{file} is not compiled.");
            Assert.Equal(VersionOf(assembly), VersionOf(image));
        }

        static bool HasMachineCode(PEReader file) => file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;

        static Guid VersionOf(PEReader file)
        {
            var reader = file.GetMetadataReader();
            return reader.GetGuid(reader.GetModuleDefinition().Mvid);
        }
    }

    [Theory]
    [InlineData("linux-x64", "10.0", "", Precompiled)]
    [InlineData("linux-x64", "10.0", "false", Portable)]
    [InlineData("linux-musl-x64", "10.0", "", Portable)]
    [InlineData("win-x86", "10.0", "", Portable)]
    [InlineData("linux-x64", "8.0", "", Portable)]
    [InlineData("linux-x64", "11.0", "", Portable)]
    [InlineData("", "", "", Portable)]
    public async Task The_SDK_decides_which_of_them_runs(string runtime, string version, string property, string expected)
    {
        var tool = await AskAsync(
            "_PaymentSafetyTool", $"-p:NETCoreSdkPortableRuntimeIdentifier={runtime}", $"-p:BundledNETCoreAppTargetFrameworkVersion={version}", $"-p:PaymentSafetyPrecompiledTool={property}");

        Assert.EndsWith("/" + expected + "payment-safety.dll", tool, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_dotnet_than_that_of_the_SDK_runs_the_portable_tool()
    {
        var tools = await AskAsync("MSBuildToolsPath");

        foreach (var host in new[] { "", "dotnet", "/another/place/dotnet" })
        {
            // Not by the SDK's command line, which sets the variable itself.
            var run = await _shop.DotnetAsync(
                ["exec", Path.Combine(tools, "MSBuild.dll"), "-getProperty:_PaymentSafetyTool", "-p:NETCoreSdkPortableRuntimeIdentifier=linux-x64"], new Dictionary<string, string> { ["DOTNET_HOST_PATH"] = host });

            Assert.EndsWith("/" + Portable + "payment-safety.dll", run.MustSucceed().Lines.Single(line => line.Length > 0), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("false", Portable)]
    [InlineData("true", Precompiled)]
    public async Task Both_refuse_the_same(string precompiled, string expected)
    {
        if (await AskAsync("NETCoreSdkPortableRuntimeIdentifier") != "linux-x64")
            expected = Portable;
        _shop.Write(Shop.MapName, Maps.UnknownPrice);

        var run = await _shop.PublishAsync(_stripe, "-flp:logfile=publish.log;verbosity=detailed", $"-p:PaymentSafetyPrecompiledTool={precompiled}");

        run.MustBeRefused("PF4001", "stripe-prices.json(4,13)");
        Assert.Contains(expected + "payment-safety.dll check ", _shop.Read("publish.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_portable_tool_lets_the_right_map_pass()
    {
        (await _shop.PublishAsync(_stripe, "-p:PaymentSafetyPrecompiledTool=false")).MustSucceed();

        Assert.NotEmpty(_shop.Published);
    }

    /// <summary>The value of a property of the app.</summary>
    private async Task<string> AskAsync(string property, params IEnumerable<string> arguments) =>
        (await _shop.DotnetAsync(["msbuild", "-getProperty:" + property, .. arguments])).MustSucceed().Lines.Single(line => line.Length > 0);
}
