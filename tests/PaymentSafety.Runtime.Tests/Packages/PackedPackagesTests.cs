using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace PaymentSafety.Runtime.Tests.Packages;

/// <summary>The four packages as a new project gets them: packed, restored from a folder, compiled against and run.</summary>
public sealed class PackedPackagesTests : IDisposable
{
    private const string Version = "0.1.0-packed";

    private static readonly string[] Packages = ["PaymentSafety.Runtime", "PaymentSafety.Runtime.AspNetCore", "PaymentSafety.Runtime.PostgreSql", "PaymentSafety.Runtime.Quartz"];

    private readonly string _folder = Directory.CreateTempSubdirectory("packed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_new_project_restores_compiles_and_runs_with_the_packed_packages()
    {
        var feed = Directory.CreateDirectory(Path.Combine(_folder, "feed")).FullName;
        var configuration = typeof(PackedPackagesTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        foreach (var package in Packages)
            await MustSucceedAsync(["pack", Path.Combine(Repository.Root, "src", package), "--no-build", "-c", configuration, $"-p:PackageVersion={Version}", "-o", feed, "-nologo", "-v", "q"]);
        await File.WriteAllTextAsync(Path.Combine(_folder, "Shop.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <UseAppHost>false</UseAppHost>
                <RestoreAdditionalProjectSources>{feed}</RestoreAdditionalProjectSources>
                <!-- A place of its own for what was packed now; everything else is where it is for every project. -->
                <RestorePackagesPath>{Path.Combine(_folder, "packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{GlobalPackages}</RestoreFallbackFolders>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(Packages.Select(package => $"<PackageReference Include=\"{package}\" Version=\"{Version}\" />"))}
              </ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(_folder, "Program.cs"), """
            using Npgsql;
            using PaymentSafety.Runtime.Idempotency;
            using PaymentSafety.Runtime.Masking;
            using PaymentSafety.Runtime.PostgreSql;
            using PaymentSafety.Runtime.Quartz;
            using PaymentSafety.Runtime.Reconciliation;
            using PaymentSafety.Runtime.Webhooks;
            using PaymentSafety.StripeApi;

            var builder = WebApplication.CreateSlimBuilder(args);
            builder.Services.AddSingleton(NpgsqlDataSource.Create("Host=127.0.0.1"));
            builder.Services.AddPaymentSafety(options => options.Reconciliation.Since = DateTimeOffset.UnixEpoch)
                .AddWebhookHandler<Paid>().AddReconciliation<Grant>(hosted: false).AddHealth().UsePostgreSql();
            var app = builder.Build();
            app.MapStripeWebhook("/webhooks/stripe");
            app.MapPaymentHealth("/health/payments");
            Console.WriteLine(string.Join(' ',
                CardMask.Mask("4242" + "424242424242"), IdempotencyKey.For("refund", "order_42"), app.Services.GetRequiredService<IIdempotencyStore>().GetType().Name,
                ActivatorUtilities.CreateInstance<ReconciliationJob>(app.Services).GetType().Name));

            internal sealed class Paid : IStripeWebhookHandler
            {
                public Task HandleAsync(StripeWebhookEvent webhookEvent, CancellationToken cancellationToken) => Task.FromResult(webhookEvent.ReadPayment());
            }

            internal sealed class Grant(PostgreSqlPaymentLedger ledger) : IPaymentGrant
            {
                public Task<IReadOnlySet<string>> FindGrantedAsync(IReadOnlyCollection<string> paymentIds, CancellationToken cancellationToken) => ledger.FindGrantedAsync(paymentIds, cancellationToken);

                public Task<bool> GrantAsync(StripePayment payment, CancellationToken cancellationToken) => ledger.GrantOnceAsync(payment.Id, (_, _) => Task.CompletedTask, cancellationToken);
            }
            """);

        await MustSucceedAsync(["build", _folder, "-nologo", "-v", "q"]);
        var output = await MustSucceedAsync([Path.Combine(_folder, "bin", "Debug", "net10.0", "Shop.dll")], ("DOTNET_ENVIRONMENT", "Development"), ("Stripe__SecretKey", TestKeys.Restricted("test")), ("Stripe__WebhookSecret", TestKeys.Webhook('a')));

        Assert.Equal("424242******4242 refund:order_42:1 PostgreSqlIdempotencyStore ReconciliationJob", output.Trim());
        Assert.All(Packages, package => AssertContents(Path.Combine(feed, $"{package}.{Version}.nupkg"), package));
    }

    /// <summary>A library and its documentation, and nothing that is no package itself among what it depends on.</summary>
    private static void AssertContents(string file, string package)
    {
        using var archive = ZipFile.OpenRead(file);
        var libraries = archive.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        string[] shared = package == "PaymentSafety.Runtime" ? ["PaymentSafety.Core", "PaymentSafety.StripeApi"] : [];
        Assert.Equal(shared.Append(package).SelectMany(name => new[] { $"lib/net8.0/{name}.dll", $"lib/net8.0/{name}.xml" }).Order(StringComparer.Ordinal), libraries);

        using var specification = archive.GetEntry(package + ".nuspec")!.Open();
        var dependencies = XDocument.Load(specification).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value);
        Assert.DoesNotContain(dependencies, id => id is "PaymentSafety.Core" or "PaymentSafety.StripeApi" or "Stripe.net");
    }

    private static string GlobalPackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
        ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private async Task<string> MustSucceedAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // A node of MSBuild that waits for the next build would hold the output, which is read to its end.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"dotnet {arguments[0]}: {output}{await error}");
        return output;
    }
}
