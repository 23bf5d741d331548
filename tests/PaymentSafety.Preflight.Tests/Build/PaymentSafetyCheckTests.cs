using Microsoft.Build.Utilities;
using PaymentSafety.Build;
using PaymentSafety.Tests.Stripe;

namespace PaymentSafety.Preflight.Tests.Build;

/// <summary>The task with a tool that is a shell script: what it makes of every way in which a child can speak and end.</summary>
[Collection(nameof(HostPath))]
public sealed class PaymentSafetyCheckTests : IDisposable
{
    private const string TestKey = """##pf:{"type":"diagnostic","severity":"warning","code":"PAY3002","text":"A 100%25 test; key.","file":"/a%3bb.json","line":2,"column":3}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("task-").FullName;
    private readonly RecordingEngine _engine = new();
    private readonly string? _host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("DOTNET_HOST_PATH", _host);
        Directory.Delete(_folder, recursive: true);
    }

    [UnixFact]
    public void A_run_that_says_yes_to_its_end_passes()
    {
        Assert.True(Run("""##pf:{"type":"say","text":"fine"}""", """##pf:{"type":"done","exit":0}"""));
        Assert.Empty(_engine.Errors);
        Assert.Contains("fine", _engine.Messages);
    }

    [UnixFact]
    public void A_diagnostic_is_logged_in_the_form_that_matchers_take()
    {
        Assert.False(Run(1, """##pf:{"type":"diagnostic","severity":"error","code":"PF4001","text":"No such price.","help":"https://a.example/#pf4001","file":"/m.json","line":3,"column":7}""", """##pf:{"type":"done","exit":1}"""));

        var error = Assert.Single(_engine.Errors);
        Assert.Equal(
            ("PF4001", "No such price. (https://a.example/#pf4001)", "/m.json", 3, 7, 0, 0, (string?)null, "https://a.example/#pf4001"),
            (error.Code, error.Message, error.File, error.LineNumber, error.ColumnNumber, error.EndLineNumber, error.EndColumnNumber, error.Subcategory, error.HelpLink));
    }

    [UnixFact]
    public void A_diagnostic_without_a_place_points_at_the_project()
    {
        Run(1, """##pf:{"type":"diagnostic","severity":"error","code":"PF2001","text":"x"}""", """##pf:{"type":"done","exit":1}""");

        var error = Assert.Single(_engine.Errors);
        Assert.Equal((Path.Combine(_folder, "shop.csproj"), 1, 1), (error.File, error.LineNumber, error.ColumnNumber));
    }

    [UnixFact]
    public void Warnings_let_a_run_pass_that_left_something_open()
    {
        Assert.True(Run(2, """##pf:{"type":"diagnostic","severity":"warning","code":"PF9001","text":"x"}""", """##pf:{"type":"done","exit":2}"""));
        Assert.Equal("PF9001", Assert.Single(_engine.Warnings).Code);
    }

    [UnixFact]
    public void What_a_compiler_tells_too_is_left_to_the_end_of_the_build()
    {
        var task = Task(TestKey, """##pf:{"type":"done","exit":0}""");
        task.CompilerCodes = ["PAY3002"];

        Assert.True(task.Execute());
        Assert.Empty(_engine.Warnings);
        Assert.True(new PaymentSafetyTell { BuildEngine = _engine, Left = task.Left, ProjectFile = task.ProjectFile }.Execute());

        var warning = Assert.Single(_engine.Warnings);
        Assert.Equal(("PAY3002", "A 100%25 test; key.", "/a%3bb.json", 2, 3), (warning.Code, warning.Message, warning.File, warning.LineNumber, warning.ColumnNumber));
    }

    [UnixFact]
    public void Nothing_is_left_where_nothing_will_be_compiled()
    {
        var task = Task(1, [TestKey, """##pf:{"type":"diagnostic","severity":"error","code":"PF4001","text":"x"}""", """##pf:{"type":"done","exit":1}"""]);
        task.CompilerCodes = ["PAY3002"];

        Assert.False(task.Execute());

        Assert.Empty(task.Left);
        Assert.Equal("PAY3002", Assert.Single(_engine.Warnings).Code);
    }

    [UnixFact]
    public void What_stops_the_publish_is_told_at_once()
    {
        var task = Task(1, [TestKey.Replace("warning", "error", StringComparison.Ordinal), """##pf:{"type":"done","exit":1}"""]);
        task.CompilerCodes = ["PAY3002"];

        Assert.False(task.Execute());

        Assert.Equal("PAY3002", Assert.Single(_engine.Errors).Code);
    }

    [UnixFact]
    public void An_error_fails_the_run_whatever_the_exit_code_says()
    {
        Assert.False(Run(0, """##pf:{"type":"diagnostic","severity":"error","code":"PF4001","text":"x"}""", """##pf:{"type":"done","exit":0}"""));
    }

    public static TheoryData<int, string[]> CutOff => new()
    {
        { 0, [] },
        { 0, ["""##pf:{"type":"say","text":"24 checks: 24 ok"}"""] },
        { 0, ["""##pf:{"type":"done","exit":0"""] },
        { 134, ["""##pf:{"type":"done","exit":0}"""] },
        { 1, ["""##pf:{"type":"done","exit":1}"""] },
        { 3, ["""##pf:{"type":"done","exit":3}"""] },
        { 139, ["Unhandled exception."] },
    };

    [UnixTheory]
    [MemberData(nameof(CutOff))]
    public void A_run_without_a_proper_end_is_an_error(int exitCode, string[] lines)
    {
        Assert.False(Run(exitCode, lines));
        Assert.Equal("PF0003", Assert.Single(_engine.Errors).Code);
    }

    [UnixFact]
    public void A_key_that_the_child_prints_is_masked_wherever_it_stands()
    {
        var key = ShopScenario.LiveSecretKey;
        Run(1, "Unhandled exception: " + key, $$"""##pf:{"type":"diagnostic","severity":"error","code":"PF0006","text":"it was {{key}}"}""", """##pf:{"type":"done","exit":1}""");

        var all = string.Join('\n', _engine.All);
        Assert.DoesNotContain(key[10..], all, StringComparison.Ordinal);
        Assert.Contains("it was sk_live_...", all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tool_that_is_missing_is_an_error()
    {
        var task = new PaymentSafetyCheck { BuildEngine = _engine, ToolAssembly = Path.Combine(_folder, "none.dll"), ProjectFile = Path.Combine(_folder, "shop.csproj") };

        Assert.False(task.Execute());
        Assert.Equal("PF0001", Assert.Single(_engine.Errors).Code);
    }

    [Fact]
    public void A_dotnet_that_is_missing_is_an_error()
    {
        var tool = Path.Combine(_folder, "tool.dll");
        File.WriteAllText(tool, "");
        Environment.SetEnvironmentVariable("DOTNET_HOST_PATH", Path.Combine(_folder, "no-dotnet"));
        var task = new PaymentSafetyCheck { BuildEngine = _engine, ToolAssembly = tool, ProjectFile = Path.Combine(_folder, "shop.csproj") };

        Assert.False(task.Execute());
        Assert.Equal("PF0002", Assert.Single(_engine.Errors).Code);
    }

    [UnixFact]
    public void Options_are_handed_on_as_they_are_and_keys_by_the_name_of_their_property()
    {
        _engine.GlobalProperties["StripeSecretKey"] = ShopScenario.LiveSecretKey;
        _engine.GlobalProperties["Configuration"] = "Release";
        var task = Task("""##pf:{"type":"done","exit":0}""");
        task.Options = [Option("price-map", "my prices.json"), Option("mode", " "), Option("required", "A;B")];
        task.Flags = [Option("offline", "True"), Option("local-stripe", "false")];

        Assert.True(task.Execute());

        var arguments = File.ReadAllText(Path.Combine(_folder, "arguments"));
        Assert.Contains("--price-map\nmy prices.json\n--required\nA;B\n--offline\n", arguments, StringComparison.Ordinal);
        Assert.Contains("--passed-as-property\nStripeSecretKey\n", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain("--mode", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain("--local-stripe", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain(ShopScenario.LiveSecretKey, arguments + string.Join('\n', _engine.All), StringComparison.Ordinal);
    }

    private static TaskItem Option(string name, string value) => new(name, new Dictionary<string, string> { ["Value"] = value });

    private bool Run(params string[] lines) => Run(0, lines);

    private bool Run(int exitCode, params string[] lines) => Task(exitCode, lines).Execute();

    private PaymentSafetyCheck Task(params string[] lines) => Task(0, lines);

    /// <summary>A task whose dotnet is a script that writes down its arguments, prints these lines and ends with this code.</summary>
    private PaymentSafetyCheck Task(int exitCode, string[] lines)
    {
        File.WriteAllText(Path.Combine(_folder, "output"), string.Concat(lines.Select(line => line + "\n")));
        var script = Path.Combine(_folder, "dotnet");
        File.WriteAllText(script, $"#!/bin/sh\nprintf '%s\\n' \"$@\" > '{_folder}/arguments'\ncat '{_folder}/output'\nexit {exitCode}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable("DOTNET_HOST_PATH", script);
        var tool = Path.Combine(_folder, "tool.dll");
        File.WriteAllText(tool, "");
        return new PaymentSafetyCheck { BuildEngine = _engine, ToolAssembly = tool, ProjectFile = Path.Combine(_folder, "shop.csproj") };
    }
}
