using System.Text;
using PaymentSafety.EndToEnd.Tests.Scaffolding;

namespace PaymentSafety.EndToEnd.Tests.Building;

/// <summary>A repository with three projects, two of them in one folder, files that they share, and files in every encoding; built once.</summary>
public sealed class BuiltRepository : IAsyncLifetime
{
    /// <summary>Made up, and put together here, so that no source holds a key.</summary>
    internal const string Body = "PSFTq7Lm2Xc9Vb4Nn8Kp3Rt6";

    private static readonly string Key = "sk_" + "live_" + Body;

    private PackedFeed _feed = null!;
    private string _folder = string.Empty;

    internal DotnetRun Run { get; private set; } = null!;

    internal string ErrorLog => File.ReadAllText(Path.Combine(_folder, "Api", "errors.sarif"));

    public async Task InitializeAsync()
    {
        _feed = await PackedFeed.GetAsync();
        _folder = _feed.NewFolder("Repository");
        await Shop.WriteAsync("Api", folder: Path.Combine(_folder, "Api"));
        await Shop.WriteAsync("Jobs", folder: Path.Combine(_folder, "Jobs"), properties: "<EnableDefaultCompileItems>false</EnableDefaultCompileItems><BaseIntermediateOutputPath>obj/</BaseIntermediateOutputPath>");
        File.Copy(PathOf("Jobs/Jobs.csproj"), PathOf("Jobs/Later.csproj"));
        Write("Jobs/Program.cs", "System.Console.WriteLine();");
        foreach (var project in new[] { "Jobs", "Later" })
        {
            var file = $"Jobs/{project}.csproj";
            Write(file, File.ReadAllText(PathOf(file)).Replace("</Project>", """<ItemGroup><Compile Include="Program.cs" /></ItemGroup></Project>""", StringComparison.Ordinal));
        }

        Write("Directory.Build.props", """
            <Project>
              <ItemGroup>
                <AdditionalFiles Include="$(MSBuildThisFileDirectory)shared.json" PaymentSafetyScan="true" />
              </ItemGroup>
            </Project>
            """);
        Write(".git/HEAD", "ref: refs/heads/main");
        foreach (var file in new[] { "shared.json", ".github/workflows/deploy.yml", "docker-compose.yml", ".env", "Jobs/appsettings.json", "Api/wwwroot/app.js", "Api/deploy.sh", "Api/Dockerfile", "Api/Properties/launchSettings.json", "Api/web.config" })
            Write(file, $"# 1\r\n# {Key}\r\n");
        Write("Api/appsettings.Utf16.json", $"// ä\n\"{Key}\"", Encoding.Unicode);
        Write("Api/appsettings.Utf16Big.json", $"// ä\n\"{Key}\"", Encoding.BigEndianUnicode);
        Write("Api/appsettings.Bom.json", $"// ä\n\"{Key}\"", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        File.WriteAllBytes(PathOf("Api/appsettings.Bytes.json"), [0x0A, 0x22, .. Encoding.ASCII.GetBytes(Key), 0x22, 0xFF, 0xC0, 0x0A]);
        Write("Api/appsettings.Large.json", string.Concat(Enumerable.Repeat("{ \"name\": \"risk_level\" },\n", 800_000)) + $"\"{Key}\"");
        Write("Repository.slnx", """<Solution><Project Path="Api/Api.csproj" /><Project Path="Jobs/Jobs.csproj" /></Solution>""");

        var dotnet = _feed.DotnetIn(_folder);
        (await dotnet.RunAsync(["restore", "Repository.slnx"], null, CancellationToken.None)).MustSucceed();
        (await dotnet.RunAsync(["restore", "Jobs/Later.csproj"], null, CancellationToken.None)).MustSucceed();
        Run = await dotnet.RunAsync(["build", "Repository.slnx", "--no-restore", "-m:2", "-p:ErrorLog=errors.sarif"], null, CancellationToken.None);
        Later = await dotnet.RunAsync(["build", "Jobs/Later.csproj", "--no-restore", "-o", PathOf("later")], null, CancellationToken.None);
    }

    /// <summary>The second project of the folder, built alone.</summary>
    internal DotnetRun Later { get; private set; } = null!;

    public Task DisposeAsync() => Task.CompletedTask;

    private string PathOf(string relative) => Path.Combine(_folder, relative);

    private void Write(string relative, string text, Encoding? encoding = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text, encoding ?? new UTF8Encoding());
    }
}

/// <summary>What a real compiler says of the files beside the code.</summary>
public sealed class ScannedFilesTests(BuiltRepository repository) : IClassFixture<BuiltRepository>
{
    [Theory]
    [InlineData("shared.json", "(2,3): error PAY3001")]
    [InlineData("deploy.yml", "(2,3): error PAY3001")]
    [InlineData("docker-compose.yml", "(2,3): error PAY3001")]
    [InlineData(".env", "(2,3): error PAY3001")]
    [InlineData("appsettings.json", "(2,3): error PAY3001")]
    [InlineData("app.js", "(2,3): error PAY3005")]
    [InlineData("deploy.sh", "(2,3): error PAY3001")]
    [InlineData("Dockerfile", "(2,3): error PAY3001")]
    [InlineData("launchSettings.json", "(2,3): error PAY3001")]
    [InlineData("web.config", "(2,3): error PAY3001")]
    [InlineData("appsettings.Utf16.json", "(2,2): error PAY3001")]
    [InlineData("appsettings.Utf16Big.json", "(2,2): error PAY3001")]
    [InlineData("appsettings.Bom.json", "(2,2): error PAY3001")]
    [InlineData("appsettings.Bytes.json", "(2,2): error PAY3001")]
    [InlineData("appsettings.Large.json", "(800001,2): error PAY3001")]
    public void A_file_is_told_once_and_at_its_place_however_many_projects_see_it(string file, string told)
    {
        // The console repeats an error in its summary word for word; another project's differs in the project that it names.
        var lines = LinesOf(repository.Run, file);

        Assert.True(lines.Count == 1 && lines[0].Contains(file + told, StringComparison.Ordinal), $"{string.Join('\n', lines)}\n{repository.Run}");
    }

    [Fact]
    public void Of_two_projects_in_one_folder_the_later_leaves_the_files_to_the_first() => Assert.Empty(LinesOf(repository.Later, "appsettings.json"));

    [Fact]
    public void Nothing_of_a_value_is_in_the_log_of_errors_or_on_the_console()
    {
        Assert.Contains("PAY3001", repository.ErrorLog, StringComparison.Ordinal);
        Assert.DoesNotContain(BuiltRepository.Body[..6], repository.ErrorLog, StringComparison.Ordinal);
        Assert.DoesNotContain(BuiltRepository.Body[..6], repository.Run.Output, StringComparison.Ordinal);
    }

    private static List<string> LinesOf(DotnetRun run, string file) =>
        [.. run.Lines.Select(line => line.Trim()).Where(line => line.Contains("/" + file + "(", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
}
