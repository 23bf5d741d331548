using System.Text;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.Preflight.Tests.Gate;

namespace PaymentSafety.Preflight.Tests.Checks;

/// <summary>Credentials in the files that are handed over. The keys are put together here, so that no source holds one.</summary>
public sealed class FileCheckTests : IAsyncLifetime
{
    private const string Body = "PSFTq7Lm2Xc9Vb4Nn8Kp3Rt6";

    private static readonly string Live = "sk_" + "live_" + Body;
    private static readonly string Test = "sk_" + "test_" + Body;
    private static readonly string Webhook = "wh" + "sec_" + Body + "Ws1Yd5Zg";

    private GateFixture _gate = null!;

    public async Task InitializeAsync() => _gate = await GateFixture.StartAsync();

    public async Task DisposeAsync() => await _gate.DisposeAsync();

    [Fact]
    public async Task A_live_key_is_told_where_it_stands_and_by_none_of_its_characters()
    {
        Scan(("deploy.yml", $"a: 1\r\nkey: {Live}\r\n"));

        var run = await _gate.RunAsync();

        run.AssertOnly("PAY3001", Severity.Error, "deploy.yml", 2, 6, "A live secret key (32 characters) stands in deploy.yml: anyone who can read it can move money.");
        Assert.DoesNotContain(Body, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wwwroot/app.js", "PAY3005")]
    [InlineData("Dockerfile", "PAY3003")]
    public async Task The_place_and_the_kind_give_the_rule(string file, string id)
    {
        Scan((file, Webhook));

        Assert.Equal((id, Severity.Error), (Assert.Single((await _gate.RunAsync()).Diagnostics).Code, Severity.Error));
    }

    [Theory]
    [InlineData("settings.yml", true, "PAY3002")]
    [InlineData("settings.yml", false, null)]
    [InlineData("appsettings.Development.json", true, null)]
    public async Task A_test_key_is_told_where_no_compiler_told_it_and_not_in_files_for_developers(string file, bool isNotCompiled, string? id)
    {
        Scan((file, $"// {Test}"));
        _gate.Options = _gate.Options with { IsNotCompiled = isNotCompiled };

        var run = await _gate.RunAsync();

        Assert.Equal(id, run.Diagnostics.SingleOrDefault()?.Code);
        Assert.Equal(ExitCode.Passed, run.ExitCode);
    }

    [Fact]
    public async Task Placeholders_and_publishable_keys_stop_nothing()
    {
        Scan(("a.json", "\"sk_live_<your key>\" \"whsec_...\""), ("b.json", "pk_" + "live_" + Body));

        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task A_file_is_told_once_however_often_it_is_named()
    {
        Scan(("a.json", Live), ("a.json", Live));

        Assert.Single((await _gate.RunAsync()).Diagnostics);
    }

    [Theory]
    [InlineData("[a.json]\npayment_safety_scan = false", true)]
    [InlineData("[*.{json,yml}]\npayment_safety_scan = false", true)]
    [InlineData("[config/**]\npayment_safety_scan = false", false)]
    [InlineData("[b.json]\npayment_safety_scan = false", false)]
    [InlineData("[*]\npayment_safety_scan = false\n[a.json]\npayment_safety_scan = true", false)]
    [InlineData("[a.json]\npayment_safety_scan = true", false)]
    public async Task A_section_of_editorconfig_leaves_files_out(string editorConfig, bool isLeftOut)
    {
        _gate.Write(".editorconfig", "root = true\n" + editorConfig);
        Scan(("a.json", Live));

        Assert.Equal(isLeftOut ? 0 : 1, (await _gate.RunAsync()).Diagnostics.Count);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_an_error_and_no_pass()
    {
        Scan(("gone.json", Live));
        File.Delete(Path.Combine(_gate.Folder, "gone.json"));

        var diagnostic = Assert.Single((await _gate.RunAsync()).Diagnostics);

        Assert.Equal(("PF2024", Severity.Error), (diagnostic.Code, diagnostic.Severity));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Every_encoding_is_read(string encoding)
    {
        Scan(("a.json", ""));
        File.WriteAllText(Path.Combine(_gate.Folder, "a.json"), $"\n {Live}", Encoding.GetEncoding(encoding));

        (await _gate.RunAsync()).AssertOnly("PAY3001", Severity.Error, "a.json", 2, 2, "A live secret key (32 characters) stands in a.json: anyone who can read it can move money.");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_hide_nothing()
    {
        Scan(("a.json", ""));
        File.WriteAllBytes(Path.Combine(_gate.Folder, "a.json"), [0xFF, 0xC0, 0x22, .. Encoding.ASCII.GetBytes(Live), 0x22, 0xFE]);

        Assert.Equal("PAY3001", Assert.Single((await _gate.RunAsync()).Diagnostics).Code);
    }

    private void Scan(params (string Name, string Content)[] files)
    {
        foreach (var (name, content) in files)
        {
            _gate.Write(name, content);
        }

        _gate.Write("obj/scan-files.txt", string.Join('\n', files.Select(file => Path.Combine(_gate.Folder, file.Name))));
        _gate.Options = _gate.Options with { ScanList = Path.Combine(_gate.Folder, "obj", "scan-files.txt") };
    }
}
