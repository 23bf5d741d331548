using System.Text;
using PaymentSafety.Core;
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
    [InlineData("settings.yml", "PAY3002")]
    [InlineData("appsettings.Development.json", null)]
    public async Task A_test_key_is_told_and_not_in_files_for_developers(string file, string? id)
    {
        Scan((file, $"// {Test}"));

        var run = await _gate.RunAsync();

        Assert.Equal(id, run.Diagnostics.SingleOrDefault()?.Code);
        Assert.Equal(ExitCode.Passed, run.ExitCode);
    }

    [Theory]
    [InlineData(ClientKind.None, "Pages/Pay.razor", "PAY3001", "anyone who can read it")]
    [InlineData(ClientKind.BlazorWebAssembly, "Pages/Pay.razor", "PAY3005", "stands in Pay.razor, which every visitor's browser downloads.")]
    [InlineData(ClientKind.MobileApp, "Pages/Pay.razor", "PAY3005", "stands in Pay.razor, which is installed on every user's device.")]
    [InlineData(ClientKind.MobileApp, "wwwroot/index.html", "PAY3005", "stands in index.html, which every visitor can fetch.")]
    [InlineData(ClientKind.BlazorWebAssembly, "wwwroot/appsettings.json", "PAY3005", "stands in appsettings.json, which every visitor can fetch.")]
    [InlineData(ClientKind.BlazorWebAssembly, "deploy.yml", "PAY3001", "anyone who can read it")]
    public async Task What_ships_with_a_client_is_told_as_such(ClientKind client, string file, string id, string text)
    {
        Scan((file, $"// {Live}"));
        _gate.Options = _gate.Options with { Client = client };

        var told = Assert.Single((await _gate.RunAsync()).Diagnostics);

        Assert.Equal(id, told.Code);
        Assert.Contains(text, told.Finding.Message, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("is_global = true\npayment_safety_scan = false", "", true)]
    [InlineData("is_global = true\n[FOLDER/a.json]\npayment_safety_scan = false # an example", "", true)]
    [InlineData("is_global = true\n[FOLDER/b.json]\npayment_safety_scan = false", "", false)]
    [InlineData("is_global = true\n[a.json]\npayment_safety_scan = false", "", false)]
    [InlineData("payment_safety_scan = false", "", false)]
    [InlineData("is_global = true\n# payment_safety_scan = false", "", false)]
    [InlineData("is_global = true\npayment_safety_scan = false\n[FOLDER/a.json]\npayment_safety_scan = true", "", false)]
    [InlineData("is_global = true\npayment_safety_scan = false", "[a.json]\npayment_safety_scan = true", false)]
    public async Task A_global_file_leaves_files_out_as_it_does_for_the_compiler(string config, string editorConfig, bool isLeftOut)
    {
        _gate.Write(".editorconfig", "root = true\n" + editorConfig);
        Scan(("a.json", Live));
        Configure(("own.globalconfig", config));

        Assert.Equal(isLeftOut ? 0 : 1, (await _gate.RunAsync()).Diagnostics.Count);
    }

    [Theory]
    [InlineData("global_level = 10", "global_level = 20", false)]
    [InlineData("global_level = 20", "global_level = 10", true)]
    [InlineData("global_level = 10", "global_level = 10", false)]
    public async Task Of_two_global_files_the_higher_is_followed_and_none_of_two_equals(string leavesOut, string searches, bool isLeftOut)
    {
        Scan(("a.json", Live));
        Configure(("a.config", $"is_global = true\n{leavesOut}\npayment_safety_scan = false"), ("b.config", $"is_global = true\n{searches}\npayment_safety_scan = true"));

        Assert.Equal(isLeftOut ? 0 : 1, (await _gate.RunAsync()).Diagnostics.Count);
    }

    [Fact]
    public async Task A_file_named_globalconfig_is_one_without_saying_so()
    {
        Scan(("a.json", Live));
        Configure((".globalconfig", "payment_safety_scan = false"));

        (await _gate.RunAsync()).AssertPassed();
    }

    [Fact]
    public async Task A_global_file_that_cannot_be_read_is_an_error_and_no_pass()
    {
        Scan(("a.json", ""));
        Configure((".globalconfig", ""));
        File.Delete(Path.Combine(_gate.Folder, ".globalconfig"));

        var diagnostic = Assert.Single((await _gate.RunAsync()).Diagnostics);

        Assert.Equal(("PF2024", Severity.Error), (diagnostic.Code, diagnostic.Severity));
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

    /// <summary>Hands over files by which the compiler is configured; FOLDER stands for the project's.</summary>
    private void Configure(params (string Name, string Content)[] files)
    {
        foreach (var (name, content) in files)
            _gate.Write(name, content.Replace("FOLDER", _gate.Folder.Replace('\\', '/'), StringComparison.Ordinal));
        _gate.Write("obj/scan-configs.txt", string.Join('\n', files.Select(file => Path.Combine(_gate.Folder, file.Name))));
        _gate.Options = _gate.Options with { ConfigList = Path.Combine(_gate.Folder, "obj", "scan-configs.txt") };
    }
}
